/** Was the desk down? Then what was missed is caught up by the ring that goes with every sweep, and how much is said. */
import { createWording } from '../cards/wording.js';
import type { Address } from '../platform/address.js';
import type { House } from './house.js';
import { tellByItself } from './tell.js';

/** Sweeps come every half minute; a slow one is no downtime. */
const DOWN_MS = 3 * 60_000;

/** Called with every sweep: `rung` is the ring that goes with it, begun at `to`. */
export async function sayDowntime(house: House, to: number, rung: Promise<void>): Promise<void> {
  const { store } = house;
  const gap = await store.alarms.beat();
  if (gap === null || gap < DOWN_MS) return;
  const from = to - gap;
  await rung;
  const caught = await store.alarms.caughtUp(from, to);
  house.log.warn(
    { minutes: Math.round(gap / 60_000), ...caught },
    'the desk was down; what was missed is caught up',
  );
  const { messages } = await house.library.live();
  const directory = await house.staff.directory();
  const admins = [...directory.members.values()].filter(
    ({ active, roles }) => active && (roles.includes('admin') || roles.includes('manager')),
  );
  const outbox = admins.flatMap((admin) =>
    tellByItself({ to: 'member', id: admin.id }, house, { directory }).map((place, n) => {
      const wording = createWording({ messages, locale: place.locale, directory, tz: house.tz, now: to });
      const title = wording.t('alarms.down', {
        ...{ time: wording.duration(gap), from: wording.instant(from), to: wording.instant(to) },
        ...{ fired: caught.fired, void: caught.void },
      });
      return {
        key: `downtime/${Math.round(from)}/${admin.id}/${n}`,
        ...place,
        address: place.address as Address,
        ticketId: null,
        body: { kind: 'card' as const, card: { title, tone: 'warning' as const, blocks: [], buttons: [] } },
      };
    }),
  );
  if (outbox.length === 0) return;
  await store.tickets.save({ expect: [], outbox, commands: [] });
  house.onSaved({ commands: [] });
}
