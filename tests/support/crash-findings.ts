/** What a verdict finds against the product, a sentence each. All lists empty: nothing was lost, nothing happened twice. */
export interface Findings {
  readonly lost: string[];
  readonly twice: string[];
  /** Neither lost nor twice, and wrong all the same: a broken chain, a stale card, a letter nobody could deliver. */
  readonly wrong: string[];
}

export function noFindings(): Findings {
  return { lost: [], twice: [], wrong: [] };
}

/** Something that must be there so many times: fewer are lost, more came twice. */
export function expectTimes(found: Findings, what: string, expected: number, got: number): void {
  if (got < expected) found.lost.push(`${what}: expected ${expected}, got ${got}`);
  if (got > expected) found.twice.push(`${what}: expected ${expected}, got ${got}`);
}

export function countBy<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}
