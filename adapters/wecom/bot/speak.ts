/** Saying something over the bot's connection: as the answer to a question where it is one, else by itself. */
import type { Message, TemplateCard } from '../render.js';
import { taskOf } from '../task.js';
import type { Exchanges, Question } from './exchanges.js';
import type { Answered, Socket } from './socket.js';

/** As data: whoever holds the connection may be another instance. */
export type Speech =
  | {
      readonly kind: 'say';
      readonly key: string;
      readonly chatId: string;
      readonly message: Message;
      /** Tried before, and not known whether it arrived. */
      readonly again: boolean;
    }
  | { readonly kind: 'change'; readonly task: string; readonly card: TemplateCard };

export type Spoken =
  | Answered
  /** It was not tried. */
  | { readonly kind: 'unheard'; readonly why: string };

/** The request id is not known, or takes no such answer: https://developer.work.weixin.qq.com/document/path/101463 */
const NO_QUESTION = 846605;
/** The stream is finished already: with this very text. */
const FINISHED = 846608;
/** Used before: the card of this very key stands there. */
const USED_TASK = 42014;

const DONE = { kind: 'done' } as const;

export async function speak(socket: Socket, exchanges: Exchanges, speech: Speech): Promise<Spoken> {
  if (speech.kind === 'change') {
    const reqId = exchanges.tapOf(speech.task);
    if (reqId === null)
      return { kind: 'refused', code: NO_QUESTION, why: 'nobody tapped this card just now' };
    const body = { response_type: 'update_template_card', template_card: speech.card };
    return socket.reply(reqId, 'aibot_respond_update_msg', body);
  }
  const { key, chatId, message, again } = speech;
  const question = exchanges.questionOf(key);
  if (question) {
    const answered = await answer(socket, question, key, message);
    if (!refusedAs(answered, NO_QUESTION)) return arrived(answered);
    exchanges.forget(question);
  }
  // Two texts of the same words are two messages: only an answer is known by its stream.
  if (again && message.msgtype === 'text')
    return { kind: 'unsure', why: 'whether the first try arrived is not known' };
  const said =
    message.msgtype === 'text'
      ? { msgtype: 'markdown', markdown: { content: message.text.content } }
      : message;
  return arrived(await socket.send(chatId, said));
}

function answer(socket: Socket, { how, reqId }: Question, key: string, message: Message): Promise<Answered> {
  if (how === 'entered') return socket.reply(reqId, 'aibot_respond_welcome_msg', message);
  if (message.msgtype !== 'text') return socket.reply(reqId, 'aibot_respond_msg', message);
  const { content } = message.text;
  const stream = { id: taskOf(key), finish: true, content, feedback: { id: key } };
  return socket.reply(reqId, 'aibot_respond_msg', { msgtype: 'stream', stream });
}

const refusedAs = (answered: Answered, ...codes: readonly number[]) =>
  answered.kind === 'refused' && codes.includes(answered.code);

const arrived = (answered: Answered): Answered =>
  refusedAs(answered, FINISHED, USED_TASK) ? DONE : answered;
