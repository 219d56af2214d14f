/** Access tokens: one per secret, the same one while it lasts, and worthless on demand. */
import { newId } from './ids.js';

/** https://developer.work.weixin.qq.com/document/path/91039 */
const LIFE_MS = 7_200_000;

export class Tokens {
  readonly #until = new Map<string, number>();
  /** By secret. */
  readonly #current = new Map<string, string>();

  issue(secret: string, now: number): { token: string; expiresInS: number } {
    const before = this.#current.get(secret);
    const token = before !== undefined && this.#left(before, now) > 0 ? before : newId(96);
    if (token !== before) this.#until.set(token, now + LIFE_MS);
    this.#current.set(secret, token);
    return { token, expiresInS: Math.floor(this.#left(token, now) / 1000) };
  }

  /** `unknown`: never handed out, or taken back. */
  stateOf(token: string, now: number): 'good' | 'expired' | 'unknown' {
    if (!this.#until.has(token)) return 'unknown';
    return this.#left(token, now) > 0 ? 'good' : 'expired';
  }

  /** Whatever was handed out has expired: the platform may do that before its time. */
  expire(now: number): void {
    for (const token of this.#until.keys()) this.#until.set(token, now);
    this.#current.clear();
  }

  /** Whatever was handed out was never good, as after the secret was reset. */
  invalidate(): void {
    this.#until.clear();
    this.#current.clear();
  }

  #left(token: string, now: number): number {
    return (this.#until.get(token) ?? 0) - now;
  }
}
