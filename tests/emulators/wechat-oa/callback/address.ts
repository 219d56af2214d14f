/** The account's server: asked by GET whether it knows the token, and then given every event by POST, encrypted. https://developers.weixin.qq.com/doc/service/guide/dev/push/ */
import { createHash, randomBytes } from 'node:crypto';
import { type Keys, seal, unseal } from '../../kit/callback-seal.js';
import { textIn, xml } from '../../kit/callback-xml.js';
import type { Clock } from '../../kit/clock.js';
import type { Attempt, Transport } from '../../kit/deliveries.js';
import type { CallbackEvent } from './event.js';

interface Listener {
  readonly url: string;
  readonly keys: Keys;
  readonly originalId: string;
  readonly clock: Clock;
  /** Real milliseconds: the app handles an event in real time, whatever the emulator's clock does. */
  readonly ackWithinMs: number;
}

export class CallbackAddress implements Transport<CallbackEvent> {
  readonly #listener: Listener;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** What the console does when somebody enters the address: nothing is encrypted, and the echo comes back as it was. */
  async verify(): Promise<Attempt> {
    const { keys, clock, ackWithinMs } = this.#listener;
    const timestamp = String(Math.floor(clock.now() / 1000));
    const nonce = String(randomBytes(4).readUInt32BE());
    const echo = String(randomBytes(8).readBigUInt64BE());
    const query = new URLSearchParams({
      ...{ signature: signed(keys.token, timestamp, nonce), timestamp, nonce, echostr: echo },
    });
    const answered = await this.#ask(query, { method: 'GET' }, ackWithinMs);
    if (!answered.acknowledged || answered.answer === echo) return answered;
    return { acknowledged: false, why: `expected the echo, got ${String(answered.answer).slice(0, 60)}` };
  }

  async attempt(event: CallbackEvent, { lost }: { readonly lost: boolean }): Promise<Attempt> {
    const { keys, originalId, clock, ackWithinMs } = this.#listener;
    const { encrypt, query } = seal(keys, xml(event.fields), clock.now());
    const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
    query.set('signature', signed(keys.token, timestamp, nonce));
    query.set('openid', event.openId);
    query.set('encrypt_type', 'aes');
    const headers = { 'content-type': 'text/xml' };
    const body = xml({ ToUserName: originalId, Encrypt: encrypt });
    const answered = await this.#ask(query, { method: 'POST', headers, body }, ackWithinMs);
    if (!answered.acknowledged) return answered;
    return lost ? { acknowledged: false, why: 'the answer was lost' } : this.#read(String(answered.answer));
  }

  async #ask(query: URLSearchParams, init: RequestInit, withinMs: number): Promise<Attempt> {
    const { url } = this.#listener;
    try {
      const asked = `${url}${url.includes('?') ? '&' : '?'}${query}`;
      const response = await fetch(asked, { ...init, signal: AbortSignal.timeout(withinMs) });
      const answer = await response.text();
      if (response.status === 200) return { acknowledged: true, answer };
      return { acknowledged: false, why: `HTTP ${response.status}`, final: true };
    } catch (error) {
      return { acknowledged: false, why: String((error as Error).cause ?? error) };
    }
  }

  /** Nothing, `success`, or a sealed passive answer; anything else is no answer, and is not asked for again. */
  #read(answer: string): Attempt {
    if (answer === '' || answer === 'success') return { acknowledged: true, answer: undefined };
    const part = (name: string) => textIn(answer, name) ?? '';
    const sealed = { encrypt: part('Encrypt'), signed: part('MsgSignature'), nonce: part('Nonce') };
    try {
      const passive = unseal(this.#listener.keys, { ...sealed, timestamp: part('TimeStamp') });
      return { acknowledged: true, answer: passive };
    } catch (error) {
      return { acknowledged: false, why: String(error), final: true };
    }
  }
}

function signed(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}
