/** Links that log a member in: the client adds a code to the address, good once and for five minutes. https://developer.work.weixin.qq.com/document/path/91023 */
import { newId } from './ids.js';
import { type Refusal, refuse } from './refusal.js';

const LIFE_MS = 300_000;

interface Login {
  readonly userId: string;
  readonly until: number;
  used: boolean;
}

export class Logins {
  readonly #logins = new Map<string, Login>();

  codeFor(userId: string, now: number): string {
    const code = newId(32);
    this.#logins.set(code, { userId, until: now + LIFE_MS, used: false });
    return code;
  }

  /** Who it is. */
  redeem(code: string, now: number): string | Refusal {
    const login = this.#logins.get(code);
    if (!login) return refuse(40029);
    if (login.used) return refuse(42022);
    if (login.until <= now) return refuse(42003);
    login.used = true;
    return login.userId;
  }
}
