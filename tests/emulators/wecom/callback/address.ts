/** The app's callback address: verified by GET, and then given every event by POST, encrypted. https://developer.work.weixin.qq.com/document/path/90930 */

import { type Keys, seal, unseal } from '../../kit/callback-seal.js';
import { textIn, xml } from '../../kit/callback-xml.js';
import type { Chance } from '../../kit/chance.js';
import type { Clock } from '../../kit/clock.js';
import type { Attempt, Transport } from '../../kit/deliveries.js';
import { newId } from '../ids.js';
import type { CallbackEvent } from './event.js';

const VERIFIED_WITHIN_MS = 1000;

interface Listener {
  readonly url: string;
  readonly keys: Keys;
  /** Absent: the address is not an app's. */
  readonly agentId?: number;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Real milliseconds: the app handles an event in real time, whatever the emulator's clock does. */
  readonly ackWithinMs: number;
}

export class CallbackAddress implements Transport<CallbackEvent> {
  readonly #listener: Listener;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** What the console does when somebody enters the address: it takes only one that can decrypt. */
  async verify(): Promise<Attempt> {
    const echo = newId();
    const { encrypt, query } = seal(this.#listener.keys, echo, this.#listener.clock.now());
    query.set('echostr', encrypt);
    const answered = await this.#ask(query, { method: 'GET' }, VERIFIED_WITHIN_MS);
    if (!answered.acknowledged || answered.answer === echo) return answered;
    return {
      acknowledged: false,
      why: `expected the bare echo, got ${String(answered.answer).slice(0, 60)}`,
    };
  }

  async attempt(event: CallbackEvent, { lost }: { readonly lost: boolean }): Promise<Attempt> {
    const { keys, agentId, chance, clock, ackWithinMs } = this.#listener;
    const { encrypt, query } = seal(keys, xml(event.fields), clock.now());
    const head = {
      ToUserName: keys.receiveId,
      ...(agentId !== undefined && { AgentID: String(agentId) }),
    };
    // Real samples have them in either order.
    const body = xml(chance.draw() < 0.5 ? { ...head, Encrypt: encrypt } : { Encrypt: encrypt, ...head });
    const headers = { 'content-type': 'text/xml' };
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
