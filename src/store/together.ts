/** Works items off as they come, and those that come at once together: one statement and one commit for all of them. */
import pg from 'pg';

/** So many statements at once: enough to use the server, few enough that under load items meet. */
const HANDS = 3;
/** What goes together holds its locks together: so many items at most. */
const MOST = 16;
/** A statement that takes longer waits for somebody: its hand is lent to the others, and company should not wait with it. */
export const PATIENCE_MS = 100;
/** Chosen to end a deadlock: whoever it was with goes on, and so can we. */
const DEADLOCK = '40P01';
/** Connections that broke, servers that went away: what was asked of them may have been done. */
const BROKEN = /^(08|57P)/;

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** PostgreSQL refused the statement, so that nothing of it was done. */
function wasRefused(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && !BROKEN.test(error.code ?? '');
}

/**
 * `work` does all of its items or, throwing, none, and answers them in their order. When it is refused some that came
 * together, each is tried alone, so that everybody hears what became of their own; a deadlock is nobody's own. No item waits for company: it starts
 * at the end of the event loop's turn it came in, or when the next hand is free.
 */
export function together<Item, Result>(work: (items: readonly Item[]) => Promise<readonly Result[]>) {
  const queue: Waiting<Item, Result>[] = [];
  let free = HANDS;

  async function settle(taken: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await work(taken.map(({ item }) => item));
      for (const [n, { resolve }] of taken.entries()) resolve(results[n] as Result);
    } catch (error) {
      const again = wasRefused(error) && (taken.length > 1 || error.code === DEADLOCK);
      if (again) await Promise.all(taken.map((one) => settle([one])));
      else for (const { reject } of taken) reject(error);
    }
  }

  function begin(): void {
    while (free > 0 && queue.length > 0) {
      const settled = settle(queue.splice(0, MOST));
      let lent = false;
      const lend = () => {
        if (lent) return;
        lent = true;
        free += 1;
        begin();
      };
      free -= 1;
      const patience = setTimeout(lend, PATIENCE_MS);
      void settled.then(() => {
        clearTimeout(patience);
        lend();
      });
    }
  }

  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      // Not at once: what else comes in during this turn of the event loop joins it.
      if (queue.length === 1) setImmediate(begin);
    });
}
