/** Our own wake: claims what is due in batches, decides them together and saves them in one statement a batch. */
import pg from 'pg';
import type { House } from '../../../src/desk/house.js';
import type { DueTimer } from '../../../src/desk/ports/timers.js';
import { createWake } from '../../../src/desk/wake.js';
import type { Contender } from './contender.js';

/** The house, telling after each commit which timers it fired. */
export function toldOfCommits(house: House, committed: (due: readonly DueTimer[]) => void): House {
  const { store } = house;
  const fireDue: typeof store.timers.fireDue = async (options, decide) => {
    let claimed: readonly DueTimer[] = [];
    const count = await store.timers.fireDue(options, (due) => {
      claimed = due;
      return decide(due);
    });
    committed(claimed);
    return count;
  };
  return { ...house, store: { ...store, timers: { ...store.timers, fireDue } } };
}

export interface Ours extends Contender {
  /** As the alarm does it; resolves when nothing is due any more. */
  ring(): Promise<void>;
}

export async function startOurs(url: string, house: House): Promise<Ours> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const wake = createWake(house);
  return {
    async makeDue(from, to) {
      await client.query(
        `UPDATE timer SET due_at = now() WHERE status = 'pending' AND ticket_id BETWEEN $1 AND $2`,
        [from, to],
      );
    },
    ring: () => wake.ring(),
    async stop() {
      await wake.stop();
      await client.end();
    },
  };
}
