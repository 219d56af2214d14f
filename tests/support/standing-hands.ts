/** What somebody sees in a chat client, looked at until it is there: the same on every platform. */
import { until } from '../scheduler/until.js';
import type { Hands, Standing } from './person.js';
import { describeCard } from './seen.js';

const PATIENCE_MS = 20_000;

/** `cards`: what stands before them now; `all`: wherever else they look too. */
export function lookingAt(
  name: string,
  cards: () => readonly Standing[],
  all: () => readonly Standing[] = cards,
): Pick<Hands, 'words' | 'until'> {
  const told = (standing: readonly Standing[]) => standing.map(({ card }) => describeCard(card));
  return {
    words: () => told(all()).join('\n'),
    async until(look, what) {
      let found = look();
      const seen = async () => {
        found = look();
        return found !== undefined;
      };
      await until(seen, PATIENCE_MS).catch((error: unknown) => {
        const there = told(cards()).slice(-8).join('\n');
        throw new Error(`${name} expected to see ${what}; there is instead:\n${there}`, { cause: error });
      });
      return found as NonNullable<typeof found>;
    },
  };
}
