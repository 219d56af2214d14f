/** Nothing reaches whoever asked any more: whoever has the ticket hears it once a day, and can call them. */
import { localDate } from '../calendar/business-hours.js';
import { reasonParam } from '../cards/fates.js';
import { teamOf } from '../people/staff.js';
import { type Address, platformOf } from '../platform/address.js';
import type { Param } from '../tickets/refusal.js';
import type { House } from './house.js';
import type { OutboxRow } from './ports/outbox.js';
import { saveOnce } from './save-once.js';
import { tellByItself } from './tell.js';
import { unmetAt } from './unmet.js';

export async function tellUnreachable(
  house: House,
  { ticketId }: OutboxRow,
  lost: { readonly requester: string; readonly tried: readonly Address[]; readonly reason: string },
): Promise<void> {
  const read = ticketId === null ? null : await house.store.tickets.ticket(ticketId);
  // What concerns no ticket stands among the dead letters.
  if (!read) return;
  const directory = await house.staff.directory();
  const { assigneeId, queue } = read.ticket;
  const team = teamOf(directory, queue)?.id;
  const to =
    assigneeId !== null
      ? ({ to: 'member', id: assigneeId } as const)
      : ({ to: 'team', id: team ?? '' } as const);
  const day = localDate(house.tz, house.store.clock.now());
  const platforms = [...new Set(lost.tried.filter((address) => unmetAt(address) === null).map(platformOf))];
  await saveOnce(
    house,
    tellByItself(to, house, { directory }).map((place, n) => ({
      ...{ key: `unreachable/${ticketId}/${lost.requester}/${day}/${n}`, ...place, ticketId },
      body: {
        ...{ kind: 'say', say: 'notice.requester_unreachable', tone: 'warning', links: [], actions: [] },
        params: {
          person: { person: `requester:${lost.requester}` },
          tried: platforms.map((platform): Param => ({ message: `platform.${platform}` })),
          reason: reasonParam(lost.reason),
        },
      },
    })),
  );
}
