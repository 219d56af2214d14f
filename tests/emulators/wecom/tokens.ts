/** Access tokens: one per secret, the same one while it lasts, and worthless on demand. */
import { newId } from './ids.js';

/** https://developer.work.weixin.qq.com/document/path/91039 */
const LIFE_MS = 7_200_000;

export class Tokens {
  readonly #until = new Map<string, number>();
  #current: string | undefined;

  issue(now: number): { token: string; expiresInS: number } {
    if (this.#current === undefined || this.#left(this.#current, now) <= 0) {
      this.#current = newId(96);
      this.#until.set(this.#current, now + LIFE_MS);
    }
    return { token: this.#current, expiresInS: Math.floor(this.#left(this.#current, now) / 1000) };
  }

  /** `unknown`: never handed out, or taken back. */
  stateOf(token: string, now: number): 'good' | 'expired' | 'unknown' {
    if (!this.#until.has(token)) return 'unknown';
    return this.#left(token, now) > 0 ? 'good' : 'expired';
  }

  /** Whatever was handed out has expired: the platform may do that before its time. */
  expire(now: number): void {
    for (const token of this.#until.keys()) this.#until.set(token, now);
    this.#current = undefined;
  }

  /** Whatever was handed out was never good, as after the secret was reset. */
  invalidate(): void {
    this.#until.clear();
    this.#current = undefined;
  }

  #left(token: string, now: number): number {
    return (this.#until.get(token) ?? 0) - now;
  }
}
