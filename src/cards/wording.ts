/** Turns what rules answer with (texts, people, instants, refusals) into words in one reader's language. */
import { localDate } from '../calendar/business-hours.js';
import { createFormats, type Formats } from '../messages/locale.js';
import type { Messages } from '../messages/t.js';
import { memberNamed } from '../people/actor.js';
import { awayOf } from '../people/leave.js';
import type { Directory, Locale, Text } from '../people/people.js';
import type { Sop } from '../sop/sop.js';
import type { Param } from '../tickets/refusal.js';

export interface Wording {
  readonly locale: Locale;
  /** What 'today' and 'left' are counted from. */
  readonly now: number;
  t(key: string, params?: Readonly<Record<string, Param>>): string;
  text(text: Text): string;
  param(param: Param): string;
  refusal(refusal: Said): string;
  /** The name behind `member:<id>`, `requester:<id>`, `system` or `source:<name>`. */
  person(ref: string): string;
  /** Title of an SOP, and what staff call one of its states; the key when it is not published any more. */
  sopName(key: string): string;
  stepName(sop: string, state: string): string;
  instant(at: number): string;
  readonly date: Formats['date'];
  readonly day: Formats['day'];
  readonly duration: Formats['duration'];
  readonly bytes: Formats['bytes'];
  readonly list: Formats['list'];
}

export interface WordingOptions {
  readonly messages: Messages;
  readonly locale: Locale;
  readonly directory: Directory;
  /** The desk's zone. */
  readonly tz: string;
  readonly now: number;
  /** Names of requesters by id, those that are known here. */
  readonly people?: ReadonlyMap<string, string>;
  /** Published SOPs by key. */
  readonly sops?: Readonly<Record<string, Sop>>;
}

/** A refusal of the tickets or of the conversation. */
export interface Said {
  readonly refused: string;
  readonly params: Readonly<Record<string, Param>>;
  readonly fields?: Readonly<Record<string, Said>>;
}

export function createWording(options: WordingOptions): Wording {
  const { messages, locale, directory, now, people } = options;
  const formats = createFormats(messages, locale, options.tz);

  function t(key: string, params: Readonly<Record<string, Param>> = {}, called = person): string {
    const worded = Object.entries(params).map(([name, value]) => [
      name,
      // Numbers stay numbers: `{n|one|other}` chooses by them.
      typeof value === 'number' ? value : param(value, called),
    ]);
    return messages.t(locale, key, Object.fromEntries(worded));
  }

  function param(value: Param, called = person): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    if (isList(value)) return formats.list(value.map((one) => param(one, called)));
    if ('text' in value) return value.text[locale];
    if ('person' in value) return called(value.person);
    if ('at' in value) return formats.instant(value.at, now);
    if ('date' in value) return formats.day(value.date);
    return t(value.message, value.params, called);
  }

  function person(ref: string): string {
    const colon = ref.indexOf(':');
    const [kind, id] = colon < 0 ? [ref, ''] : [ref.slice(0, colon), ref.slice(colon + 1)];
    if (kind === 'member') return directory.members.get(id)?.name ?? t('person.unknown', { id });
    if (kind === 'requester') return people?.get(id) ?? t('person.requester');
    if (kind === 'source') return t('person.source', { name: id });
    return t('person.system');
  }

  /** Whoever is sent to somebody who is away hears who stands in. */
  function personToAsk(ref: string): string {
    const member = directory.members.get(memberNamed(ref) ?? '');
    const leave = member && awayOf(member, directory, localDate(options.tz, now));
    if (!leave) return person(ref);
    const words = { name: member.name, until: formats.day(leave.until) };
    const { delegate } = leave;
    return delegate ? t('person.away', { ...words, delegate: delegate.name }) : t('person.away_alone', words);
  }

  /** One wrong input speaks for itself; several are listed under a head. */
  function refusal({ refused, params, fields = {} }: Said): string {
    const single = Object.values(fields).map(refusal);
    if (single.length === 1) return single[0] ?? '';
    return [t(`refusal.${refused}`, params, personToAsk), ...single.map((text) => `· ${text}`)].join('\n');
  }

  return {
    locale,
    now,
    t: (key, params) => t(key, params),
    text: (text) => text[locale],
    param: (value) => param(value),
    refusal,
    person,
    sopName: (key) => options.sops?.[key]?.title[locale] ?? key,
    stepName: (sop, state) => options.sops?.[sop]?.states[state]?.label[locale] ?? state,
    instant: (at) => formats.instant(at, now),
    date: formats.date,
    day: formats.day,
    duration: formats.duration,
    bytes: formats.bytes,
    list: formats.list,
  };
}

/** `Array.isArray` does not narrow a readonly array out of a union. */
const isList = (value: Param): value is readonly Param[] => Array.isArray(value);
