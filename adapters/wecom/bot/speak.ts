/** Saying something over the bot's connection: as the answer to a question where it is one, else by itself. */
import type { Message, TemplateCard } from '../render.js';
import { taskOf } from '../task.js';
import type { Exchanges, Question } from './exchanges.js';
import { piecesOf } from './pieces.js';
import type { Answered, Socket } from './socket.js';

/** Whoever holds the connection may be another instance. */
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
  return arrived(await socket.send(chatId, byItself(message, key)));
}

function answer(socket: Socket, { how, reqId }: Question, key: string, message: Message): Promise<Answered> {
  if (how === 'entered') return socket.reply(reqId, 'aibot_respond_welcome_msg', rateable(message, key));
  if (message.msgtype === 'text') return inPieces(socket, reqId, key, message.text.content);
  if (message.aloud) return inPieces(socket, reqId, key, message.aloud.words, message.aloud.card);
  return socket.reply(reqId, 'aibot_respond_msg', rateable(message, key));
}

/** The first piece is there at once, the last one ends the stream and brings the card along. Begun again, it stands once: by its id. */
async function inPieces(
  socket: Socket,
  reqId: string,
  key: string,
  words: string,
  card?: TemplateCard,
): Promise<Answered> {
  const stream = { id: taskOf(key), feedback: { id: key } };
  for (const content of piecesOf(words).slice(0, -1)) {
    const body = { msgtype: 'stream', stream: { ...stream, finish: false, content } };
    const said = await socket.reply(reqId, 'aibot_respond_msg', body);
    if (said.kind !== 'done') return said;
  }
  const last = { stream: { ...stream, finish: true, content: words } };
  const body = card
    ? { msgtype: 'stream_with_template_card', ...last, template_card: card }
    : { msgtype: 'stream', ...last };
  return socket.reply(reqId, 'aibot_respond_msg', body);
}

/** Without a question there is no stream. */
function byItself(message: Message, key: string): object {
  if (message.msgtype === 'text') return { msgtype: 'markdown', markdown: { content: message.text.content } };
  return rateable(message, key);
}

/** Whoever reads it can say what they think of it: https://developer.work.weixin.qq.com/document/path/101032 */
function rateable(message: Message, key: string): object {
  if (message.msgtype === 'text') return message;
  return { msgtype: message.msgtype, template_card: { ...message.template_card, feedback: { id: key } } };
}

const refusedAs = (answered: Answered, ...codes: readonly number[]) =>
  answered.kind === 'refused' && codes.includes(answered.code);

const arrived = (answered: Answered): Answered =>
  refusedAs(answered, FINISHED, USED_TASK) ? DONE : answered;
