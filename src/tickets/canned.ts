/** 快捷回复: the canned replies of a step, with their words filled in for the one who will read them. */
import type { Locale } from '../people/people.js';
import type { CannedReply } from '../sop/content-form.js';
import { placeholders } from '../sop/placeholders.js';
import type { Facts } from './facts.js';
import type { Param } from './refusal.js';
import { sayParams } from './say-params.js';
import type { Ticket } from './ticket.js';

/** Those of the state the ticket is in, in the order of the SOP. */
export function cannedReplies({ state }: Ticket, { sop, replies = {} }: Facts) {
  return (sop.states[state]?.replies ?? []).flatMap((key) => {
    const reply = Object.hasOwn(replies, key) ? replies[key] : undefined;
    return reply ? [{ key, ...reply }] : [];
  });
}

/** What is sent, or the names of what is still empty: a customer never reads a hole. */
export function filledReply(
  { text }: CannedReply,
  ticket: Ticket,
  facts: Facts,
): { readonly text: string } | { readonly empty: readonly Param[] } {
  const { locale } = facts.requester;
  const params = sayParams(ticket, facts, 'requester');
  const words = placeholders(text[locale]);
  const values = new Map(words.map((word) => [word, plain(params[word], locale, facts)]));
  const empty = words.filter((word) => values.get(word) === '');
  if (empty.length > 0)
    return {
      empty: empty.map((word) => {
        const field = Object.hasOwn(facts.sop.fields, word) ? facts.sop.fields[word] : undefined;
        return field ? { text: field.label } : word;
      }),
    };
  return { text: text[locale].replaceAll(/\{([^{}|]*)\}/gu, (_, word: string) => values.get(word) ?? '') };
}

/** A value as it stands in a text that is written once and for all; empty where only a word for "none" is known. */
function plain(param: Param | undefined, locale: Locale, facts: Facts): string {
  if (typeof param === 'string' || typeof param === 'number') return String(param);
  if (isList(param)) return param.map((one) => plain(one, locale, facts)).join(locale === 'en' ? ', ' : '、');
  if (param === undefined || 'message' in param || 'at' in param) return '';
  if ('text' in param) return param.text[locale];
  if ('date' in param) return param.date;
  const [kind, id = ''] = param.person.split(':');
  return kind === 'requester' ? facts.requester.name : (facts.directory.members.get(id)?.name ?? '');
}

/** `Array.isArray` does not narrow a readonly array out of a union. */
const isList = (param: Param | undefined): param is readonly Param[] => Array.isArray(param);
