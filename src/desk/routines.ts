/** Calendar rules that open no ticket of their own yet: on the 13th and 28th a team is told something (报税). */

import { nextOccurrence } from '../calendar/occurrence.js';
import type { Directory } from '../people/people.js';
import type { Address } from '../platform/address.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import type { Change } from './ports/change.js';
import type { OutboxItem } from './ports/outbox.js';
import type { DueTimer } from './ports/timers.js';

/** Writes the next occurrence of every routine; one that is there already stays as it is. */
export async function scheduleRoutines(house: House): Promise<void> {
  const edition = await house.library.live();
  const now = house.store.clock.now();
  for (const routine of edition.content.routines) {
    const next = nextOccurrence(routine, edition.calendar(routine.calendar), now);
    if (!next) continue;
    await house.store.timers.setRoutine(routine.key, next.date, next.at);
    await house.alarm.set(next.at);
  }
}

/** The change a due routine makes: its notice to the team; nothing when what is published does not name this instant any more. */
export function routineChange(house: House, timer: DueTimer, edition: Edition, directory: Directory): Change {
  const routine = edition.content.routines.find(
    (each) =>
      each.key === timer.routine &&
      nextOccurrence(each, edition.calendar(each.calendar), timer.dueAt - 1)?.at === timer.dueAt,
  );
  const queue = routine && directory.queues.get(routine.tell);
  const team = queue && directory.teams.get(queue.team);
  const outbox = (team?.chats ?? []).map(
    (chat, n): OutboxItem => ({
      key: `${timer.key}/${n}`,
      address: chat as Address,
      locale: house.locale,
      ticketId: null,
      body: { kind: 'say', say: `say.${routine?.say}`, params: {}, tone: 'info', links: [], actions: [] },
    }),
  );
  return { timer: { key: timer.key }, expect: [], outbox, commands: [] };
}
