/** A lane to a place where only so much may be sent as the other side has allowed: what goes, what waits, what it costs. */
import { leftNow, nextToSpend, openUntil, returns } from '../people/allowance.js';
import { type Adapter, bearsAt } from '../platform/adapter.js';
import { byConsent } from './by-consent.js';
import { hasOtherWay } from './elsewhere.js';
import type { House } from './house.js';
import { freely, type LaneMessage, type LanePlan, needless } from './lane-plan.js';
import type { Lane, OutboxRow, Outcome } from './ports/outbox.js';
import { planRoom, type Room, type Step } from './room.js';

/** Null, where whoever is there may be written to freely. */
export async function guarded(house: House, adapter: Adapter, taken: Lane): Promise<LanePlan | null> {
  const { address } = taken;
  const bears = bearsAt(adapter, address);
  if (!bears.byAllowance) return null;
  if (bears.templates) return byConsent(house, adapter.platform, taken);
  const turn = taken.items.findIndex(({ body }) => body.kind === 'conversation');
  if (turn === 0) return freely({ ...taken, items: taken.items.slice(0, 1) });
  // Once the conversation is with somebody else, other things may be said: what follows is planned then.
  return withinRoom(house, turn < 0 ? taken : { ...taken, items: taken.items.slice(0, turn) });
}

async function withinRoom(house: House, taken: Lane): Promise<LanePlan> {
  const { address } = taken;
  const { allowances, clock } = house.store;
  const now = clock.now();
  const given = await allowances.at(address);
  const { messages: left } = leftNow(given, now);
  const until = openUntil(given, now);
  // What waited is told with the next message, since that is sent in any case.
  const waiting = left > 0 ? await allowances.waiting(address) : [];
  const lane = { ...taken, items: [...waiting, ...taken.items] };
  const steps = await stepsOf(house, lane.items, {
    left,
    ends: until !== null,
    returns: returns(given, now),
  });
  const seen = Math.max(0, ...given.map(({ at }) => at));
  return {
    lane,
    over: steps.flatMap((step) => overBy(step, { until: until ?? now, seen })),
    messages: steps.flatMap(messageOf),
    async spend() {
      const from = clock.now();
      const next = nextToSpend(await allowances.at(address), from);
      if (!next) return null;
      await allowances.spend(address, next.key, from);
      return { key: next.key, ended: () => allowances.ended(address, next.key, from, clock.now()) };
    },
  };
}

/** Whether there is another way is looked for only where something has to wait. */
async function stepsOf(
  house: House,
  rows: readonly OutboxRow[],
  room: Omit<Room, 'otherWay'>,
): Promise<readonly Step[]> {
  const here = planRoom(rows, { ...room, otherWay: false });
  const waits = here.find((step) => step.do === 'wait');
  return waits && (await hasOtherWay(house, waits.row)) ? planRoom(rows, { ...room, otherWay: true }) : here;
}

function overBy(step: Step, wait: { readonly until: number; readonly seen: number }): readonly Outcome[] {
  if (step.do === 'wait') return [{ id: step.row.id, kind: 'waits', ...wait }];
  return step.do === 'drop' ? [needless(step.row)] : [];
}

function messageOf(step: Step): readonly LaneMessage[] {
  if (step.do !== 'send' && step.do !== 'move') return [];
  return [{ row: step.row, told: step.told, elsewhere: step.do === 'move' ? 'no_room' : null }];
}
