/** Sending where the bot is: known by its key where WeCom knows it, and in doubt where it does not. Throws what `thrown` sorts. */
import type { Delivery, Posted } from '../../../src/platform/adapter.js';
import { DeliveryError } from '../../../src/platform/delivery-error.js';
import { CallRefused } from '../../shared/qyapi/refusal.js';
import type { Chats } from '../chats.js';
import type { Holds } from '../marks.js';
import { aloud, BOT_LIMITS, type Message, renderCard, renderMessage } from '../render.js';
import { taskOf } from '../task.js';
import type { Line } from './line.js';
import type { Spoken } from './speak.js';

export interface BotClient {
  send(chatId: string, delivery: Delivery): Promise<Posted>;
  /** Only within seconds of a tap: https://developer.work.weixin.qq.com/document/path/101027 */
  update(delivery: Delivery, task: string): Promise<Posted>;
}

interface Parts {
  readonly line: Line;
  readonly chats: Chats;
  readonly clock: { now(): number };
  readonly zone: string;
}

/** Nobody has spoken to the bot there yet. */
const NOT_SPOKEN_TO = 93006;

export function createBotClient({ line, chats, clock, zone }: Parts): BotClient {
  /** A card here stays as it is unless it is tapped: whatever it says of a ticket, it says as of now. */
  const shownNow = ({ card, live }: Delivery, task: string) => {
    const holds: Holds | null = live || card.tag !== undefined ? { asOf: clock.now(), brief: true } : null;
    return { task, holds, zone, limits: BOT_LIMITS };
  };
  /** Said to somebody who asked, a card may have words before it. */
  const inFull = (message: Message, delivery: Delivery, task: string): Message =>
    message.msgtype === 'text' ? message : { ...message, ...aloud(delivery.card, shownNow(delivery, task)) };
  return {
    async send(chatId, delivery) {
      const { key, card } = delivery;
      const task = taskOf(key);
      const place = `bot/${chatId}`;
      // A card is known by its task_id for ever, a text by nothing: what is about a ticket is a card.
      const asCard = delivery.live === true || card.ticketId !== undefined;
      const rendered = inFull(renderMessage(card, shownNow(delivery, task), asCard), delivery, task);
      const { message, tried, done } = await chats.frozen(place, key, rendered);
      if (done) return { ref: task };
      const spoken = await line.say({ kind: 'say', key, chatId, message, again: tried });
      if (spoken.kind === 'refused' || spoken.kind === 'unheard') await chats.thawed(place);
      else if (spoken.kind === 'unsure' && tried && message.msgtype === 'text')
        throw new DeliveryError({ kind: 'uncertain', reason: spoken.why });
      judge('aibot_send_msg', spoken);
      await chats.arrived(place, key);
      return { ref: task };
    },
    async update(delivery, task) {
      const card = renderCard(delivery.card, shownNow(delivery, task));
      judge('aibot_respond_update_msg', await line.say({ kind: 'change', task, card }));
      return { ref: task };
    },
  };
}

function judge(api: string, spoken: Spoken): void {
  switch (spoken.kind) {
    case 'done':
      return;
    case 'refused': {
      const { code, why } = spoken;
      const todo = code === NOT_SPOKEN_TO ? ': mention the bot there once, then it may speak' : '';
      throw new CallRefused(api, 200, code, `${why}${todo}`);
    }
    case 'unsure':
    case 'unheard':
      throw new DeliveryError({ kind: 'retry', reason: spoken.why });
  }
}
