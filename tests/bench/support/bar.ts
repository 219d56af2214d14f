/** A figure beside what the house promises (design §6), and the shape of a bench that yields some. */

/** `least`: more is better and the bar is the floor. `most`: less is better and the bar is the ceiling. */
export type Rule = 'least' | 'most';

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly rule: Rule;
  readonly bar: number;
  /** Close to the limit of the machine; null where only the bar was set. */
  readonly goal: number | null;
  readonly holds: boolean;
  /** The lowest and highest single round behind the value; absent where the value is one figure of many samples. */
  readonly spread?: readonly [number, number];
  /** What stands behind the value: both sides of a ratio, the number of rounds. */
  readonly note: string;
}

export interface BenchOptions {
  /** A tenth of the rows and shorter rounds: to see that everything works, not to quote. */
  readonly quick: boolean;
  /** One line for the person who waits. */
  readonly progress: (line: string) => void;
}

export type Bench = (options: BenchOptions) => Promise<readonly Bar[]>;

export function barOf(bar: Omit<Bar, 'holds'>): Bar {
  if (!Number.isFinite(bar.value)) throw new Error(`${bar.name}: expected a figure, got ${bar.value}`);
  return { ...bar, holds: bar.rule === 'least' ? bar.value >= bar.bar : bar.value <= bar.bar };
}

/** A bench that did not do what it says has no figure. */
export function expectEqual(what: string, expected: unknown, got: unknown): void {
  const [a, b] = [JSON.stringify(expected), JSON.stringify(got)];
  if (a !== b) throw new Error(`${what}: expected ${a}, got ${b}`);
}
