/** At most so many in any stretch of time, counted per key: the strictest reading of a vendor's "N per second". */
export class RateWindow {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #taken = new Map<string, number[]>();

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Milliseconds until the next one is allowed; 0 when it is now. */
  wait(key: string, now: number): number {
    const recent = (this.#taken.get(key) ?? []).filter((at) => at > now - this.#windowMs);
    this.#taken.set(key, recent);
    const oldest = recent[recent.length - this.#limit];
    return oldest === undefined ? 0 : oldest + this.#windowMs - now;
  }

  /** Takes one if that is allowed now. What was refused does not count. */
  take(key: string, now: number): number {
    const wait = this.wait(key, now);
    if (wait === 0) this.#taken.get(key)?.push(now);
    return wait;
  }
}
