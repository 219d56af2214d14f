/** The chat as it stands on the customer's screen, with what can be tapped. */
import { type Json, text } from '../api/call.js';
import type { Chat, Line } from './chat.js';
import { itemPart, menuItems } from './menu.js';

export interface SeenItem {
  readonly text: string;
  /** Comes back with the words when it is tapped. */
  readonly id?: string;
  /** The address that it leads to instead. */
  readonly url?: string;
}

export interface SeenLine {
  readonly messageId: string;
  /** `customer`, `account`, or a servicer's user id. */
  readonly from: string;
  readonly type: string;
  /** What is read; of a menu the words around its items. */
  readonly text: string;
  readonly items: readonly SeenItem[];
  readonly recalled: boolean;
}

export function screenOf({ lines }: Chat): SeenLine[] {
  return lines.map((line) => ({
    messageId: line.id,
    from: line.from,
    type: line.type,
    text: line.recalled ? '' : readable(line),
    items: line.recalled || line.type !== 'msgmenu' ? [] : itemsOf(line.content),
    recalled: line.recalled,
  }));
}

function itemsOf(menu: Json): SeenItem[] {
  return menuItems(menu)
    .filter(({ type }) => type !== 'text')
    .map((item) => {
      const { content, id, url } = itemPart(item);
      return {
        text: text(content),
        ...(item.type === 'click' && { id: text(id) }),
        ...(item.type === 'view' && { url: text(url) }),
      };
    });
}

function readable({ type, content }: Line): string {
  if (type === 'text') return text(content.content);
  if (type === 'link') return [content.title, content.desc].map(text).filter(Boolean).join('\n');
  if (type !== 'msgmenu') return `[${type}]`;
  const between = menuItems(content).filter((item) => item.type === 'text');
  const words = [
    content.head_content,
    ...between.map((item) => itemPart(item).content),
    content.tail_content,
  ];
  return words.map(text).filter(Boolean).join('\n');
}
