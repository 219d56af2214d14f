/** At most so many in any stretch of time, counted per key: the strictest reading of a vendor's "N per second". */
export class RateWindow {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #taken = new Map<string, number[]>();

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Milliseconds until so many more are allowed; 0 when they are now, for ever when they are more than the limit. */
  wait(key: string, now: number, times = 1): number {
    if (times > this.#limit) return Infinity;
    const recent = this.#taken.get(key) ?? [];
    const first = recent.findIndex((at) => at > now - this.#windowMs);
    recent.splice(0, first < 0 ? recent.length : first);
    this.#taken.set(key, recent);
    const oldest = recent[recent.length + times - 1 - this.#limit];
    return oldest === undefined ? 0 : oldest + this.#windowMs - now;
  }

  /** Takes all of them if that is allowed now. What was refused does not count. */
  take(key: string, now: number, times = 1): number {
    const wait = this.wait(key, now, times);
    if (wait === 0) this.#taken.get(key)?.push(...Array.from({ length: times }, () => now));
    return wait;
  }
}
