/** 休假交接: what somebody leaves open whose leave has begun is handed over, and each who gets some of it hears of all of theirs at once. */
import { localDate } from '../calendar/business-hours.js';
import { type LeftOpen, leaveCard } from '../cards/leave.js';
import { leaveOn } from '../people/leave.js';
import type { Directory, Leave, Member } from '../people/people.js';
import { membersWith } from '../people/staff.js';
import type { Command } from '../tickets/command.js';
import { takesOver } from '../tickets/in-place-of.js';
import { cardsFor } from './cards-for.js';
import type { House } from './house.js';
import { loadOf } from './load.js';
import type { QueuedCommand } from './ports/change.js';
import type { OutboxItem } from './ports/outbox.js';
import { asksOf } from './stranded-approvals.js';

const LEAVE_BEGUN = 'leave_begun';

/** One command a leave, whoever notices first that it has begun. */
export function leaveBegun(directory: Directory, today: string): readonly QueuedCommand[] {
  return [...directory.members.values()].flatMap((member) => {
    const leave = member.active ? leaveOn(member, today) : null;
    if (!leave) return [];
    const input = { member: member.id, from: leave.from };
    const actor = { kind: 'system' } as const;
    return [{ key: keyOf(member, leave), command: { type: LEAVE_BEGUN, input, actor } }];
  });
}

export const isLeaveBegun = ({ type }: Command): boolean => type === LEAVE_BEGUN;

const keyOf = ({ id }: Member, { from }: Leave) => `leave/${id}/${from}`;

/** Why it came to nothing; null when it was handed over, now or before. */
export async function handOverLeave(house: House, key: string, { input }: Command): Promise<string | null> {
  // The leave was written a moment ago, perhaps by another instance.
  house.staff.refresh();
  const directory = await house.staff.directory();
  const now = house.store.clock.now();
  const today = localDate(house.library.always, now);
  const away = directory.members.get(String(input.member));
  const leave = away && leaveOn(away, today);
  if (!away || !leave || leave.from !== input.from) return 'leave_over';

  const held = await house.store.tickets.heldBy([away.id]);
  const load = await loadOfAgents(house, directory);
  const { always } = house.library;
  const facts = { directory, today, now, always, roster: house.library.roster(), load };
  const lists = new Map<string, LeftOpen[]>();
  const list = (id: string, one: LeftOpen) => lists.set(id, [...(lists.get(id) ?? []), one]);
  const commands = held.map(({ id, title, queue, own, parts }): QueuedCommand => {
    const to = takesOver(away, queue, facts);
    if (to !== null) {
      list(to, { id, title, what: own ? 'ticket' : { parts } });
      if (own) load.set(to, (load.get(to) ?? 0) + 1);
    }
    return {
      key: `${key}/${id}`,
      command: {
        ...{ type: 'handover', ticketId: id, actor: { kind: 'system' } as const },
        input: { from: away.id, until: leave.until, ...(to === null ? {} : { to }) },
      },
    };
  });
  for (const { ticket, voices } of await asksOf(house, directory))
    for (const { by, standsFor } of voices)
      if (standsFor === away.id) list(by, { id: ticket.id, title: ticket.title, what: 'approval' });

  const outbox: OutboxItem[] = [];
  for (const [id, left] of lists) {
    const to = directory.members.get(id);
    if (to)
      outbox.push(
        ...(await cardsFor(house, [to], `${key}/list`, (wording) => leaveCard(away, leave, left, wording))),
      );
  }
  await house.store.tickets.save({ command: key, expect: [], outbox, commands });
  house.onSaved({ commands });
  return null;
}

/** It grows with what is handed over: one after the other, not all to the same. */
async function loadOfAgents(house: House, directory: Directory): Promise<Map<string, number>> {
  const agents = [...directory.teams.keys()].flatMap((team) => membersWith(directory, ['agent'], team));
  const ids = agents.map(({ id }) => id);
  return new Map(await loadOf(house, [...new Set(ids)]));
}
