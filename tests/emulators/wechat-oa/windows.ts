/** What the account may say to somebody: five messages after they wrote, three after they tapped, followed or scanned. https://developers.weixin.qq.com/doc/service/guide/product/kf/intro.html */
import { type Refusal, refuse } from './refusal.js';

interface Window {
  left: number;
  readonly until: number;
}

const ALLOWED = {
  wrote: { messages: 5, ms: 48 * 3_600_000 },
  tapped: { messages: 3, ms: 60_000 },
} as const;
export type Act = keyof typeof ALLOWED;

export class Windows {
  readonly #open = new Map<Act, Window>();

  /** The same act again fills up what it allows, and begins its time anew. */
  after(act: Act, now: number): void {
    const { messages, ms } = ALLOWED[act];
    this.#open.set(act, { left: messages, until: now + ms });
  }

  close(): void {
    this.#open.clear();
  }

  /** One message more; of two open windows the one that ends first is used. */
  spend(now: number): Refusal | undefined {
    const open = [...this.#open.values()].filter(({ until }) => until > now);
    if (open.length === 0) return refuse(45015);
    const [window] = open.filter(({ left }) => left > 0).sort((one, other) => one.until - other.until);
    if (!window) return refuse(45047);
    window.left -= 1;
    return undefined;
  }
}
