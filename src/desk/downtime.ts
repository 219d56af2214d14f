/** Was the desk down? Then what was missed is caught up by the ring that goes with every sweep, and how much is said. */
import { cardsFor } from './cards-for.js';
import type { House } from './house.js';
import { saveOnce } from './save-once.js';
import { DOWN_MS } from './tell-owner.js';

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
  const { members } = await house.staff.directory();
  const answerable = [...members.values()].filter(
    ({ active, roles }) => active && (roles.includes('admin') || roles.includes('manager')),
  );
  const outbox = await cardsFor(house, answerable, `downtime/${Math.round(from)}`, (wording) => ({
    title: wording.t('alarms.down', {
      ...{ time: wording.duration(gap), from: wording.instant(from), to: wording.instant(to) },
      ...{ fired: caught.fired, void: caught.void },
    }),
    ...{ tone: 'warning', blocks: [], buttons: [] },
  }));
  await saveOnce(house, outbox);
}
