/** How a card reads to a customer in WeChat. */
import { describe, expect, test } from '@jest/globals';
import { renderMessage } from '../../../adapters/wechat-kf/render.js';
import type { Card } from '../../../src/platform/card.js';
import { plainCard, ticketCard } from '../wecom/cards.js';

const button = (text: string, value: string, disabledReason?: string) => ({
  ...{ text, value, style: 'plain' as const },
  ...(disabledReason === undefined ? {} : { disabledReason }),
});
const menuOf = (card: Card) => {
  const { message } = renderMessage(card);
  if (message.msgtype !== 'msgmenu') throw new Error('expected a menu');
  return message.msgmenu;
};

test('nothing to tap: a text, title first', () => {
  expect(renderMessage(plainCard('好了'))).toEqual({
    message: { msgtype: 'text', text: { content: '✅ 好了\n正文' } },
    longer: [],
  });
});

test('something to tap: a menu below the lines, and what cannot be tapped yet says why', () => {
  const card = {
    ...ticketCard('办理中'),
    buttons: [button('确认并关闭', 'close:7:1'), button('重新打开', 'reopen:7:1', '还没有办完')],
  };
  expect(menuOf(card)).toEqual({
    head_content: '#7 三楼打印机卡纸 · 办理中\n处理人：李强\n🔒 重新打开：还没有办完',
    list: [{ type: 'click', click: { id: 'close:7:1', content: '确认并关闭' } }],
  });
});

test('links are opened and files are asked for in the menu, after the buttons', () => {
  const card: Card = {
    ...ticketCard('新建'),
    blocks: [
      { kind: 'link', text: '怎样准备材料', url: 'https://desk.example/a' },
      { kind: 'files', files: [{ id: 'f1', name: '执照.pdf', size: 4 }] },
    ],
  };
  expect(menuOf(card)).toEqual({
    head_content: '#7 三楼打印机卡纸 · 新建',
    list: [
      { type: 'click', click: { id: 'claim:7:1', content: '接单' } },
      { type: 'view', view: { url: 'https://desk.example/a', content: '怎样准备材料' } },
      { type: 'click', click: { id: 'file/f1', content: '📎 执照.pdf' } },
    ],
  });
});

test('more than ten: the others can be said', () => {
  const buttons = Array.from({ length: 13 }, (_, n) => button(`第 ${n + 1} 项`, `pick:0:0:${n}`));
  const { list, head_content: head } = menuOf({ ...plainCard('请选择'), buttons });
  expect(list).toHaveLength(10);
  expect(head).toContain('也可以直接回复：第 11 项、第 12 项、第 13 项');
});

describe('within the bounds of WeChat', () => {
  test.each([600, 1_000, 2_000, 5_000])('a text of %i characters, with and without a menu', (length) => {
    const text = Array.from(
      { length: length / 20 },
      (_, n) => `第${String(n).padStart(4, '0')}句话说了很多很多很多。`,
    ).join('');
    const card: Card = { ...ticketCard('办理中'), blocks: [{ kind: 'text', text }] };
    const { head_content: head, tail_content: tail = '' } = menuOf(card);
    expect(Buffer.byteLength(head)).toBeLessThanOrEqual(1024);
    expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(1024);
    expect(head).toMatch(/。$/u);
    if (length === 600) expect((head + tail).replace(/^.*\n/u, '')).toBe(text);
    const plain = renderMessage({ ...card, buttons: [] }).message;
    expect(plain.msgtype === 'text' && Buffer.byteLength(plain.text.content)).toBeLessThanOrEqual(2048);
  });

  test('a long label is cut, a long value goes by another name', () => {
    const value = `choose:7:1:${'选'.repeat(40)}`;
    const card = { ...ticketCard('新建'), buttons: [button('很'.repeat(80), value)] };
    const { longer } = renderMessage(card);
    const [item] = menuOf(card).list;
    if (item?.type !== 'click') throw new Error('expected a click');
    expect(Buffer.byteLength(item.click.content)).toBeLessThanOrEqual(128);
    expect(Buffer.byteLength(item.click.id)).toBeLessThanOrEqual(64);
    expect(longer).toEqual([{ id: item.click.id, value }]);
  });
});

test('what looks like a link of ours stays words', () => {
  const { message } = renderMessage(plainCard('<a href="http://evil.example">点这里</a>'));
  expect(JSON.stringify(message)).toContain('＜a href');
});
