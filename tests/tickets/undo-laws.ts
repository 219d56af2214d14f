/** What holds of every undo, judged by looking back at what the ticket was, and not by what it keeps of it. */
import type { Actor } from '../../src/people/people.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import type { Deed } from './laws.js';

/** A command that had an effect: what it found and what it left. */
export interface Lived {
  readonly before: Ticket;
  readonly after: Ticket;
  readonly by: Actor;
  readonly at: number;
}

const MINUTE = 60_000;
/** Parts of a ticket that one act sets as a whole. */
const PARTS = ['state', 'category', 'queue', 'assigneeId', 'proposal', 'hold'] as const;
type Part = (typeof PARTS)[number];

export function brokenUndo(
  { before, after, events, facts }: Deed,
  lived: readonly Lived[],
): readonly string[] {
  const undone = events.find((event) => event.type === 'actUndone');
  if (!undone) return [];
  const broken: string[] = [];
  const law = (holds: boolean, name: string) => void (holds || broken.push(`undo: ${name}`));
  const act = lived.find((one) => one.after.version === undone.version);
  if (!act) return ['undo: of something that happened'];
  const { actor, now } = facts;
  law(actor.kind === 'member' && act.by.kind === 'member' && actor.id === act.by.id, 'is of an own act');
  law(now - act.at <= MINUTE, 'comes within a minute');
  const set = PARTS.filter((part) => !same(act.before[part], act.after[part]));
  law(
    set.every((part) => same(after[part], act.before[part])),
    'brings back what was',
  );
  law(
    set.every((part) => same(before[part], act.after[part])),
    'takes back nothing that was set since',
  );
  const others = PARTS.filter((part: Part) => !set.includes(part));
  law(
    others.every((part) => same(after[part], before[part])),
    'touches nothing else',
  );
  law(same(after.fields, before.fields), 'loses no field');
  for (const no of new Set([...before.division, ...act.before.division].map((part) => part.no))) {
    const was = partIn(act.before, no);
    const own = !same(was, partIn(act.after, no));
    law(same(partIn(after, no), own ? was : partIn(before, no)), 'brings back its own parts alone');
  }
  if (set.includes('state'))
    law(same(limitOf(after), limitOf(act.before)), 'brings back the limit that was running');
  return broken;
}

function partIn({ division }: Ticket, no: number) {
  return division.find((part) => part.no === no) ?? null;
}

function limitOf({ limit }: Ticket) {
  return limit && { dueAt: limit.dueAt, warnAt: limit.warnAt };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
