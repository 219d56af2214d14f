/** Sending: cards to a person, a group or a thread, changed in place as long as Feishu lets us. Throws DeliveryError and nothing else. */
import type { Delivery, Posted } from '../../src/platform/adapter.js';
import type { Address } from '../../src/platform/address.js';
import type { Log } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Api } from './api.js';
import type { FeishuCard } from './elements.js';
import { CHAT_PACE, createGate } from './gate.js';
import type { Places, Receiver } from './places.js';
import { CallRefused, thrown } from './refusal.js';
import { renderCard } from './render.js';
import type { Standing } from './tap.js';
import { uuidOf } from './uuid.js';

/** A card may be changed for 14 days; the last hour is left to clocks that differ. https://open.feishu.cn/document/server-docs/im-v1/message-card/patch */
const EDITABLE_MS = 14 * 86_400_000 - 3_600_000;

export interface Client {
  send(delivery: Delivery): Promise<Posted>;
  update(delivery: Delivery, ref: string): Promise<Posted>;
  /** A card outside the outbox: a form for who asked for it. */
  post(key: string, to: Receiver, card: FeishuCard): Promise<Posted>;
  /** The same for a picture or a file. */
  postMessage(key: string, to: Receiver, message: Message): Promise<Posted>;
}

/** As Feishu takes it: https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json */
export interface Message {
  readonly msg_type: 'interactive' | 'image' | 'file';
  readonly content: string;
}

interface Parts {
  readonly api: Api;
  readonly places: Places;
  readonly clock: { now(): number };
  readonly log: Log;
}

export function createClient({ api, places, clock, log }: Parts): Client {
  const chats = createGate(CHAT_PACE);
  const messages = createGate(CHAT_PACE);

  function receiverOf(address: Address): Receiver {
    const receiver = places.receiver(address);
    if (receiver) return receiver;
    throw new DeliveryError({
      kind: 'rejected',
      reason: `expected an address of this Feishu app, got ${address}`,
    });
  }

  /** Where the message a thread hangs from is gone, the group hears it all the same. */
  async function post(key: string, to: Receiver, message: Message): Promise<Posted> {
    const { root, ...place } = to;
    return deliver(key, to, message).catch((error: unknown) => {
      if (root === undefined || !isGone(error)) throw error;
      log.warn({ err: error, root }, 'feishu: a thread is gone; its group is told instead');
      return deliver(key, place, message);
    });
  }

  async function deliver(key: string, to: Receiver, said: Message): Promise<Posted> {
    const message = { ...said, uuid: uuidOf(key) };
    const { id, type, root } = to;
    await chats.pass(id);
    const sent = await (root === undefined
      ? api.call('im.message.create', (sdk, as) =>
          sdk.im.message.create(
            { params: { receive_id_type: type }, data: { receive_id: id, ...message } },
            as,
          ),
        )
      : api.call('im.message.reply', (sdk, as) =>
          sdk.im.message.reply(
            { path: { message_id: root }, data: { ...message, reply_in_thread: true } },
            as,
          ),
        ));
    if (sent?.message_id === undefined) throw new Error('expected the id of the message, got none');
    return { ref: sent.message_id, editableUntil: clock.now() + EDITABLE_MS };
  }

  /** 加急. It is said already: that it could not also ring must not say it twice. */
  async function page(message: string, openId: string): Promise<void> {
    await api
      .call('im.message.urgentApp', (sdk, as) =>
        sdk.im.message.urgentApp(
          {
            path: { message_id: message },
            params: { user_id_type: 'open_id' },
            data: { user_id_list: [openId] },
          },
          as,
        ),
      )
      .catch((error: unknown) =>
        log.warn({ err: error, message }, 'feishu: nobody could be paged; im:message.urgent grants it'),
      );
  }

  return {
    post: (key, to, card) => post(key, to, messageOf(card)).catch(thrown),
    postMessage: (key, to, message) => post(key, to, message).catch(thrown),
    async send({ key, address, card, urgent }) {
      const to = receiverOf(address);
      const posted = await post(key, to, messageOf(renderCard(card, standingAt(to)))).catch(thrown);
      if (urgent && to.type === 'open_id') await page(posted.ref, to.id);
      return posted;
    },
    async update({ address, card }, ref) {
      const at = standingAt(receiverOf(address));
      if (!/^om_\w+$/u.test(ref))
        throw new DeliveryError({
          kind: 'rejected',
          reason: `expected a message id, got ${JSON.stringify(ref)}`,
        });
      const content = JSON.stringify(renderCard(card, at));
      await messages.pass(ref);
      await api
        .call('im.message.patch', (sdk, as) =>
          sdk.im.message.patch({ path: { message_id: ref }, data: { content } }, as),
        )
        .catch(thrown);
      // When it was sent is not told again: the first `editableUntil` stays true.
      return { ref };
    },
  };
}

const messageOf = (card: FeishuCard): Message => ({
  msg_type: 'interactive',
  content: JSON.stringify(card),
});

/** Recalled, or never there. */
const isGone = (error: unknown) => error instanceof CallRefused && [230011, 231003].includes(error.code);

function standingAt({ type, root }: Receiver): Standing {
  return { direct: type === 'open_id', ...(root === undefined ? {} : { root }) };
}
