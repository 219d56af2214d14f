/** What the bot says: answers in streams, cards, messages of its own. https://developer.work.weixin.qq.com/document/path/101031 */
import { isJson, type Json, text, texts } from '../api/call.js';
import { list } from '../card/blocks.js';
import { cardRefused, INTERACTIVE, NOTICES } from '../card/check.js';
import { copyOf, type Speech } from '../content.js';
import { personBy } from '../directory.js';
import { newId } from '../ids.js';
import { addMessage, type Copy, change, type Message } from '../messages.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import type { Exchange, Exchanges } from './exchange.js';

const MOST_STREAM_BYTES = 20_480;
const FILES = ['file', 'image', 'voice', 'video'];
const CARDS = { types: [...NOTICES, ...INTERACTIVE] };
const ANSWERS: Speech = {
  types: [...FILES, 'template_card'],
  markdownBytes: MOST_STREAM_BYTES,
  cards: CARDS,
};
const WELCOMES: Speech = { ...ANSWERS, types: ['text', 'template_card'] };
const MESSAGES: Speech = { ...ANSWERS, types: [...FILES, 'markdown', 'template_card'] };

export interface Talk {
  readonly world: World;
  readonly exchanges: Exchanges;
  readonly reqId: string;
  readonly body: Json;
}

/** `aibot_respond_msg`. A click is answered by a change of its card only. */
export function answers({ world, exchanges, reqId, body }: Talk): Refusal | undefined {
  const exchange = exchanges.of(reqId, 'message');
  if (isRefusal(exchange)) return exchange;
  const type = text(body.msgtype);
  if (type !== 'stream' && type !== 'stream_with_template_card') return says(world, exchange, ANSWERS, body);
  if (!isJson(body.stream)) return refuse(40058, 'stream');
  const refusal = streams(world, exchanges, exchange, body.stream);
  if (refusal || body.template_card === undefined) return refusal;
  return says(world, exchange, ANSWERS, { msgtype: 'template_card', template_card: body.template_card });
}

/** `aibot_respond_welcome_msg`. */
export function welcomes({ world, exchanges, reqId, body }: Talk): Refusal | undefined {
  const exchange = exchanges.inTime(reqId, 'enter_chat');
  if (isRefusal(exchange)) return exchange;
  const refusal = says(world, exchange, WELCOMES, body);
  exchange.answered = !refusal;
  return refusal;
}

/** `aibot_respond_update_msg`: another card in the place of the one that was clicked. */
export function updates({ world, exchanges, reqId, body }: Talk): Refusal | undefined {
  const exchange = exchanges.inTime(reqId, 'card');
  if (isRefusal(exchange)) return exchange;
  const message = world.messages.get(exchange.messageId ?? '');
  if (!message || body.response_type !== 'update_template_card') return refuse(40058, 'response_type');
  const card = isJson(body.template_card) ? body.template_card : {};
  if (text(card.task_id) !== message.taskId) return refuse(42014, 'not the task_id of the card');
  const refusal = cardRefused(world, card, CARDS) ?? attachmentRefused(card);
  if (refusal) return refusal;
  const named = texts(body.userids).map((userId) => personBy(world, userId)?.userId ?? userId);
  change(world, message, named.length > 0 ? named : message.recipients, () => ({
    type: 'template_card',
    content: card,
  }));
  exchange.answered = true;
  return undefined;
}

/** `aibot_send_msg`: only where somebody has spoken to it. */
export function sends({ world, exchanges, body }: Talk): Refusal | undefined {
  const chatId = text(body.chatid);
  const userId = personBy(world, chatId)?.userId;
  if (!exchanges.spokenIn(userId ?? chatId)) return refuse(93006);
  return says(world, { userId: userId ?? '', place: userId === undefined ? chatId : 'bot' }, MESSAGES, body);
}

function streams(world: World, exchanges: Exchanges, exchange: Exchange, stream: Json): Refusal | undefined {
  const id = text(stream.id);
  if (id === '') return refuse(40058, 'stream.id');
  if (exchange.finished.has(id) || exchanges.streamEnded(exchange)) return refuse(846608);
  if (Buffer.byteLength(text(stream.content)) > MOST_STREAM_BYTES) return refuse(45002);
  if (list(stream.msg_item).length > (stream.finish === true ? 10 : 0))
    return refuse(40058, 'msg_item: at most 10, with finish');
  const copy = { type: 'stream', content: stream };
  const messageId = exchange.streams.get(id);
  const message = messageId === undefined ? say(world, exchange, copy) : world.messages.get(messageId);
  if (isRefusal(message)) return message;
  if (message && messageId !== undefined)
    change(world, message, message.recipients, (before) => ({
      type: 'stream',
      content: { feedback: before.content.feedback, ...stream },
    }));
  if (message) exchange.streams.set(id, message.id);
  if (stream.finish === true) {
    exchange.streams.delete(id);
    exchange.finished.add(id);
  }
  return undefined;
}

type Place = Pick<Exchange, 'userId' | 'place'>;

function says(world: World, place: Place, speech: Speech, body: Json): Refusal | undefined {
  const copy = copyOf(world, body, speech);
  if (isRefusal(copy)) return copy;
  const taskId = text(copy.content.task_id);
  const refusal = attachmentRefused(copy.content);
  if (refusal) return refusal;
  if (world.taskIds.has(`bot ${taskId}`)) return refuse(42014, 'task_id was used before');
  const message = say(world, place, copy, taskId);
  if (isRefusal(message)) return message;
  if (taskId !== '') world.taskIds.add(`bot ${taskId}`);
  return undefined;
}

function say(world: World, { userId, place }: Place, copy: Copy, taskId = ''): Message | Refusal {
  const chat = place === 'bot' ? `bot ${userId}` : place;
  if (!world.quotas.bot(chat, world.clock.now())) return refuse(45009);
  const members = world.groups.get(place)?.members ?? [];
  const recipients = place === 'bot' ? [userId] : [...members];
  const said = { id: newId(24), from: 'bot', place, recipients, copy, ...(taskId !== '' && { taskId }) };
  const message = addMessage(world, said);
  // Two answers may begin alike; two cards that are alike are one too many.
  const twin = copy.type === 'stream' ? message.id : { ...copy.content, task_id: undefined };
  world.tally.show(chat, JSON.stringify([copy.type, twin]));
  return message;
}

/** The bot's cards carry no files. */
function attachmentRefused(card: Json): Refusal | undefined {
  return list(card.horizontal_content_list).some(({ type }) => type === 2)
    ? refuse(40058, 'horizontal_content_list.type 2')
    : undefined;
}
