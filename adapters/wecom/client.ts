/** Sending: to a member or a group, changed in place as long as a code is left. Throws DeliveryError and nothing else. */
import { z } from 'zod';
import type { Delivery, Posted } from '../../src/platform/adapter.js';
import type { Block } from '../../src/platform/card.js';
import type { Log } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Api } from '../shared/qyapi/api.js';
import { CallRefused, isBusy, isDecided, thrown } from '../shared/qyapi/refusal.js';
import type { BotClient } from './bot/client.js';
import type { Chats } from './chats.js';
import type { WecomConfig } from './config.js';
import { imprint } from './imprint.js';
import * as lease from './lease.js';
import type { Holds } from './marks.js';
import type { Places, Receiver } from './places.js';
import { type Message, renderCard, renderExpired, renderMessage } from './render.js';
import { sendByRobot } from './robot.js';
import { saidOnce } from './said-once.js';
import { isTask, taskOf } from './task.js';

export interface Client {
  send(delivery: Delivery): Promise<Posted>;
  update(delivery: Delivery, ref: string): Promise<Posted>;
  /** A tap on a card lets it be changed once more. */
  tapped(account: string, task: string, code: string): Promise<void>;
}

interface Parts {
  readonly api: Api;
  readonly config: Pick<WecomConfig, 'agentId' | 'zone' | 'robots' | 'publicUrl'>;
  readonly places: Places;
  readonly chats: Chats;
  readonly clock: { now(): number };
  readonly log: Log;
  /** Null: there is no bot. */
  readonly bot: BotClient | null;
}

/** This task_id was used before: the card of this very key arrived. */
const USED_TASK = 42014;
/** WeCom shows a message of the same words once within this; longer it does not remember. */
const REMEMBERED_S = 4 * 3600;

/** https://developer.work.weixin.qq.com/document/path/90236 : who cannot be reached is named in a success. */
const sent = z.object({
  invaliduser: z.string().default(''),
  unlicenseduser: z.string().default(''),
  response_code: z.string().optional(),
});
/** https://developer.work.weixin.qq.com/document/path/94888 */
const changed = z.object({ invaliduser: z.array(z.string()).default([]) });
const any = z.object({});

export function createClient({ api, config, places, chats, clock, log, bot }: Parts): Client {
  const { agentId, zone } = config;

  function receiverOf({ address }: Delivery): Receiver {
    const receiver = places.receiver(address);
    if (receiver) return receiver;
    return rejected(`expected an address of this company at WeCom, got ${address}`);
  }

  async function sendTo(account: string, delivery: Delivery): Promise<Posted> {
    const { key, card, live } = delivery;
    const now = clock.now();
    const task = taskOf(key);
    const until = now + lease.CODE_MS;
    const holds: Holds | null = live ? { until } : card.tag === undefined ? null : { asOf: now };
    const rendered = renderMessage(card, { task, holds, zone }, live === true);
    const { message } = await chats.frozen(account, key, imprinted(rendered, key));
    const code = await deliver(account, message);
    if (!live) return { ref: task };
    const posted = { task, ticket: card.ticketId ?? null, title: card.title };
    const strikes = await chats.change(account, (chat) => {
      const cards = lease.posted(chat.cards, posted, code === null ? null : { code, until });
      return [{ ...chat, cards }, lease.toStrike(cards, posted, now)];
    });
    for (const { card: old, code: last } of strikes) await strike(account, old, last);
    return { ref: task, editableUntil: until };
  }

  /** Null where WeCom gives no code. */
  async function deliver(account: string, message: Message): Promise<string | null> {
    const asked = {
      ...{ touser: account, agentid: agentId, ...message },
      ...{ enable_duplicate_check: 1, duplicate_check_interval: REMEMBERED_S },
    };
    const answer = await api.post('message/send', asked, sent).catch((error: unknown) => {
      // A task_id is made of the key: this card stands there already.
      if (error instanceof CallRefused && error.code === USED_TASK) return null;
      throw error;
    });
    if (answer === null) return null;
    if (answer.invaliduser !== '' || answer.unlicenseduser !== '')
      return rejected(`${account} cannot be reached: not in the app's visible range, or without a licence`);
    return answer.response_code ?? null;
  }

  async function strike(account: string, { task, title }: lease.LiveCard, code: lease.Code): Promise<void> {
    if (!(await taken(account, task, code))) return;
    try {
      await change(account, code.code, renderExpired(title));
      await chats.change(account, (chat) => [{ ...chat, cards: lease.struck(chat.cards, task) }, null]);
    } catch (error) {
      // It is struck when the next card of its ticket is posted.
      if (!isDecided(error)) await giveBack(account, task, code);
      log.warn({ err: error, task }, 'wecom: a card that is over could not be struck');
    }
  }

  /** Nobody else may spend it: two changes with one code, and WeCom refuses the second. */
  function taken(account: string, task: string, code: lease.Code): Promise<boolean> {
    return chats.change(account, (chat) => {
      const cards = lease.spent(chat.cards, task, code);
      const had = cards.some((card, index) => card.codes.length < (chat.cards[index]?.codes.length ?? 0));
      return had ? [{ ...chat, cards }, true] : [chat, false];
    });
  }

  const giveBack = (account: string, task: string, code: lease.Code) =>
    chats.change(account, (chat) => [{ ...chat, cards: lease.givenBack(chat.cards, task, code) }, null]);

  async function change(account: string, response_code: string, template_card: object): Promise<void> {
    const asked = { userids: [account], agentid: agentId, response_code, template_card };
    const { invaliduser } = await api.post('message/update_template_card', asked, changed);
    if (invaliduser.length > 0) rejected(`${account} cannot be reached any more`);
  }

  async function updateAt(account: string, { card }: Delivery, task: string): Promise<Posted> {
    for (;;) {
      const plan = lease.planChange((await chats.read(account)).cards, task, clock.now());
      if (plan.kind === 'repost') return rejected(`no code is left to change ${task}: a new card is due`);
      if (!(await taken(account, task, plan.code))) continue;
      try {
        await change(account, plan.code.code, renderCard(card, { holds: plan.holds, zone }));
        return { ref: task };
      } catch (error) {
        if (!isDecided(error) || isBusy(error)) await giveBack(account, task, plan.code);
        throw error;
      }
    }
  }

  /** https://developer.work.weixin.qq.com/document/path/90248 : no cards there, and no memory of what was sent before. */
  async function sendToGroup(chatId: string, { key, card }: Delivery): Promise<Posted> {
    const holds = card.tag === undefined ? null : { asOf: clock.now() };
    const bare = { ...card, buttons: [], blocks: card.blocks.map(withoutButtons) };
    const place = `group/${chatId}`;
    const message = renderMessage(bare, { holds, zone }, false);
    await saidOnce(chats, { place, key, message }, (frozen) =>
      api.post('appchat/send', { chatid: chatId, ...frozen, safe: 0 }, any),
    );
    return { ref: `group-${taskOf(key)}` };
  }

  function sendAt(to: Receiver, delivery: Delivery): Promise<Posted> {
    switch (to.kind) {
      case 'person':
        return sendTo(to.account, delivery);
      case 'group':
        return sendToGroup(to.chatId, delivery);
      case 'robot':
        return sendByRobot({ config, chats, clock }, to.name, delivery);
      case 'bot':
        return bot ? bot.send(to.chatId, delivery) : rejected('WECOM_BOT_ID is not set: there is no bot');
    }
  }

  return {
    send: async (delivery) => sendAt(receiverOf(delivery), delivery).catch(thrown),
    async update(delivery, ref) {
      const to = receiverOf(delivery);
      // What was said in a group stands there as of then: the change is said below it.
      if (to.kind === 'group' || to.kind === 'robot' || !isTask(ref))
        return rejected(`${JSON.stringify(ref)} cannot be changed`);
      if (to.kind === 'person') return updateAt(to.account, delivery, ref).catch(thrown);
      return bot
        ? bot.update(delivery, ref).catch(thrown)
        : rejected('WECOM_BOT_ID is not set: there is no bot');
    },
    tapped: (account, task, code) =>
      chats.change(account, (chat) => {
        if (!chat.cards.some((card) => card.task === task)) return [chat, undefined];
        const cards = lease.tapped(chat.cards, task, { code, until: clock.now() + lease.CODE_MS });
        return [{ ...chat, cards }, undefined];
      }),
  };
}

/** Cards have their task_id. */
function imprinted(message: Message, key: string): Message {
  if (message.msgtype !== 'text') return message;
  return { msgtype: 'text', text: { content: `${message.text.content}${imprint(key)}` } };
}

const withoutButtons = (block: Block): Block =>
  block.kind === 'checklist' ? { ...block, items: block.items.map(({ button: _, ...row }) => row) } : block;

function rejected(reason: string): never {
  throw new DeliveryError({ kind: 'rejected', reason });
}
