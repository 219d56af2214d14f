/** Medians, percentiles and the two ways of loading a system: as fast as it goes, and at a given rate. */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Nearest rank: a value that was really measured. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('expected at least one measurement, got none');
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] as number;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function spreadOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

export function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}

export interface Load {
  readonly done: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Of each piece of work, in the order of its end. */
  readonly latenciesMs: readonly number[];
}

/** Works through the items, so many at once, each worker taking the next when its last one ended; items per second. */
export async function rate<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<unknown>,
): Promise<number> {
  const left = items.values();
  const began = performance.now();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return items.length / ((performance.now() - began) / 1000);
}

/**
 * Work arrives on a fixed beat, however slow the last piece was. Latency counts from the beat, so that a pause of the
 * system is charged to everybody who had to wait behind it, not only to the one it hit.
 */
export async function openLoop(options: {
  readonly perSecond: number;
  readonly seconds: number;
  readonly work: () => Promise<void>;
}): Promise<Load> {
  const latenciesMs: number[] = [];
  const began = performance.now();
  const running: Promise<void>[] = [];
  for (let n = 0; n < options.perSecond * options.seconds; n++) {
    const beat = began + (n * 1000) / options.perSecond;
    const early = beat - performance.now();
    if (early > 0) await sleep(early);
    running.push(options.work().then(() => void latenciesMs.push(performance.now() - beat)));
  }
  await Promise.all(running);
  return load(latenciesMs, began);
}

function load(latenciesMs: readonly number[], began: number): Load {
  const seconds = (performance.now() - began) / 1000;
  return { done: latenciesMs.length, seconds, perSecond: latenciesMs.length / seconds, latenciesMs };
}

/**
 * Runs the sides by turns, each round in another order, so that drift of the machine falls on all of them.
 * Returns the figures of each side, round by round.
 */
export async function byTurns<Side extends string, Figure>(
  rounds: number,
  sides: Readonly<Record<Side, (round: number) => Promise<Figure>>>,
): Promise<Record<Side, Figure[]>> {
  const names = Object.keys(sides) as Side[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as Figure[]])) as Record<Side, Figure[]>;
  for (let round = 0; round < rounds; round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)])
      figures[name].push(await sides[name](round));
  }
  return figures;
}

/** Ratios of two sides round by round: drift between rounds cancels out. */
export function ratios(over: readonly number[], under: readonly number[]): number[] {
  return over.map((value, round) => value / (under[round] as number));
}

/** The same stream of numbers in [0, 1) in every run (Park and Miller). */
export function randomStream(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state - 1) / 2147483646;
  };
}
