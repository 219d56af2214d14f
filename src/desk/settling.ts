/** Gives lanes back: those that end while one statement is under way go together in the next. */
import type { House } from './house.js';
import type { Settlement } from './ports/outbox.js';

export interface Settling {
  /** Lanes that were sent and not yet given back. */
  readonly size: number;
  add(settlement: Settlement): void;
  /** Resolves when everything is given back. */
  idle(): Promise<void>;
}

/** `settled` is told after every statement: its lanes may have more to send. */
export function createSettling(house: House, settled: () => void): Settling {
  let waiting: Settlement[] = [];
  let underWay: readonly Settlement[] = [];
  let working: Promise<void> | null = null;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      underWay = waiting;
      waiting = [];
      await settle(house, underWay);
      underWay = [];
      settled();
    }
    working = null;
  }
  return {
    get size() {
      return waiting.length + underWay.length;
    },
    add(settlement) {
      waiting.push(settlement);
      working ??= work();
    },
    async idle() {
      await working;
    },
  };
}

/** One lane that cannot be settled must not cost the others what was said of them; its lease runs out, as if we had died. */
async function settle(house: House, settlements: readonly Settlement[]): Promise<void> {
  try {
    await house.store.outbox.settle(settlements, house.store.clock.now());
  } catch (error) {
    const [{ lane }, ...others] = settlements as [Settlement, ...Settlement[]];
    if (others.length > 0) for (const one of settlements) await settle(house, [one]);
    else house.log.error({ err: error, address: lane.address }, 'a lane could not be settled');
  }
}
