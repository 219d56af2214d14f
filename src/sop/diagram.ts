/** An SOP as a Mermaid state diagram: for the README, for `troika check --diagram`, for people who would rather look. */
import type { Locale } from '../people/people.js';
import type { Approval, Owner, Sop } from './sop.js';

const OWNERS = {
  'zh-CN': { requester: '报单人', assignee: '处理人' },
  en: { requester: 'requester', assignee: 'assignee' },
} as const;

/** Mermaid text; paste it into any Markdown file between ```mermaid fences. */
export function diagramOf(sop: Sop, locale: Locale): string {
  const states = Object.values(sop.states);
  return [
    'stateDiagram-v2',
    ...states.map(({ key, label, owner, givenTo }) => {
      const who = owner === null ? '' : ` · ${givenTo ?? ownerName(owner, locale)}`;
      return `  state "${plain(label[locale] + who)}" as ${id(key)}`;
    }),
    `  [*] --> ${id(sop.initial)}`,
    ...Object.values(sop.transitions).flatMap(({ from, to, label, by, approval }) =>
      from.map((source) => {
        const hands = approval ? ` + ${approversIn(approval)}` : '';
        return `  ${id(source)} --> ${id(to)} : ${plain(`${label[locale]} (${by.join(', ')}${hands})`)}`;
      }),
    ),
    ...states.filter(({ category }) => category === 'closed').map(({ key }) => `  ${id(key)} --> [*]`),
    '',
  ].join('\n');
}

/** 'lead/agent' of whom one is enough, '2 of lead/agent', 'lead & manager', 'lead → manager' one after the other. */
function approversIn({ by, quorum, inTurn }: Approval): string {
  const names = by.map((who) => who.slice(who.indexOf(':') + 1));
  if (quorum === 'all') return names.join(inTurn ? ' → ' : ' & ');
  return quorum === 1 ? names.join('/') : `${quorum} × ${names.join('/')}`;
}

/** Prefixed, because `end`, `note` and `state` are words of Mermaid's own. */
const id = (state: string): string => `s_${state}`;

/** Mermaid reads quotes, colons, semicolons and braces in a label as syntax; it understands `#<code>;` for each. */
const plain = (label: string): string =>
  label.replaceAll(/[#":;{}<>\n]/gu, (sign) => `#${sign.charCodeAt(0)};`);

function ownerName(owner: Owner, locale: Locale): string {
  return owner === 'requester' || owner === 'assignee' ? OWNERS[locale][owner] : owner.slice('queue:'.length);
}
