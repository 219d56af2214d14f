/** What people do in Feishu and see of it: taps, forms, files, names, threads, the menu. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Address, addressOf } from '../../../src/platform/address.js';
import type { Card } from '../../../src/platform/card.js';
import type { Reply } from '../../../src/platform/reply.js';
import type { Seen } from '../../emulators/feishu/human/seeing.js';
import { TRANSPORTS } from '../../support/feishu-house.js';
import { CARD, FORM } from './cards.js';
import { type FeishuDesk, openFeishuDesk } from './desk.js';

let desk: FeishuDesk;
afterEach(() => desk.stop());

describe.each(TRANSPORTS)('people by %s', (transport) => {
  beforeEach(async () => {
    desk = await openFeishuDesk(transport);
  });

  const shown = () => desk.wang.sees(desk.wang.direct).at(-1) as Seen;
  const send = (card: Partial<Card>, address: Address = desk.address) =>
    desk.adapter.send({ key: randomUUID(), address, card: { ...CARD, ...card } });
  const answers = (reply: Reply) => {
    desk.house.answer = async () => reply;
  };

  test('tap a card and see a line and the card as it is now', async () => {
    await send({});
    answers({ toast: { tone: 'good', text: '已接单' }, card: { ...CARD, title: '#1 处理中' } });
    const tapped = await desk.wang.taps(shown().messageId, '接单');
    expect(tapped).toEqual({ toast: { type: 'success', content: '已接单' }, changed: true });
    expect(desk.titles()).toEqual(['#1 处理中']);
    expect(desk.house.received).toMatchObject([
      { private: true, address: desk.address, content: { kind: 'button', value: 'claim:1:1' } },
    ]);
  });

  test('tap while the desk is slow and see no error', async () => {
    await send({});
    desk.house.answer = async () => null;
    expect(await desk.wang.taps(shown().messageId, '接单')).toEqual({ changed: false });
  });

  test('get a form of their own, are told what is wrong in it, and see it closed once it is taken', async () => {
    const group = desk.emulator.addGroup({ name: '注册组', members: ['ou_wang'] });
    const inGroup = addressOf('feishu', desk.emulator.app.appId, group);
    await send({}, inGroup);
    answers({ form: FORM });
    const [card] = desk.wang.sees(group);
    const tapped = await desk.wang.taps(card?.messageId ?? '', '接单');
    expect(tapped.toast?.content).toMatch(/单聊/u);
    expect(desk.titles(group)).toEqual(['#1 待受理']);
    const { messageId } = shown();
    answers({ fieldErrors: { why: '请说明原因' } });
    const values = { to: 'lin', on: '2026-12-01', why: '忙' };
    const wrong = await desk.wang.fills(messageId, 'form', values);
    expect(wrong).toMatchObject({ changed: true, toast: { type: 'error', content: '请说明原因' } });
    expect(shown().text).toContain('请说明原因');
    expect(shown().forms[0]?.fields.map(({ value }) => value)).toEqual(['lin', '2026-12-01', '忙']);
    answers({ toast: { tone: 'good', text: '已转派' } });
    await desk.wang.fills(messageId, 'form', { why: '休假' });
    expect(shown()).toMatchObject({ buttons: [], forms: [] });
    expect(shown().text).toContain('林晓');
    expect(desk.house.received.map(({ content, address }) => [content.kind, address])).toEqual([
      ['button', inGroup],
      ['form', desk.address],
      ['form', desk.address],
    ]);
    expect(desk.house.received.at(-1)?.content).toEqual({
      ...{ kind: 'form', form: FORM.id },
      input: { to: 'lin', on: '2026-12-01', why: '休假' },
    });
  });

  test('are told when their form could not be sent', async () => {
    const group = desk.emulator.addGroup({ name: '注册组', members: ['ou_wang'] });
    await send({}, addressOf('feishu', desk.emulator.app.appId, group));
    answers({ form: FORM });
    desk.emulator.world.faults.switchOn({ kind: '5xx', on: 'im.message', times: 9 });
    const tapped = await desk.wang.taps(desk.wang.sees(group)[0]?.messageId ?? '', '接单');
    expect(tapped.toast?.type).toBe('error');
  });

  test('tap the name of a file and get it alone with the bot, also from a group; one that is not theirs they do not', async () => {
    const bytes = Buffer.from('%PDF-1.4 scan');
    const kept = await desk.house.context.files.put({ name: '证件.pdf', bytes, personal: true });
    const { id = '' } = kept as { id?: string };
    const group = desk.emulator.addGroup({ name: '注册组', members: ['ou_wang'] });
    const blocks = [
      { kind: 'files' as const, files: [{ id, name: '证件.pdf', size: bytes.length }] },
      { kind: 'files' as const, files: [{ id: 'gone', name: '没了.pdf', size: 1 }] },
    ];
    await send({ blocks }, addressOf('feishu', desk.emulator.app.appId, group));
    const { messageId } = desk.wang.sees(group)[0] as Seen;
    const got = await desk.wang.taps(messageId, '📎 证件.pdf · 13 B');
    expect(got.toast?.content).toMatch(/单聊/u);
    expect(shown()).toMatchObject({ type: 'file', from: 'bot' });
    const { world } = desk.emulator;
    expect([...world.media.values()].some((media) => bytes.equals(media.bytes))).toBe(true);
    const refused = await desk.wang.taps(messageId, '📎 没了.pdf · 1 B');
    expect(refused.toast?.type).toBe('warning');
    expect(desk.wang.sees(desk.wang.direct)).toHaveLength(1);
    // The desk is asked for nothing: the house alone says who may see a file.
    expect(desk.house.received).toEqual([]);
  });

  test('send pictures and files, which are fetched into the house', async () => {
    const files = [
      { name: '图.png', bytes: Buffer.from('png bytes') },
      { name: '合同.json', bytes: Buffer.from('{"code":1}'), kind: 'file' as const },
    ];
    await desk.wang.says(desk.wang.direct, '', { files });
    expect(desk.house.received.map(({ content }) => content)).toMatchObject([
      { kind: 'files', files: [{ name: 'image', size: 9 }] },
      { kind: 'files', files: [{ name: '合同.json', size: 10 }] },
    ]);
  });

  test('send a file that cannot be kept, and the desk is told to say so', async () => {
    const empty = { name: '空.pdf', bytes: Buffer.alloc(0), kind: 'file' as const };
    await desk.wang.says(desk.wang.direct, '', { files: [empty] });
    expect(desk.house.received).toMatchObject([
      { private: true, content: { kind: 'lost_file', file: { name: '空.pdf', why: 'file_empty' } } },
    ]);
  });

  test('are called by their name once, and spoken to in the thread they spoke in', async () => {
    await desk.wang.says(desk.wang.direct, '你好');
    await desk.wang.says(desk.wang.direct, '在吗');
    expect(desk.house.received).toMatchObject([{ sender: { name: '王芳' } }, { sender: { name: '王芳' } }]);
    expect(desk.emulator.counts().requests['contact.user.get']).toBe(1);
    const group = desk.emulator.addGroup({ name: '注册组', members: ['ou_wang'] });
    const [root] = await desk.wang.says(group, '卡纸了', { mentions: ['bot'] });
    await send(
      { title: '在话题里' },
      addressOf('feishu', desk.emulator.app.appId, group, root?.messageId ?? ''),
    );
    await desk.wang.says(group, '谢谢', { mentions: ['bot'], replyTo: root?.messageId ?? '' });
    expect(desk.wang.sees(group)[1]).toMatchObject({ replyTo: root?.messageId });
    expect(desk.house.received.at(-1)).toMatchObject({
      ...{ private: false, content: { text: '@bot 谢谢' } },
      address: addressOf('feishu', desk.emulator.app.appId, group, root?.messageId ?? ''),
    });
  });

  test('open the chat, use the menu, and add the bot to a group', async () => {
    await desk.wang.opens();
    await desk.wang.opens();
    await desk.wang.choosesMenu('mine');
    await desk.emulator.company.addsBot(desk.emulator.addGroup({ name: '税务组', members: ['ou_wang'] }));
    expect(desk.house.received.map(({ content }) => content)).toEqual([
      { kind: 'opened' },
      { kind: 'text', text: 'mine' },
    ]);
  });
});
