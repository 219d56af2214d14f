/** Buttons as a numbered menu: "回复 1 接单，2 转派". */
import type { Button, Card } from '../platform/card.js';
import { byteLength, cutTo } from './cut.js';
import type { Wording } from './wording.js';

/** What can be pressed on a card, in reading order; a greyed button is not among it. */
export function pressable(card: Card): readonly Button[] {
  const ticks = card.blocks.flatMap((block) =>
    block.kind === 'checklist'
      ? block.items.flatMap(({ button, text }) =>
          button ? [{ ...button, text: `${button.text} ${text}` }] : [],
        )
      : [],
  );
  return [...card.buttons, ...ticks].filter((button) => button.disabledReason === undefined);
}

/** The menu in at most `bytes`: labels are shortened first, then only the range of digits is left. */
export function menuText(buttons: readonly Button[], bytes: number, wording: Wording): string {
  if (buttons.length === 0) return '';
  const say = (choices: string) => wording.t('menu.reply', { choices });
  for (const labelBytes of [120, 60, 30, 15, 6]) {
    const choices = buttons.map(({ text }, index) => `${index + 1} ${cutTo(text, labelBytes)}`);
    const text = say(wording.list(choices));
    if (byteLength(text) <= bytes) return text;
  }
  return cutTo(say(`1-${buttons.length}`), bytes);
}

/** Greyed buttons with their reasons: shown, never hidden. */
export function greyedText(card: Card, bytes: number, wording: Wording): string {
  const lines = card.buttons.flatMap(({ text, disabledReason }) =>
    disabledReason === undefined ? [] : [wording.t('menu.greyed', { button: text, reason: disabledReason })],
  );
  return cutTo(lines.join('\n'), bytes);
}
