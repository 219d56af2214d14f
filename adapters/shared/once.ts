/** Work that a platform asks for again and again until it is acknowledged, done once. */

/** Whoever comes while it is under way, or soon after it was done, gets the same outcome; what failed is done anew. */
export function onceWhile(keptMs: number): (key: string, work: () => Promise<void>) => Promise<void> {
  const begun = new Map<string, Promise<void>>();
  return (key, work) => {
    const known = begun.get(key);
    if (known) return known;
    const outcome = work();
    begun.set(key, outcome);
    const forget = () => begun.delete(key);
    outcome.then(() => setTimeout(forget, keptMs).unref(), forget);
    return outcome;
  };
}
