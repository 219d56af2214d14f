/** What this person can say here, derived from what there is: actions, SOPs, reports. */

import type { Text } from '../people/people.js';
import type { Block, Card } from '../platform/card.js';
import type { Sop } from '../sop/sop.js';
import { pageButton } from './navigate.js';
import type { Wording } from './wording.js';

export interface HelpFacts {
  readonly reader: 'requester' | 'agent' | 'lead';
  readonly sops: readonly Sop[];
  /** Actions a member can type, with the first word of the reader's language. */
  readonly actions: readonly {
    readonly type: string;
    readonly label: Text;
    readonly words: { readonly 'zh-CN': readonly string[]; readonly en: readonly string[] };
    /** Whose word it is, where not everybody's. */
    readonly of?: 'requester' | 'staff' | 'all';
  }[];
  /** What this reader may ask of the desk itself. */
  readonly errands: HelpFacts['actions'];
  readonly reports: readonly {
    readonly words: { readonly 'zh-CN': readonly string[]; readonly en: readonly string[] };
  }[];
}

export function helpCard(facts: HelpFacts, wording: Wording): Card {
  const staff = facts.reader !== 'requester';
  const topics = [
    ...(staff ? [] : [services(facts, wording)]),
    ...(staff
      ? [
          topic('help.find_staff', wording),
          topic('help.customers', wording),
          topic('help.open_for', wording),
          topic('help.roster', wording),
          actions(facts, wording),
        ]
      : [topic('help.find_requester', wording), topic('help.write', wording)]),
    errandsOf(facts, wording),
    topic('help.why', wording),
    ...(facts.reader === 'lead' ? [reports(facts, wording), topic('help.journey', wording)] : []),
  ];
  return {
    title: wording.t('help.title'),
    tone: 'info',
    blocks: topics.flatMap((block) => (block ? [block] : [])),
    buttons: (staff ? ['queue', 'mine', 'sop'] : ['mine', 'sop']).map((page) =>
      pageButton(wording.t(`button.${page}`), page),
    ),
  };
}

/** Steps are called by their own names, files are sent, and a slip of the finger is mended on the card. */
const LEFT_OUT: readonly string[] = ['advance', 'attach', 'untick', 'open'];

/** The first word a reader of this language would say. */
function spoken(words: readonly string[], { locale }: Wording): string | undefined {
  return words.find((word) => /^[\x20-\x7e]+$/u.test(word) === (locale === 'en'));
}

const topic = (key: string, wording: Wording): Block => ({ kind: 'text', text: wording.t(key) });

function services({ sops }: HelpFacts, wording: Wording): Block | null {
  const words = sops.flatMap(({ words, title }) =>
    words.length > 0 ? [spoken(words, wording) ?? wording.text(title)] : [],
  );
  return words.length === 0
    ? null
    : { kind: 'text', text: wording.t('help.services', { words: words.map(quoted(wording)) }) };
}

function actions(facts: HelpFacts, wording: Wording): Block {
  const typed = facts.actions.filter(({ type, of }) => of !== 'requester' && !LEFT_OUT.includes(type));
  const words = typed.flatMap((action) => action.words[wording.locale].slice(0, 1));
  return { kind: 'text', text: wording.t('help.actions', { words }) };
}

function errandsOf(facts: HelpFacts, wording: Wording): Block | null {
  const words = facts.errands.flatMap((errand) => errand.words[wording.locale].slice(0, 1));
  if (words.length === 0) return null;
  const own = facts.reader === 'requester';
  return { kind: 'text', text: wording.t(own ? 'help.own' : 'help.errands', { words }) };
}

function reports(facts: HelpFacts, wording: Wording): Block | null {
  const words = facts.reports.flatMap((report) => report.words[wording.locale].slice(0, 1));
  return words.length === 0 ? null : { kind: 'text', text: wording.t('help.reports', { words }) };
}

const quoted = (wording: Wording) => (word: string) => wording.t('list.quoted', { word });
