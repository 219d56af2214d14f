/** Access tokens: of each kind one is current; the one before it still lives five minutes, so that nobody is cut off. */
import { newSecretId } from './ids.js';

/** https://developers.weixin.qq.com/doc/service/api/base/api_getaccesstoken.html */
const LIFE_MS = 7_200_000;
const OVERLAP_MS = 5 * 60_000;

interface Issued {
  readonly token: string;
  readonly expiresInS: number;
}

export class Tokens {
  readonly #until = new Map<string, number>();
  #plain: string | undefined;
  #stable: string | undefined;

  /** Each call makes a new one, and the old one ends in five minutes. */
  issue(now: number): Issued {
    this.#retire(this.#plain, now);
    this.#plain = this.#make(now);
    return this.#told(this.#plain, now);
  }

  /** The same one for everybody who asks, until five minutes before its end; forced, a new one, and the old one is over at once. */
  stable(now: number, force: boolean): Issued {
    if (force && this.#stable !== undefined) this.#until.set(this.#stable, now);
    if (this.#stable === undefined || this.#left(this.#stable, now) <= OVERLAP_MS)
      this.#stable = this.#make(now);
    return this.#told(this.#stable, now);
  }

  /** `unknown`: never handed out, or taken back. */
  stateOf(token: string, now: number): 'good' | 'expired' | 'unknown' {
    if (!this.#until.has(token)) return 'unknown';
    return this.#left(token, now) > 0 ? 'good' : 'expired';
  }

  /** Whatever was handed out has expired: the platform may do that before its time. */
  expire(now: number): void {
    for (const token of this.#until.keys()) this.#until.set(token, now);
  }

  /** Whatever was handed out was never good, as after the secret was reset. */
  invalidate(): void {
    this.#until.clear();
  }

  #make(now: number): string {
    const token = newSecretId(96);
    this.#until.set(token, now + LIFE_MS);
    return token;
  }

  #retire(token: string | undefined, now: number): void {
    const until = token === undefined ? undefined : this.#until.get(token);
    if (token !== undefined && until !== undefined) this.#until.set(token, Math.min(until, now + OVERLAP_MS));
  }

  #told(token: string, now: number): Issued {
    return { token, expiresInS: Math.floor(this.#left(token, now) / 1000) };
  }

  #left(token: string, now: number): number {
    return (this.#until.get(token) ?? 0) - now;
  }
}
