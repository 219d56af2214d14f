/** Sending to a customer: once by the message's own id, within what was allowed. Throws DeliveryError and nothing else. */
import { z } from 'zod';
import type { Delivery, Posted } from '../../src/platform/adapter.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Api } from '../shared/qyapi/api.js';
import { codeIn } from './allowances.js';
import { type Chats, msgIdOf } from './chats.js';
import { isDeadCode, isUndone, refused, saysBefore } from './failures.js';
import type { Places } from './places.js';
import { type Message, renderMessage } from './render.js';

export interface Client {
  send(delivery: Delivery): Promise<Posted>;
  /** Beside the desk's own messages: a file that was tapped. */
  post(account: string, msgId: string, message: Message | Media): Promise<void>;
}

export type Media =
  | { readonly msgtype: 'image'; readonly image: { readonly media_id: string } }
  | { readonly msgtype: 'file'; readonly file: { readonly media_id: string } };

interface Parts {
  readonly api: Api;
  readonly kfId: string;
  readonly places: Places;
  readonly chats: Chats;
}

const any = z.object({});

/** It is used up all the same: what else allows it is looked for. */
const codeIsOver = (cause: unknown) =>
  new DeliveryError({ kind: 'retry', afterMs: 0, reason: 'what the code was for is over' }, { cause });

export function createClient({ api, kfId, places, chats }: Parts): Client {
  /** `tried`: it was attempted before, and nobody heard what became of it. */
  async function once(account: string, msgId: string, tried: boolean, say: () => Promise<unknown>) {
    try {
      await say();
    } catch (error) {
      if (tried && saysBefore(error)) return;
      if (isUndone(error)) await chats.refused(account, msgId);
      throw error;
    }
  }
  const plain = (account: string, msgId: string, message: Message | Media) =>
    api.post('kf/send_msg', { touser: account, open_kfid: kfId, msgid: msgId, ...message }, any);

  async function sendTo(account: string, { key, card, allowance }: Delivery): Promise<Posted> {
    const msgId = msgIdOf(key);
    const code = codeIn(allowance);
    const { message, longer } = renderMessage(card);
    const tried = await chats.trying(account, msgId, longer);
    await once(account, msgId, tried, () =>
      code
        ? api.post('kf/send_msg_on_event', { code, msgid: msgId, ...message }, any)
        : plain(account, msgId, message),
    ).catch((error: unknown) => {
      if (code && isDeadCode(error)) throw codeIsOver(error);
      throw error;
    });
    return { ref: msgId };
  }

  return {
    async send(delivery) {
      const account = places.receiver(delivery.address);
      if (account === null)
        throw new DeliveryError({
          kind: 'rejected',
          reason: `expected an address of this customer service account, got ${delivery.address}`,
        });
      return sendTo(account, delivery).catch(refused);
    },
    async post(account, msgId, message) {
      const tried = await chats.trying(account, msgId, []);
      await once(account, msgId, tried, () => plain(account, msgId, message));
    },
  };
}
