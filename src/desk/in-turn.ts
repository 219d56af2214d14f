/** What one person says in one place takes effect in the order in which it was said. */

const turns = new Map<string, Promise<unknown>>();

/** Whether something begun under this key is still under way. */
export function isTaken(key: string): boolean {
  return turns.has(key);
}

/** Runs `work` after everything begun earlier under the same key; a failure holds up nobody. */
export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.then(
    () => undefined,
    () => undefined,
  );
  turns.set(key, settled);
  void settled.then(() => {
    if (turns.get(key) === settled) turns.delete(key);
  });
  return mine;
}
