/** A card as a platform can bear it: within its bytes, and with a numbered menu where it has no buttons. */

import type { Capabilities } from '../platform/capabilities.js';
import type { Block, Card } from '../platform/card.js';
import { byteLength, cutTo } from './cut.js';
import { greyedText, menuText, pressable } from './menu-text.js';
import { plainLines } from './plain.js';
import { shrink } from './shrink.js';
import type { Wording } from './wording.js';

export interface Degraded {
  readonly card: Card;
  /** Values of the numbered menu, the first is 1; empty where the platform shows the buttons themselves. */
  readonly menu: readonly string[];
}

/** Whether choices are buttons there; elsewhere they are numbers. */
export const showsButtons = ({ cards, buttons }: Pick<Capabilities, 'cards' | 'buttons'>): boolean =>
  cards !== 'none' && buttons;

export type Bearing = Pick<Capabilities, 'cards' | 'buttons' | 'textBytes'>;

/** Text-only platforms get one text block under the title: `title + '\n' + text` is within `textBytes`. */
export function degrade(card: Card, bearing: Bearing, wording: Wording): Degraded {
  const { cards, textBytes } = bearing;
  if (showsButtons(bearing)) return { card: shrink(card, textBytes), menu: [] };
  const buttons = pressable(card);
  // The menu is paid first: a text that was cut can be asked for again, a lost button cannot.
  const tail = [
    greyedText(card, Math.floor(textBytes / 4), wording),
    menuText(buttons, Math.floor(textBytes / 3), wording),
  ].filter((text) => text !== '');
  const menu = buttons.map(({ value }) => value);
  const bare: Card = { ...card, blocks: card.blocks.map(withoutButtons), buttons: [] };
  if (cards === 'none') return { card: textOnly(bare, tail.join('\n'), textBytes, wording), menu };
  const last: readonly Block[] = tail.map((text) => ({ kind: 'text', text }));
  const body = shrink(bare, textBytes - tail.reduce((sum, text) => sum + byteLength(text) + 1, 0));
  return { card: { ...body, blocks: [...body.blocks, ...last] }, menu };
}

function textOnly(card: Card, tail: string, bytes: number, wording: Wording): Card {
  const { tag, ...rest } = card;
  const title = cutTo(
    tag === undefined ? card.title : wording.t('card.tagged', { title: card.title, tag }),
    Math.floor(bytes / 4),
  );
  const end = tail === '' ? '' : `\n${tail}`;
  const lines = card.blocks.flatMap((block) => plainLines(block, wording.locale));
  const body = cutTo(lines.join('\n'), bytes - byteLength(title) - byteLength(end) - 1);
  return { ...rest, title, blocks: [{ kind: 'text', text: `${body}${end}`.replace(/^\n/u, '') }] };
}

function withoutButtons(block: Block): Block {
  if (block.kind !== 'checklist') return block;
  return { ...block, items: block.items.map(({ button: _, ...row }) => row) };
}
