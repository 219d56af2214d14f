/** Card -> a text as people write them, or a menu whose entries can be tapped, with the text above it. Pure. */
import { createHash } from 'node:crypto';
import type { Card } from '../../src/platform/card.js';
import { cardLines, pressable } from '../shared/card-lines.js';
import { cutBytes } from '../shared/cut-bytes.js';
import type { Choice } from './chats.js';

/** https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html : of a menu no length is told, so it keeps to a text's. */
const MOST_BYTES = 2048;
const MOST_ENTRIES = 10;
const MOST_ENTRY_BYTES = 120;

export type Message =
  | { readonly msgtype: 'text'; readonly text: { readonly content: string } }
  | {
      readonly msgtype: 'msgmenu';
      readonly msgmenu: {
        readonly head_content: string;
        readonly list: readonly { readonly id: string; readonly content: string }[];
        readonly tail_content: string;
      };
    };

export interface Rendered {
  readonly message: Message;
  /** What must be known when an entry is tapped. */
  readonly choices: readonly Choice[];
}

export function renderMessage(card: Card): Rendered {
  const buttons = pressable(card);
  const entries = buttons.slice(0, MOST_ENTRIES).map(({ text, value }) => ({
    ...{ id: numberOf(value), content: cutBytes(text, MOST_ENTRY_BYTES) },
    value,
  }));
  const left = buttons.slice(MOST_ENTRIES).map(({ text }) => text);
  const words = cardLines(card, left).join('\n');
  if (entries.length === 0)
    return { message: { msgtype: 'text', text: { content: cutBytes(words, MOST_BYTES) } }, choices: [] };
  const list = entries.map(({ id, content }) => ({ id, content }));
  const taken = list.reduce((sum, { content }) => sum + Buffer.byteLength(content) + 1, 0);
  const head = cutBytes(words, MOST_BYTES - taken);
  return {
    message: { msgtype: 'msgmenu', msgmenu: { head_content: head, list, tail_content: '' } },
    choices: entries.map(({ id, value }) => ({ id, value })),
  };
}

/** WeChat's own ids are numbers; the same button has the same one wherever it stands. */
const numberOf = (value: string) =>
  String(createHash('sha256').update(value).digest().readUInt32BE() % 1_000_000_000);
