/** Tenant access tokens: kept for two hours, handed out again while they last, and worthless on demand. */
import { newId } from './ids.js';

const LIFE_MS = 7_200_000;
/** https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal */
const RENEWED_BELOW_MS = 1_800_000;

export class Tokens {
  #until = new Map<string, number>();
  #current: string | undefined;

  issue(now: number): { token: string; expireSeconds: number } {
    const left = (this.#current === undefined ? 0 : (this.#until.get(this.#current) ?? 0)) - now;
    if (this.#current === undefined || left < RENEWED_BELOW_MS) {
      this.#current = newId('token');
      this.#until.set(this.#current, now + LIFE_MS);
    }
    const until = this.#until.get(this.#current) ?? now;
    return { token: this.#current, expireSeconds: Math.floor((until - now) / 1000) };
  }

  knows(token: string, now: number): boolean {
    return (this.#until.get(token) ?? 0) > now;
  }

  /** Whatever was handed out is worthless from now on, as after the app's secret was reset. */
  invalidate(): void {
    this.#until.clear();
    this.#current = undefined;
  }
}
