/** What can be tapped below a message: a menu of at most ten, whose ids come back with the tap. Pure. https://developer.work.weixin.qq.com/document/path/94677#菜单消息 */
import { createHash } from 'node:crypto';
import type { Block, Card } from '../../src/platform/card.js';
import { pressable } from '../shared/card-lines.js';
import { cutBytes } from '../shared/cut-bytes.js';

const MOST_ITEMS = 10;
const MOST_LABEL_BYTES = 128;
const MOST_ID_BYTES = 64;
const MOST_URL_BYTES = 2048;
/** No button's value begins like this. */
const LONG = '~';
const FILE = 'file/';

export type MenuItem =
  | { readonly type: 'click'; readonly click: { readonly id: string; readonly content: string } }
  | { readonly type: 'view'; readonly view: { readonly url: string; readonly content: string } };

/** A value that is longer than an id may be, and the id it goes by. */
export interface Named {
  readonly id: string;
  readonly value: string;
}

export interface Choices {
  readonly items: readonly MenuItem[];
  readonly longer: readonly Named[];
  /** Labels that found no room: they can be said. */
  readonly left: readonly string[];
  /** What is tapped needs no line of its own. */
  readonly shown: readonly Block[];
}

export type Tapped =
  | { readonly kind: 'button'; readonly value: string }
  | { readonly kind: 'long'; readonly id: string }
  | { readonly kind: 'file'; readonly file: string };

export function choicesOf(card: Card): Choices {
  const buttons = pressable(card);
  const clicks = buttons.slice(0, MOST_ITEMS).map(({ text, value }) => click(text, idOf(value)));
  const beside = card.blocks.flatMap((block) => tappable(block).map((item) => ({ block, item })));
  const fitting = beside.slice(0, MOST_ITEMS - clicks.length);
  const whole = card.blocks.filter((block) => {
    const all = tappable(block).length;
    return all > 0 && all === fitting.filter((each) => each.block === block).length;
  });
  const kept = fitting.filter(({ block }) => whole.includes(block));
  return {
    items: [...clicks, ...kept.map(({ item }) => item)],
    longer: buttons.slice(0, MOST_ITEMS).flatMap(({ value }) => {
      const id = idOf(value);
      return id === value ? [] : [{ id, value }];
    }),
    left: buttons.slice(MOST_ITEMS).map(({ text }) => text),
    shown: whole,
  };
}

export function tappedIn(id: string): Tapped {
  if (id.startsWith(LONG)) return { kind: 'long', id };
  if (id.startsWith(FILE)) return { kind: 'file', file: id.slice(FILE.length) };
  return { kind: 'button', value: id };
}

/** Links are opened and files are sent by a tap. */
function tappable(block: Block): readonly MenuItem[] {
  if (block.kind === 'files') return block.files.map(({ id, name }) => click(`📎 ${name}`, `${FILE}${id}`));
  if (block.kind !== 'link' || Buffer.byteLength(block.url) > MOST_URL_BYTES) return [];
  return [{ type: 'view', view: { url: block.url, content: cutBytes(block.text, MOST_LABEL_BYTES) } }];
}

const click = (text: string, id: string): MenuItem => ({
  type: 'click',
  click: { id, content: cutBytes(text, MOST_LABEL_BYTES) },
});

function idOf(value: string): string {
  if (Buffer.byteLength(value) <= MOST_ID_BYTES) return value;
  return `${LONG}${createHash('sha256').update(value).digest('base64url')}`;
}
