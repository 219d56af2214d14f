/** The words of the message that another one answers: an event names it only by its id. */
import type { Log } from '../../src/platform/context.js';
import type { Quoted } from '../../src/platform/inbound.js';
import type { Api } from './api.js';
import type { Bot } from './bot.js';
import { saidIn, withNames } from './text.js';
import { within } from './within.js';

/** Null for what has no words (a card, a picture, a recalled message), and where Feishu is slow or may not tell. */
export type ReadQuoted = (message: string) => Promise<Quoted | null>;

/** Of the three seconds in which an event must be acknowledged. */
const WAIT_MS = 800;

export function createQuoteReading(api: Api, bot: Bot, log: Log): ReadQuoted {
  /** https://open.feishu.cn/document/server-docs/im-v1/message/get */
  async function read(id: string): Promise<Quoted | null> {
    const { items = [] } = await api.call('im.message.get', (sdk, as) =>
      sdk.im.message.get({ path: { message_id: id } }, as),
    );
    const [message] = items;
    if (!message?.msg_type || !message.body || message.deleted === true) return null;
    const { text } = saidIn({ message_type: message.msg_type, content: message.body.content });
    const mentions = (message.mentions ?? []).map(({ key, id: openId, name }) => ({
      ...{ key, name },
      id: { open_id: openId },
    }));
    const words = withNames(text, mentions, bot.id());
    if (words === '') return null;
    const { sender } = message;
    return sender?.sender_type === 'user' ? { text: words, account: sender.id } : { text: words };
  }
  return async (id) => {
    const reading = read(id).catch((error: unknown) => {
      log.warn({ err: error, message: id }, 'feishu: a quoted message could not be read');
      return null;
    });
    const quoted = await within(WAIT_MS, reading);
    return quoted === 'late' ? null : quoted;
  };
}
