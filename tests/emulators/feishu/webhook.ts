/** Events by webhook: encrypted and signed as Feishu does, acknowledged by HTTP 200 in time. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../kit/clock.js';
import type { Attempt, Transport } from '../kit/deliveries.js';
import type { EventBody } from './events.js';
import { newId } from './ids.js';
import type { App } from './world.js';

const VERIFIED_WITHIN_MS = 1000;

export interface Sealed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case */
export function seal(app: App, text: string, now: number): Sealed {
  const { encryptKey } = app;
  if (encryptKey === '') return { body: text, headers: { 'content-type': 'application/json' } };
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  const encrypt = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
  const body = JSON.stringify({ encrypt });
  const timestamp = String(Math.floor(now / 1000));
  const nonce = newId('event').slice(0, 10);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': createHash('sha256')
        .update(timestamp + nonce + encryptKey + body)
        .digest('hex'),
    },
  };
}

export class Webhook implements Transport<EventBody> {
  readonly url: string;
  readonly #app: App;
  readonly #clock: Clock;
  readonly #ackWithinMs: number;

  constructor(url: string, app: App, clock: Clock, ackWithinMs: number) {
    this.url = url;
    this.#app = app;
    this.#clock = clock;
    this.#ackWithinMs = ackWithinMs;
  }

  async attempt(event: EventBody, { lost }: { readonly lost: boolean }): Promise<Attempt> {
    const answered = await this.#post(JSON.stringify(event), this.#ackWithinMs);
    return lost && answered.acknowledged ? { acknowledged: false, why: 'the answer was lost' } : answered;
  }

  /** What the console does when somebody enters the address: it takes only one that knows the token's answer. */
  async verify(): Promise<Attempt> {
    const challenge = newId('event');
    const token = this.#app.verificationToken;
    const text = JSON.stringify({ challenge, token, type: 'url_verification' });
    const answered = await this.#post(text, VERIFIED_WITHIN_MS);
    if (!answered.acknowledged) return answered;
    const got = (answered.answer as { challenge?: unknown } | undefined)?.challenge;
    return got === challenge
      ? answered
      : { acknowledged: false, why: `expected the challenge, got ${String(got)}` };
  }

  async #post(text: string, withinMs: number): Promise<Attempt> {
    try {
      const sealed = seal(this.#app, text, this.#clock.now());
      const signal = AbortSignal.timeout(withinMs);
      const response = await fetch(this.url, { method: 'POST', ...sealed, signal });
      const body = await response.text();
      if (response.status !== 200) return { acknowledged: false, why: `HTTP ${response.status}` };
      return { acknowledged: true, answer: json(body) };
    } catch (error) {
      return { acknowledged: false, why: String((error as Error).cause ?? error) };
    }
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
