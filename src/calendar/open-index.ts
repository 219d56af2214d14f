/**
 * Open time indexed: blocks of local days, built when first asked for, each with its open spans and the running
 * sum of their lengths. Adding a year of business hours is two or three blocks and a binary search.
 */
import { DAY_MS } from './day.js';
import type { DayRules } from './day-rules.js';
import { type Span, union } from './spans.js';

/** Less than a year, so that a desk working in the present builds one or two; few enough steps for ten years. */
const BLOCK_DAYS = 256;
const FIRST_BLOCK = -100; // 1899
const LAST_BLOCK = 330; // 2201

export interface Block {
  readonly index: number;
  /** The block's local midnights: it covers [startMs, endMs), and blocks leave no gap. */
  readonly startMs: number;
  readonly endMs: number;
  /** Spans in order, never touching each other, clipped to the block. */
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** Open time in the block before each span opens. */
  readonly before: Float64Array;
  readonly totalMs: number;
}

export interface OpenIndex {
  /** Throws RangeError outside 1900 to 2200: no answer is there, and looking on would never end. */
  block(index: number): Block;
  blockAt(atMs: number): Block;
}

export function openIndex(rules: DayRules): OpenIndex {
  const blocks = new Map<number, Block>();

  function block(index: number): Block {
    let found = blocks.get(index);
    if (!found) {
      // Written so that NaN fails too.
      if (!(index >= FIRST_BLOCK && index <= LAST_BLOCK)) {
        throw new RangeError(
          `expected open time between 1900 and 2200, got block ${index} of ${BLOCK_DAYS} days`,
        );
      }
      found = build(rules, index);
      blocks.set(index, found);
    }
    return found;
  }

  return {
    block,
    blockAt(atMs) {
      // UTC days are at most one block away from local ones.
      let found = block(Math.floor(atMs / DAY_MS / BLOCK_DAYS));
      if (atMs < found.startMs) found = block(found.index - 1);
      else if (atMs >= found.endMs) found = block(found.index + 1);
      return found;
    },
  };
}

function build(rules: DayRules, index: number): Block {
  const first = index * BLOCK_DAYS;
  const startMs = rules.zone.instantOf(first, 0);
  const endMs = rules.zone.instantOf(first + BLOCK_DAYS, 0);
  const raw: Span[] = [];
  // One day earlier, for the night that reaches in.
  for (let day = first - 1; day < first + BLOCK_DAYS; day++) raw.push(...rules.spansOf(day));
  const spans = union(
    raw.map(({ from, to }) => ({ from: Math.max(from, startMs), to: Math.min(to, endMs) })),
  );
  const before = new Float64Array(spans.length);
  let totalMs = 0;
  spans.forEach(({ from, to }, at) => {
    before[at] = totalMs;
    totalMs += to - from;
  });
  return {
    index,
    startMs,
    endMs,
    opens: Float64Array.from(spans, (span) => span.from),
    closes: Float64Array.from(spans, (span) => span.to),
    before,
    totalMs,
  };
}

/** How many values of an ascending list are at most `limit`. */
export function countUpTo(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Open time of a block before an instant within it. */
export function openBefore(block: Block, atMs: number): number {
  const last = countUpTo(block.opens, atMs) - 1;
  if (last < 0) return 0;
  const { opens, closes, before } = block;
  return (before[last] as number) + Math.min(atMs, closes[last] as number) - (opens[last] as number);
}
