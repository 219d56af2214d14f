/** 休假交接: what somebody leaves open whose leave has begun is handed over, and each who gets some of it hears of all of theirs at once. */
import { localDate } from '../calendar/business-hours.js';
import type { Wording } from '../cards/wording.js';
import { leaveOn } from '../people/leave.js';
import type { Directory, Leave, Member } from '../people/people.js';
import { membersWith } from '../people/staff.js';
import type { Card } from '../platform/card.js';
import type { Command } from '../tickets/command.js';
import { takesOver } from '../tickets/in-place-of.js';
import { cardsFor } from './cards-for.js';
import type { House } from './house.js';
import { loadOf } from './load.js';
import type { QueuedCommand } from './ports/change.js';
import type { OutboxItem } from './ports/outbox.js';
import { asksOf } from './stranded-approvals.js';

const LEAVE_BEGUN = 'leave_begun';
/** More is not read in one message; how many there are it says all the same. */
const MOST_LISTED = 30;

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

/** What one receiver is told: a ticket, what of it is theirs now, and for whom. */
interface Listed {
  readonly id: number;
  readonly title: string;
  /** Names of parts of the work; none: the ticket itself. */
  readonly parts: readonly string[];
  readonly approval: boolean;
}

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
  const agents = [...directory.teams.keys()].flatMap((team) => membersWith(directory, ['agent'], team));
  const load = new Map(
    await loadOf(
      house,
      agents.map(({ id }) => id),
    ),
  );
  const { always } = house.library;
  const facts = { directory, today, now, always, roster: house.library.roster(), load };
  const lists = new Map<string, Listed[]>();
  const list = (id: string, one: Listed) => lists.set(id, [...(lists.get(id) ?? []), one]);
  const commands = held.map(({ id, title, queue, own, parts }): QueuedCommand => {
    const to = takesOver(away, queue, facts);
    if (to !== null) {
      list(to, { id, title, parts: own ? [] : parts, approval: false });
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
      if (standsFor === away.id) list(by, { id: ticket.id, title: ticket.title, parts: [], approval: true });

  const outbox: OutboxItem[] = [];
  for (const [id, listed] of lists) {
    const to = directory.members.get(id);
    if (to)
      outbox.push(
        ...(await cardsFor(house, [to], `${key}/list`, (wording) => listCard(away, leave, listed, wording))),
      );
  }
  await house.store.tickets.save({ command: key, expect: [], outbox, commands });
  house.onSaved({ commands });
  return null;
}

function listCard(away: Member, { until }: Leave, listed: readonly Listed[], wording: Wording): Card {
  const person = { person: `member:${away.id}` };
  const lines = listed
    .slice(0, MOST_LISTED)
    .map(({ id, title, parts, approval }) =>
      approval
        ? wording.t('leave.approval', { id, title })
        : parts.length > 0
          ? wording.t('leave.parts', { id, title, parts: wording.list(parts) })
          : wording.t('leave.ticket', { id, title }),
    );
  const more = listed.length - lines.length;
  return {
    title: wording.t('leave.title', { person, n: listed.length }),
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
