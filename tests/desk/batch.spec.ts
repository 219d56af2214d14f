/** B15: one text to many customers. Each reads their own fields, once; nothing is sent that was not shown; it goes out at a pace. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Delivery } from '../../src/platform/adapter.js';
import type { Address } from '../../src/platform/address.js';
import { buttonValue } from '../../src/platform/button.js';
import type { Card } from '../../src/platform/card.js';
import type { InboundContent } from '../../src/platform/inbound.js';
import { type OpenDesk, openDesk, type Platform, platform } from '../support/desk.js';
import { buttonsOf, cardTexts } from '../support/seen.js';
import { inDatabase } from '../support/store.js';

const HOUR = 3_600_000;
const REACH = { file: 'desk.yaml', from: /^ {2}progress: .*$/mu, to: '  progress: [wechat-kf]' };
const FORM = buttonValue({ action: 'broadcast', ticketId: 0, version: 0 });
const TEXT = '{姓名}您好，{company}（{等级}）的代码 {credit_code} 要年检了';

let kf: Platform;
let web: Platform;
let open: OpenDesk;
let heard: Delivery[];
let shown: Card[];
let answered = '';
let events = 0;

beforeEach(async () => {
  [kf, web] = [platform('wechat-kf', { byAllowance: true }), platform('web')];
  [heard, shown] = [[], []];
  kf.answer = (delivery) => void heard.push(delivery);
  web.answer = ({ card }) => void shown.push(card);
  open = await openDesk([kf, web], {}, [REACH]);
});
afterEach(() => open.close());

/** Key accounts `from` to `to`, each with one person who writes to us in WeChat. */
async function customers(from: number, to: number, messages = 5): Promise<void> {
  await inDatabase(open.databaseUrl, async (client) => {
    const all = `generate_series(${from}, ${to}) AS n`;
    await client.query(`INSERT INTO customer (id, kind, name, tier, stage, fields, dates)
      SELECT 'C-' || n, 'company', '公司' || n, 'vip', 'served', jsonb_build_object('credit_code', 'X' || n), '{}' FROM ${all}`);
    await client.query(`INSERT INTO requester (id, name, locale, address, customer_id, created_at)
      SELECT 'r' || n, '客户' || n, 'zh-CN', 'wechat-kf:desk:wm_' || n, 'C-' || n, now() FROM ${all}`);
    await client.query(
      `INSERT INTO identity (platform, account, requester_id) SELECT 'wechat-kf', 'wm_' || n, 'r' || n FROM ${all}`,
    );
  });
  const at = open.store.clock.now();
  if (messages === 0) return;
  for (let n = from; n <= to; n++) {
    const address = `wechat-kf:desk:wm_${n}` as Address;
    await open.store.allowances.give({ address, key: 'chat', messages, at, until: at + 48 * HOUR }, at);
  }
}

async function does(account: string, content: InboundContent): Promise<void> {
  events += 1;
  const reply = await open.desk.receive({
    ...{ platform: 'web', eventId: `e${events}`, sender: { account }, private: true, content },
    address: `web:desk:${account}` as Address,
  });
  await open.desk.idle();
  answered = JSON.stringify(reply);
}
const broadcasts = (account: string, meant: string, text: string) =>
  does(account, { kind: 'form', form: FORM, input: { meant, text } });
const says = (account: string, text: string) => does(account, { kind: 'text', text });
async function taps(name: string): Promise<void> {
  const button = shown.flatMap(buttonsOf).findLast(({ text }) => text.includes(name));
  if (!button) throw new Error(`expected a button ${name}, got ${shown.map(({ title }) => title).join()}`);
  return does('chen', { kind: 'button', value: button.value });
}
/** What a member hears last, in the chat or as an answer to the press. */
const lastShown = () =>
  [answered, ...shown.slice(-2).flatMap((card) => [card.title, ...cardTexts(card)])].join('\n');

async function passes(ms: number): Promise<void> {
  await open.store.clock.advance(ms);
  await open.store.outbox.release(open.store.clock.now());
  open.desk.house.onSaved({ commands: [] });
  await open.desk.idle();
}
const readBy = ({ card }: Delivery) =>
  card.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join();

test('B15: a hundred customers each read their own fields, once, ten a second at most, nobody in quiet hours or opted out', async () => {
  await customers(1, 102);
  await inDatabase(open.databaseUrl, async (client) => {
    await client.query(`UPDATE identity SET opted_out_at = now() WHERE account = 'wm_101'`);
    await client.query(`UPDATE requester SET address = NULL WHERE id = 'r102'`);
    await client.query(`DELETE FROM identity WHERE account = 'wm_102'`);
    const quiet = JSON.stringify({ from: '22:00', to: '12:00', weekends: false });
    await client.query(`UPDATE requester SET quiet = $1 WHERE id = 'r7'`, [quiet]);
  });
  await broadcasts('chen', '重点客户；服务中', TEXT);
  expect(lastShown()).toContain('群发给 100 人');
  expect(lastShown()).toContain('客户1 会看到：客户1您好，公司1（重点客户）的代码 X1 要年检了');
  expect(lastShown()).toMatch(/不想再收通知，不发（1 人）：客户101/u);
  expect(lastShown()).toMatch(/没有能通知到的地方，不发（1 人）：客户102/u);

  // Pressed twice at once, and once more: it is one batch.
  const pressedAt = open.store.clock.now();
  await Promise.all([taps('发给 100 人'), taps('发给 100 人')]);
  await taps('发给 100 人');
  expect(lastShown()).toContain('已经确认过了');
  await passes(59_000);
  expect(heard).toEqual([]);
  for (let second = 0; second < 12; second++) {
    await passes(1_000);
    const going = open.store.clock.now() - pressedAt - 60_000;
    expect(heard.length).toBeLessThanOrEqual(10 * (Math.floor(going / 1_000) + 1));
  }
  expect(heard).toHaveLength(99);
  await passes(2 * HOUR);
  expect(new Set(heard.map(({ address }) => address)).size).toBe(100);
  expect(heard).toHaveLength(100);
  for (const delivery of heard) {
    const n = delivery.address.split('_').at(-1);
    expect(readBy(delivery)).toBe(`客户${n}您好，公司${n}（重点客户）的代码 X${n} 要年检了`);
  }
  await says('chen', '群发结果');
  expect(lastShown()).toContain('群发结果：共 100 条');
  expect(lastShown()).toMatch(/已发出.*100/su);
  // The history of the desk says who did it, and to whom; not in which words.
  const [deed] = await open.store.deeds.history(1, 'batchSent');
  expect(deed).toMatchObject({
    by: 'member:chen',
    deed: { recipients: expect.arrayContaining(['r1', 'r100']) },
  });
}, 120_000);

test('B15: a text that somebody would read with a gap, or with a personal field, is sent to nobody', async () => {
  await customers(1, 3);
  await inDatabase(open.databaseUrl, (client) =>
    client.query(`UPDATE customer SET fields = '{}' WHERE id = 'C-2'`),
  );
  for (const [meant, text, said] of [
    ['重点客户', TEXT, /1 位客户缺资料，一条也没发：客户2缺统一社会信用代码/u],
    ['重点客户', '{姓名} {财务电话}', /「财务电话」是个人信息/u],
    ['重点客户', '{compny}您好', /不认识「compny」，可以写 \{company\}/u],
    ['重点客互', '您好', /没有叫「重点客互」的等级、阶段或字段/u],
    ['财务电话=138', '您好', /没有叫「财务电话=138」/u],
    ['', '', /群发通知/u],
  ] as const) {
    await broadcasts('chen', meant, text);
    expect(lastShown()).toMatch(said);
  }
  await broadcasts('lin', '全部', '您好');
  expect(answered).toContain('这里只给管理班组的人看');
  expect(await open.store.batches.sent(9)).toEqual([]);
  expect(shown.flatMap(buttonsOf).filter(({ text }) => text.startsWith('发给'))).toEqual([]);
  // Once somebody is no longer as they were shown, it is shown again instead of sent.
  await broadcasts('chen', '等级=重点客户', '{公司}您好');
  await inDatabase(open.databaseUrl, (client) =>
    client.query(`UPDATE customer SET name = '新名字' WHERE id = 'C-3'`),
  );
  await taps('发给 3 人');
  expect(lastShown()).toContain('客户资料变了');
  expect(lastShown()).toContain('新名字您好');
  await taps('不发');
  expect(await open.store.batches.sent(9)).toEqual([]);
});

test('B15: what has not gone out is taken back, and the result says so; where nothing may be sent nothing is', async () => {
  await customers(1, 12);
  await customers(91, 92, 0);
  await broadcasts('chen', '全部', '{姓名}您好');
  await taps('发给 14 人');
  await passes(60_000);
  expect(heard).toHaveLength(10);
  await says('chen', '撤回群发');
  expect(lastShown()).toContain('还没发出的都撤回了');
  await passes(HOUR);
  expect(heard).toHaveLength(10);
  await says('chen', '群发结果');
  expect(lastShown()).toMatch(/已发出.*10.*已撤回.*4/su);
  await says('chen', '撤回群发');
  expect(lastShown()).toContain('撤不回了');

  await broadcasts('chen', '全部', '{姓名}再见');
  await taps('发给 14 人');
  await passes(70_000);
  await passes(49 * HOUR);
  expect(heard.map(({ address }) => address)).not.toContain('wechat-kf:desk:wm_91');
  await says('chen', '群发结果');
  expect(lastShown()).toMatch(/没发到（2 人）：客户91、客户92/u);
});
