/** Feishu's limits, kept: how often an API, a chat and a message bear something, and how long an uuid is remembered. */
import { RateWindow } from '../kit/rate-window.js';

const HOUR_MS = 3_600_000;

/** https://open.feishu.cn/document/server-docs/im-v1/message/create: "50 次/秒、1000 次/分钟", 5 QPS to a user, a group. */
export class Limits {
  readonly #perSecond = new RateWindow(50, 1000);
  readonly #perMinute = new RateWindow(1000, 60_000);
  readonly #chat = new RateWindow(5, 1000);
  readonly #message = new RateWindow(5, 1000);
  readonly #uuids = new Map<string, { messageId: string; at: number }>();

  /** Milliseconds to wait, and the limit that asks for it. */
  api(name: string, now: number): { wait: number; limit: number } {
    const minute = this.#perMinute.wait(name, now);
    if (minute > 0) return { wait: minute, limit: 1000 };
    const wait = this.#perSecond.take(name, now);
    if (wait === 0) this.#perMinute.take(name, now);
    return { wait, limit: 50 };
  }

  chat(chatId: string, now: number): boolean {
    return this.#chat.take(chatId, now) === 0;
  }

  message(messageId: string, now: number): boolean {
    return this.#message.take(messageId, now) === 0;
  }

  /** The message that was sent under this uuid within the hour. */
  sentUnder(uuid: string, now: number): string | undefined {
    const sent = this.#uuids.get(uuid);
    return sent && sent.at > now - HOUR_MS ? sent.messageId : undefined;
  }

  remember(uuid: string, messageId: string, now: number): void {
    this.#uuids.set(uuid, { messageId, at: now });
  }
}
