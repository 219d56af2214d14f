/** A lane to a place where only so much may be sent as the other side has allowed: what goes, what waits, what it costs. */
import { leftNow, nextToSpend } from '../people/allowance.js';
import { type Adapter, bearsAt } from '../platform/adapter.js';
import { hasOtherWay } from './elsewhere.js';
import type { House } from './house.js';
import type { Lane, Outcome } from './ports/outbox.js';
import { planRoom, type Step } from './room.js';

export interface Guard {
  /** With what waited there for room. */
  readonly lane: Lane;
  readonly steps: readonly Step[];
  /** What becomes of a row that is not sent. */
  without(step: Extract<Step, { do: 'wait' | 'drop' }>): Outcome;
  /** Uses up what the next send costs; null: nothing may be sent any more. `ended` is called after it. */
  spend(): Promise<{ readonly key: string; ended(): Promise<void> } | null>;
}

/** Null, where whoever is there may be written to freely. */
export async function guardOf(house: House, adapter: Adapter, taken: Lane): Promise<Guard | null> {
  const { address } = taken;
  if (!bearsAt(adapter, address).byAllowance) return null;
  const { allowances } = house.store;
  const { clock } = house.store;
  const given = await allowances.at(address);
  const left = leftNow(given, clock.now());
  // What waited is told with the next message, since that is sent in any case.
  const waiting = left.messages > 0 ? await allowances.waiting(address) : [];
  const lane = { ...taken, items: [...waiting, ...taken.items] };
  const [first] = lane.items;
  const otherWay = first !== undefined && left.messages > 0 && (await hasOtherWay(house, first));
  const room = { left: left.messages, ends: left.until !== null, otherWay };
  const seen = Math.max(0, ...given.map(({ at }) => at));
  return {
    lane,
    steps: planRoom(lane.items, room),
    without({ do: what, row: { id } }) {
      if (what === 'drop')
        return { id, kind: 'dropped', reason: 'nothing that was sent there can be changed' };
      return { id, kind: 'waits', until: left.until ?? clock.now(), seen };
    },
    async spend() {
      const from = clock.now();
      const next = nextToSpend(await allowances.at(address), from);
      if (!next) return null;
      await allowances.spend(address, next.key, from);
      return { key: next.key, ended: () => allowances.ended(address, next.key, from, clock.now()) };
    },
  };
}
