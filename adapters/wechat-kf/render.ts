/** Card -> a short message as people write them: its title, its lines, and a menu below. Pure. */
import type { Card } from '../../src/platform/card.js';
import { cardLines } from '../shared/card-lines.js';
import { cutBytes } from '../shared/cut-bytes.js';
import { choicesOf, type MenuItem, type Named } from './choices.js';

/** https://developer.work.weixin.qq.com/document/path/94677 */
const MOST_TEXT_BYTES = 2048;
const MOST_HEAD_BYTES = 1024;
const MOST_TAIL_BYTES = 1024;

export type Message =
  | { readonly msgtype: 'text'; readonly text: { readonly content: string } }
  | {
      readonly msgtype: 'msgmenu';
      readonly msgmenu: {
        readonly head_content: string;
        readonly list: readonly MenuItem[];
        readonly tail_content?: string;
      };
    };

export interface Rendered {
  readonly message: Message;
  /** What must be known when it is tapped. */
  readonly longer: readonly Named[];
}

export function renderMessage(card: Card): Rendered {
  const { items, longer, left, shown } = choicesOf(card);
  const rest = { ...card, blocks: card.blocks.filter((block) => !shown.includes(block)) };
  const lines = cardLines(rest, left);
  if (items.length === 0) return { message: text(lines), longer: [] };
  const [head, tail] = split(lines.join('\n'));
  return {
    message: {
      msgtype: 'msgmenu',
      msgmenu: {
        head_content: head,
        list: items,
        ...(tail === '' ? {} : { tail_content: cutBytes(tail, MOST_TAIL_BYTES) }),
      },
    },
    longer,
  };
}

const text = (lines: readonly string[]): Message => ({
  msgtype: 'text',
  text: { content: cutBytes(lines.join('\n'), MOST_TEXT_BYTES) },
});

/** What is too long to stand above the menu goes on below it: after a whole line, or a whole sentence. */
function split(whole: string): readonly [string, string] {
  if (Buffer.byteLength(whole) <= MOST_HEAD_BYTES) return [whole, ''];
  const fits = cutBytes(whole, MOST_HEAD_BYTES).slice(0, -1);
  const line = fits.lastIndexOf('\n');
  const sentence = Math.max(...['。', '！', '？', '；', '. '].map((end) => fits.lastIndexOf(end))) + 1;
  const end = [line, sentence].find((at) => at > fits.length / 2) ?? fits.length;
  return [whole.slice(0, end).trimEnd(), whole.slice(end).trimStart()];
}
