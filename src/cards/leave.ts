/** 休假交接: what somebody is to look after for a colleague who is away, in one list. */
import type { Leave, Member } from '../people/people.js';
import type { Card } from '../platform/card.js';
import type { Wording } from './wording.js';

/** What is theirs now of a ticket. */
export interface LeftOpen {
  readonly id: number;
  readonly title: string;
  /** Itself, parts of the work by their names, or their yes to a step. */
  readonly what: 'ticket' | 'approval' | { readonly parts: readonly string[] };
}

/** More is not read in one message; how many there are it says all the same. */
const MOST_LISTED = 30;

export function leaveCard(
  away: Pick<Member, 'id'>,
  { until }: Pick<Leave, 'until'>,
  left: readonly LeftOpen[],
  wording: Wording,
): Card {
  const person = { person: `member:${away.id}` };
  const lines = left.slice(0, MOST_LISTED).map((one) => lineOf(one, wording));
  const more = left.length - lines.length;
  return {
    title: wording.t('leave.title', { person, n: left.length }),
    tone: 'info',
    blocks: [
      { kind: 'text', text: wording.t('leave.until', { person, until: { date: until } }) },
      {
        kind: 'text',
        text: [...lines, ...(more > 0 ? [wording.t('leave.more', { n: more })] : [])].join('\n'),
      },
    ],
    buttons: [],
  };
}

function lineOf({ id, title, what }: LeftOpen, wording: Wording): string {
  if (typeof what === 'object')
    return wording.t('leave.parts', { id, title, parts: wording.list(what.parts) });
  return wording.t(what === 'approval' ? 'leave.approval' : 'leave.ticket', { id, title });
}
