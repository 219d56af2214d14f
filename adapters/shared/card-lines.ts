/** A whole card as the lines of one message, for conversations with customers, which have only words. Pure. */
import type { Button, Card } from '../../src/platform/card.js';
import { greyedLines, harmless, linesOf, oneLine, SIGNS } from './lines.js';
import { isChinese } from './reading.js';

interface Words {
  readonly colon: string;
  readonly comma: string;
  readonly orSay: string;
}
/** That something waits for the customer is no warning to them. */
const MARKS = { ...SIGNS, warning: '' };
const CHINESE: Words = { colon: '：', comma: '、', orSay: '也可以直接回复' };
const ENGLISH: Words = { colon: ': ', comma: ', ', orSay: 'Or reply with' };

/** `sayable`: labels that can only be said. */
export function cardLines(card: Card, sayable: readonly string[]): readonly string[] {
  const { colon, comma, orSay } = isChinese(card) ? CHINESE : ENGLISH;
  return [
    `${MARKS[card.tone]}${oneLine(card.title)}${card.tag === undefined ? '' : ` · ${card.tag}`}`,
    ...card.blocks.flatMap((block) => linesOf(block, colon)),
    ...greyedLines(card, colon),
    ...(sayable.length === 0 ? [] : [`${orSay}${colon}${sayable.join(comma)}`]),
  ].map(harmless);
}

/** What can be pressed, in reading order: a greyed button is not among it, and what would do the same twice is there once. */
export function pressable({ blocks, buttons }: Card): readonly Button[] {
  const ticks = blocks.flatMap((block) =>
    block.kind === 'checklist'
      ? block.items.flatMap(({ button, text }) =>
          button ? [{ ...button, text: `${button.text} ${text}` }] : [],
        )
      : [],
  );
  const open = [...buttons, ...ticks].filter(({ disabledReason }) => disabledReason === undefined);
  return [...new Map(open.map((button) => [button.value, button])).values()];
}
