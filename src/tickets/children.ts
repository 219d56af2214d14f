import { teamOf } from '../people/staff.js';
import type { Opens, Sop } from '../sop/sop.js';
import type { Command } from './command.js';
import type { Facts } from './facts.js';
import type { Happening } from './happening.js';
import { stateText } from './labels.js';
import { openMark } from './move.js';
import { isOver } from './over.js';
import type { Param } from './refusal.js';
import { relate, waitOf } from './related.js';
import type { Standing, Ticket, TicketLink } from './ticket.js';

export interface Child {
  /** Null: it was asked for, and is not open yet. */
  readonly ticket: number | null;
  readonly title: string | null;
  readonly over: boolean;
}

const hasEnded = ({ stands }: TicketLink): boolean => stands?.over ?? false;
const isChild = ({ kind, wait }: TicketLink): boolean => kind === 'opened' && wait !== undefined;

/** Everything the ticket waits for. */
export function childrenOf(ticket: Ticket, sop: Pick<Sop, 'transitions'>): readonly Child[] {
  const links = ticket.links.filter(isChild);
  const unopened = Math.max(0, asked(ticket, sop).length - links.length);
  return [
    ...links.map((link) => ({
      ticket: link.ticket,
      title: link.stands?.title ?? null,
      over: hasEnded(link),
    })),
    ...Array.from({ length: unopened }, () => ({ ticket: null, title: null, over: false })),
  ];
}

/** Those it cannot go on without: all that must be over, and where one is enough every one of them while none is. */
export function childrenMissing(ticket: Ticket, sop: Pick<Sop, 'transitions'>): readonly Child[] {
  const either = ticket.links.filter((link) => isChild(link) && link.wait === 'any');
  const enough = either.some(hasEnded);
  const spared = (child: number | null) =>
    child === null
      ? asked(ticket, sop).every(({ wait }) => wait === 'any')
      : either.some((link) => link.ticket === child);
  return childrenOf(ticket, sop).filter(({ ticket: child, over }) => !over && !(enough && spared(child)));
}

/** The openings its steps have brought about so far. */
function asked({ told }: Ticket, { transitions }: Pick<Sop, 'transitions'>): readonly Opens[] {
  const opens = new Map<string, Opens>();
  for (const { do: effects } of Object.values(transitions))
    for (const effect of effects)
      if (effect.effect === 'open' && effect.wait !== null && told.includes(openMark(effect)))
        opens.set(openMark(effect), effect);
  return [...opens.values()];
}

/** Open tickets that were opened for this one alone: without it nobody needs them. */
export function leftBehind({ links }: Ticket): readonly TicketLink[] {
  return links.filter((link) => isChild(link) && !hasEnded(link));
}

/** A child as a refusal names it. */
export function childParam({ ticket, title }: Child): Param {
  if (ticket === null) return { message: 'child.unopened' };
  return { message: 'child.open', params: { ticket, title: title ?? '' } };
}

/** Whoever has it, or the team it waits with. */
export function childHolder({ ticket }: Child, { kin = [], directory, actor }: Facts): readonly Param[] {
  const child = kin.find(({ id }) => id === ticket);
  if (child === undefined) return [];
  if (child.assigneeId !== null && actor.kind !== 'requester')
    return [{ person: `member:${child.assigneeId}` }];
  const team = teamOf(directory, child.queue);
  return team ? [{ text: team.name }] : [];
}

/** How it stands, for the one it came out of. */
export function standing(ticket: Ticket, { sop }: Facts): Standing {
  const label = stateText(sop, ticket.state, 'staff');
  const publicLabel = stateText(sop, ticket.state, 'requester');
  return { title: ticket.title, label, publicLabel, over: isOver(ticket) };
}

/** Where it came from learns where it has come to; what was opened for this ticket alone ends with it. */
export function ofFamily({ before, after, facts }: Happening): readonly Omit<Command, 'cause'>[] {
  if (before === null || before.visit === after.visit) return [];
  const origin = after.links.find(({ kind }) => kind === 'opened_by');
  const stands = standing(after, facts);
  const told = origin
    ? [relate(origin.ticket, { ticket: after.id, kind: 'opened', stands, ...waitOf(origin) })]
    : [];
  const ended = after.category === 'closed' && before.category !== 'closed';
  const calledOff = (ended ? leftBehind(after) : []).map(({ ticket: ticketId }) => ({
    ...{ type: 'call_off', ticketId, input: { ticket: after.id } },
    actor: { kind: 'system' as const },
  }));
  return [...told, ...calledOff];
}
