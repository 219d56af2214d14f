/** What a change of a card is paid with: a code from its sending or from a click, good once and for 72 hours. */
import { newId } from './ids.js';
import { type Refusal, refuse } from './refusal.js';

/** https://developer.work.weixin.qq.com/document/path/94888 */
const LIFE_MS = 72 * 3_600_000;

interface Code {
  readonly messageId: string;
  readonly until: number;
  used: boolean;
}

export class ResponseCodes {
  readonly #codes = new Map<string, Code>();

  issue(messageId: string, now: number): string {
    const code = newId(32);
    this.#codes.set(code, { messageId, until: now + LIFE_MS, used: false });
    return code;
  }

  /** The message it pays for, if it still does; it is spent only by `spend`. */
  messageOf(code: string, now: number): string | Refusal {
    const found = this.#codes.get(code);
    if (!found) return refuse(40058, 'unknown response_code');
    if (found.used) return refuse(40058, 'response_code was used');
    return found.until > now ? found.messageId : refuse(42052, 'response_code is older than 72 hours');
  }

  spend(code: string): void {
    const found = this.#codes.get(code);
    if (found) found.used = true;
  }
}
