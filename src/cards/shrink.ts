/** A card within a number of bytes: long texts are cut, late rows dropped, buttons kept. */
import type { Block, Card, ChecklistRow } from '../platform/card.js';
import { byteLength, cutTo, ELLIPSIS } from './cut.js';
import { plainLines } from './plain.js';

/** What a card's words cost; each line ends with one byte. */
export function cardBytes(card: Card): number {
  const ticks = card.blocks.flatMap((block) => (block.kind === 'checklist' ? block.items : []));
  const buttons = [...card.buttons, ...ticks.flatMap(({ button }) => (button ? [button] : []))];
  return lineBytes([
    card.title,
    ...(card.tag === undefined ? [] : [card.tag]),
    ...card.blocks.flatMap(linesOf),
    ...buttons.map(({ text }) => text),
  ]);
}

/** The card itself when it fits. A quarter at most goes to the head, to the buttons and to rows that can be ticked. */
export function shrink(card: Card, bytes: number): Card {
  if (cardBytes(card) <= bytes) return card;
  const quarter = Math.floor(bytes / 4);
  const [title = '', tag] = within(card.tag === undefined ? [card.title] : [card.title, card.tag], quarter);
  const labels = within(
    card.buttons.map(({ text }) => text),
    quarter,
  );
  const buttons = card.buttons.map((button, index) => ({ ...button, text: labels[index] ?? '' }));
  const tickable = card.blocks.filter(canBeTicked);
  const rows = tickable.reduce((count, block) => count + block.items.length, 0);
  const ticked = new Map<Block, Block>(
    tickable.map((block) => [block, fitRows(block.items, Math.floor((quarter * block.items.length) / rows))]),
  );
  const fixed = { ...card, title, ...(tag === undefined ? {} : { tag }), buttons };
  const left = bytes - cardBytes({ ...fixed, blocks: [...ticked.values()] });
  return { ...fixed, blocks: fitBlocks(card.blocks, ticked, left) };
}

/** Blocks in order while there is room; those that can be ticked stay, whatever is cut before them. */
function fitBlocks(
  blocks: readonly Block[],
  kept: ReadonlyMap<Block, Block>,
  bytes: number,
): readonly Block[] {
  let left = bytes;
  const cutAt = blocks.findIndex((block) => {
    if (kept.has(block)) return false;
    left -= lineBytes(linesOf(block));
    return left < 0;
  });
  return blocks.flatMap((block, index) => {
    const stays = kept.get(block);
    if (stays) return [stays];
    if (cutAt === -1 || index < cutAt) return [block];
    return index > cutAt ? [] : shorter(block, left + lineBytes(linesOf(block)));
  });
}

/** As much of a block as fits, ended by '…'. */
function shorter(block: Block, bytes: number): readonly Block[] {
  const more: Block = { kind: 'text', text: ELLIPSIS };
  const room = bytes - lineBytes([ELLIPSIS]);
  if (room < 0) return [];
  if (block.kind === 'text') return [{ ...block, text: cutTo(block.text, bytes - 1) }];
  const count = linesOf(block).reduce(
    ({ rows, used }, line) => {
      const next = used + lineBytes([line]);
      return next <= room ? { rows: rows + 1, used: next } : { rows, used: Number.POSITIVE_INFINITY };
    },
    { rows: 0, used: 0 },
  ).rows;
  const part = firstRows(block, count);
  return part ? [part, more] : [more];
}

function firstRows(block: Block, count: number): Block | null {
  if (count === 0) return null;
  switch (block.kind) {
    case 'fields':
      return { ...block, fields: block.fields.slice(0, count) };
    case 'checklist':
      return { ...block, items: block.items.slice(0, count) };
    case 'progress':
      return { ...block, steps: block.steps.slice(0, count) };
    case 'files':
      return { ...block, files: block.files.slice(0, count) };
    case 'table':
      return { ...block, rows: block.rows.slice(0, count) };
    case 'bars':
      return { ...block, bars: block.bars.slice(0, count) };
    default:
      return null;
  }
}

type Checklist = Extract<Block, { kind: 'checklist' }>;

const canBeTicked = (block: Block): block is Checklist =>
  block.kind === 'checklist' && block.items.some(({ button }) => button !== undefined);

/** Who ticked is said only where there is room for all of it. */
function fitRows(items: readonly ChecklistRow[], bytes: number): Checklist {
  const each = Math.floor(bytes / items.length);
  return {
    kind: 'checklist',
    items: items.map(({ text, done, button }) => {
      const label = button ? cutTo(button.text, Math.floor(each / 3)) : '';
      // The mark before a row and its space cost four bytes, each of two lines one.
      const rest = each - 4 - 1 - (button ? byteLength(label) + 1 : 0);
      return {
        text: cutTo(text, Math.max(0, rest)),
        done,
        ...(button ? { button: { ...button, text: label } } : {}),
      };
    }),
  };
}

/** Texts in at most `bytes` together: each gets the same share when they do not fit as they are. */
function within(texts: readonly string[], bytes: number): readonly string[] {
  if (lineBytes(texts) <= bytes) return texts;
  const each = Math.floor(bytes / texts.length) - 1;
  return texts.map((text) => cutTo(text, Math.max(0, each)));
}

/** Chinese punctuation is the wider: what fits with it fits with any. */
const linesOf = (block: Block) => plainLines(block, 'zh-CN');

function lineBytes(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + byteLength(line) + 1, 0);
}
