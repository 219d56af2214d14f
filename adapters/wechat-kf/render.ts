/** Card -> a short message as people write them: its title, its lines, and a menu below. Pure. */
import type { Card } from '../../src/platform/card.js';
import { cutBytes } from '../shared/cut-bytes.js';
import { greyedLines, harmless, linesOf, oneLine, SIGNS } from '../shared/lines.js';
import { isChinese } from '../shared/reading.js';
import { choicesOf, type MenuItem, type Named } from './choices.js';

/** https://developer.work.weixin.qq.com/document/path/94677 */
const MOST_TEXT_BYTES = 2048;
const MOST_HEAD_BYTES = 1024;
const MOST_TAIL_BYTES = 1024;

/** That something waits for the customer is no warning to them. */
const MARKS = { ...SIGNS, warning: '' };

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

interface Words {
  readonly colon: string;
  readonly comma: string;
  readonly orSay: string;
}
const CHINESE: Words = { colon: '：', comma: '、', orSay: '也可以直接回复' };
const ENGLISH: Words = { colon: ': ', comma: ', ', orSay: 'Or reply with' };

export function renderMessage(card: Card): Rendered {
  const { items, longer, left, shown } = choicesOf(card);
  const rest = { ...card, blocks: card.blocks.filter((block) => !shown.includes(block)) };
  const lines = linesIn(rest, left);
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

/** Where no menu is taken: what could be tapped can be said. */
export function renderWords(card: Card): Message {
  const labels = card.buttons.filter(({ disabledReason }) => disabledReason === undefined);
  return text(
    linesIn(
      card,
      labels.map((button) => button.text),
    ),
  );
}

function linesIn(card: Card, sayable: readonly string[]): readonly string[] {
  const { colon, comma, orSay } = isChinese(card) ? CHINESE : ENGLISH;
  return [
    `${MARKS[card.tone]}${oneLine(card.title)}${card.tag === undefined ? '' : ` · ${card.tag}`}`,
    ...card.blocks.flatMap((block) => linesOf(block, colon)),
    ...greyedLines(card, colon),
    ...(sayable.length === 0 ? [] : [`${orSay}${colon}${sayable.join(comma)}`]),
  ].map(harmless);
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
