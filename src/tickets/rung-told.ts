/** Whom the rungs of a ladder tell on this ticket now, and why they of all people. */
import { type Above, above } from '../people/org-chart.js';
import { teamOf } from '../people/staff.js';
import type { Routine } from '../sop/content-form.js';
import type { Ladder, RungTo } from '../sop/escalation.js';
import type { Told } from './climb.js';
import type { Facts } from './facts.js';
import { inCharge, teamGroup } from './recipients.js';
import type { Ticket } from './ticket.js';

const LOUDER: readonly Told['via'][] = ['digest', 'chat', 'mail', 'sms', 'urgent'];

/** Everybody once, in the order of the rungs: for the highest of their rungs, as loud as the loudest. */
export function toldBy(
  ladder: Ladder,
  rungs: readonly number[],
  ticket: Ticket,
  facts: Facts,
): readonly Told[] {
  const all = new Map<string, Told>();
  for (const { to, via } of rungs.flatMap((rung) => ladder.rungs[rung - 1] ?? []))
    for (const one of to.flatMap((who) => meant(who, ticket, facts))) {
      const mark = `${one.to.to}:${one.to.id}`;
      const before = all.get(mark)?.via ?? via;
      all.set(mark, { ...one, via: LOUDER.indexOf(before) > LOUDER.indexOf(via) ? before : via });
    }
  return [...all.values()];
}

/** A rung nobody is there for is for the team: one that nobody hears is worse than a loud one. */
function meant(who: RungTo, ticket: Ticket, facts: Facts): readonly Omit<Told, 'via'>[] {
  const { directory, today } = facts;
  const group = (as: Told['as']) =>
    teamGroup(ticket.queue, facts).map((to) => ({ to: to as Told['to'], as }));
  if (who === 'queue') return group('queue');
  if (who === 'assignee')
    return inCharge(ticket, facts).map((to) => ({ to: to as Told['to'], as: 'assignee' }));
  const team = teamOf(directory, ticket.queue)?.id ?? '';
  const below = directory.members.get(ticket.assigneeId ?? '') ?? null;
  const found = above(who === 'owner' ? ownerOf(ticket, facts) : who, { below, team, directory, today });
  return found.length > 0 ? found.map(toldOf) : group('queue');
}

/** What no routine opened, and what nobody was named for, is the lead's. */
function ownerOf({ routine }: Ticket, { routines = [] }: Facts): NonNullable<Routine['owner']> | 'lead' {
  return routines.find(({ key }) => key === routine)?.owner ?? 'lead';
}

function toldOf({ member, as, of, role, standIn }: Above): Omit<Told, 'via'> {
  return {
    to: { to: 'member', id: member.id },
    as,
    ...(of ? { of: of.id } : {}),
    ...(role === null ? {} : { role }),
    ...(standIn ? { standIn: standIn.id } : {}),
  };
}
