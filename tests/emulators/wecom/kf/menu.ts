/** The bounds of a menu, the only buttons that a customer in WeChat gets. https://developer.work.weixin.qq.com/document/path/94677 */
import { isJson, type Json, text } from '../api/call.js';
import { type Refusal, refuse } from '../refusal.js';

const MOST_ITEMS = 10;
const MOST_WORDS = 1024;

/** By type of item: each field with its most bytes; all must be there. */
const ITEMS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  click: { id: 64, content: 128 },
  view: { url: 2048, content: 1024 },
  miniprogram: { appid: 32, pagepath: 1024, content: 1024 },
  text: { content: 256 },
};

export function menuRefused(menu: Json): Refusal | undefined {
  for (const name of ['head_content', 'tail_content'])
    if (Buffer.byteLength(text(menu[name])) > MOST_WORDS) return refuse(40058, `msgmenu.${name}`);
  const items = menuItems(menu);
  if (items.length === 0 && text(menu.head_content) === '') return refuse(40058, 'msgmenu says nothing');
  if (items.length > MOST_ITEMS) return refuse(95008);
  for (const item of items) {
    const refusal = itemRefused(item);
    if (refusal) return refusal;
  }
  return undefined;
}

export function menuItems(menu: Json): Json[] {
  return Array.isArray(menu.list) ? menu.list.filter(isJson) : [];
}

/** The part of an item that is named as its type. */
export function itemPart(item: Json): Json {
  const part = item[text(item.type)];
  return isJson(part) ? part : {};
}

function itemRefused(item: Json): Refusal | undefined {
  const type = text(item.type);
  const fields = Object.hasOwn(ITEMS, type) ? ITEMS[type] : undefined;
  if (!fields) return refuse(95009, type || 'none');
  const part = itemPart(item);
  const wrong = Object.entries(fields).find(([name, most]) => {
    const bytes = Buffer.byteLength(text(part[name]));
    return bytes < 1 || bytes > most;
  });
  return wrong && refuse(40058, `msgmenu.list.${type}.${wrong[0]}`);
}
