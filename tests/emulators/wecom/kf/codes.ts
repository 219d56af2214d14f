/** Codes that allow one message out of turn, each for its occasion, its time and its state. https://developer.work.weixin.qq.com/document/path/95122 */
import { newId } from '../ids.js';
import { type Refusal, refuse } from '../refusal.js';
import { type Chat, type ServiceState, stateOf } from './chat.js';

const TEXT = ['text'];
const TEXT_OR_MENU = ['text', 'msgmenu'];

interface Occasion {
  readonly validMs: number;
  readonly types: readonly string[];
  /** The session must still be in it. */
  readonly state?: ServiceState;
}

const OCCASIONS = {
  welcome: { validMs: 20_000, types: TEXT_OR_MENU },
  pool: { validMs: 48 * 3_600_000, types: TEXT, state: 2 },
  taken: { validMs: 48 * 3_600_000, types: TEXT, state: 3 },
  end: { validMs: 20_000, types: TEXT_OR_MENU, state: 4 },
} as const satisfies Record<string, Occasion>;

export interface Code {
  readonly code: string;
  readonly chat: Chat;
  readonly for: keyof typeof OCCASIONS;
  readonly until: number;
}

export class Codes {
  readonly #out = new Map<string, Code>();

  issue(chat: Chat, occasion: keyof typeof OCCASIONS, now: number): string {
    const code = newId(32);
    this.#out.set(code, { code, chat, for: occasion, until: now + OCCASIONS[occasion].validMs });
    return code;
  }

  /** Whether it allows a message of this type now. It stays good until it is spent. */
  allowing(code: string, type: string, now: number): Code | Refusal {
    const found = this.#out.get(code);
    if (!found || found.until <= now) return refuse(41050);
    const { types, state }: Occasion = OCCASIONS[found.for];
    if (!types.includes(type)) return refuse(40008, type || 'none');
    return state === undefined || state === stateOf(found.chat, now) ? found : refuse(95018);
  }

  spend({ code }: Code): void {
    this.#out.delete(code);
  }
}
