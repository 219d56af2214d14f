/** 交接: what somebody who left, or is away, leaves open on a ticket: the ticket itself, and their parts of the work. */
import { z } from 'zod';
import { isThere } from '../../people/leave.js';
import { membersWith, teamOf } from '../../people/staff.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import type { TicketEvent } from '../events.js';
import type { Facts } from '../facts.js';
import { canTake } from '../in-place-of.js';
import { partsGiven } from '../part-given.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';
import type { InPlaceOf, Ticket } from '../ticket.js';

const member = z.string().min(1).max(100);

export const handover = defineAction({
  type: 'handover',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '交接', en: 'Hand over' },
  input: z.strictObject({
    from: member,
    /** Whoever was told already that it is theirs now; absent: the lead. */
    to: member.optional(),
    /** The last day somebody is away; absent: they are with us no more. */
    until: z.string().max(10).optional(),
  }),
  may: system,
  stale: false,
  decide(ticket, { from, to: told, until }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    const listed = told !== undefined && canTake(told, ticket.queue, facts);
    const to = listed ? told : leadFor(from, ticket, facts);
    const instead: InPlaceOf | undefined =
      until === undefined ? undefined : { of: from, until, ...(listed ? { listed } : {}) };
    const events = [...owned(ticket, from, to, instead, facts), ...parts(ticket, from, to, instead, facts)];
    // Somebody else has taken it meanwhile: it is in good hands.
    return events.length === 0 ? refuse('nothing_to_do') : events;
  },
});

function leadFor(from: string, { queue }: Ticket, { directory, today }: Facts): string | null {
  const team = teamOf(directory, queue);
  const leads = team ? membersWith(directory, ['lead'], team.id) : [];
  return leads.find(({ id, ...lead }) => id !== from && isThere({ id, ...lead }, today))?.id ?? null;
}

/** Back to the queue where nobody is there. */
function owned(
  { assigneeId }: Ticket,
  from: string,
  to: string | null,
  instead: InPlaceOf | undefined,
  { now }: Facts,
): readonly TicketEvent[] {
  if (assigneeId !== from) return [];
  const away = instead ? { instead } : {};
  if (to === null) return [{ type: 'ticketUnassigned', at: now, by: 'system', ...away }];
  return [{ type: 'ticketAssigned', at: now, by: 'system', to, claimed: false, ...away }];
}

/** Parts that are not done. Without anybody to have it a part lacks its owner again, and the list says so. */
function parts(
  ticket: Ticket,
  from: string,
  to: string | null,
  instead: InPlaceOf | undefined,
  { now }: Facts,
): readonly TicketEvent[] {
  const open = ticket.division
    .filter(({ owner, doneAt }) => owner === from && doneAt === null)
    .map((part) => ({
      ...part,
      owner: to,
      collaborators: part.collaborators?.filter((id) => id !== to) ?? null,
    }));
  return partsGiven(open, ticket, { at: now, by: 'system', ...(instead ? { instead } : {}) });
}
