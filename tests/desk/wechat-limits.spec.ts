/** Customers in WeChat on real tickets, with every limit on and one thing going wrong at a time: how each notice ends, with counts. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { until } from '../scheduler/until.js';
import { type Figures, figuresOf, printed } from '../support/channel-figures.js';
import {
  type Account,
  type CustomerChannels,
  NOTICE,
  openCustomerChannels,
} from '../support/customer-channels.js';
import { logIn } from '../support/logged-in.js';
import { sit } from '../support/page-person.js';
import { actsIn, type Does } from '../support/through.js';

jest.setTimeout(120_000);

const HOUR = 3_600_000;
const WITHIN_MS = 30_000;
const NUMBER = '13800138000';
const MAILBOX = 'zhang@customer.example';
/** The clock was moved past a token's two hours, or past a doorbell's ten minutes. */
const LEARNT = ['42001', '95007'];

let channels: CustomerChannels;
let does: Does;
beforeEach(async () => {
  channels = await openCustomerChannels();
  does = actsIn({ troika: channels.troika, settled: channels.quiet });
});
afterEach(() => channels.close());

/** A customer on one platform, whom the others know, too. */
interface Customer {
  readonly account: Account;
  says(text: string): Promise<void>;
  /** What the desk said to them there, oldest first. */
  heard(): readonly string[];
}

function inWechat(): Customer & { taps(item: string): Promise<void> } {
  const client = channels.wecom.kf.addCustomer({ nickname: '张三' });
  const heardByDesk = async () => {
    const written = client.sees().filter(({ from }) => from === 'customer');
    const eventId = { in: written.map(({ messageId }) => messageId) };
    const { inbox } = channels.troika.store.prisma;
    // The doorbell is acknowledged before anything is fetched.
    await until(async () => (await inbox.count({ where: { eventId } })) === written.length, WITHIN_MS);
    await channels.quiet();
  };
  return {
    account: { platform: 'wechat-kf', account: client.customer.externalUserId },
    async says(text) {
      await channels.passes(1_000);
      await client.says(text);
      await heardByDesk();
    },
    async taps(item) {
      await channels.passes(1_000);
      const line = client.sees().findLast(({ items }) => items.some((each) => each.text === item));
      await client.taps(line?.messageId ?? '', item);
      await heardByDesk();
    },
    heard: () => client.sees().flatMap(({ from, text }) => (from === 'account' ? [text] : [])),
  };
}

function atTheAccount() {
  const client = channels.oa.addPerson({ name: '张三' });
  const customer: Customer = {
    account: { platform: 'wechat-oa', account: client.follower.openId },
    async says(text) {
      await channels.passes(1_000);
      await client.says(text);
      await channels.quiet();
    },
    heard: () => client.sees().flatMap(({ from, text }) => (from === 'account' ? [text] : [])),
  };
  return { ...customer, client };
}

/** The number of the ticket that this opens. `begun`: what they say first. */
async function reports(customer: Customer, problem: string, begun = '报修'): Promise<number> {
  const { prisma } = channels.troika.store;
  const before = await prisma.ticket.count();
  for (const words of [begun, problem, '三楼', '完全无法工作']) await customer.says(words);
  expect(await prisma.ticket.count()).toBe(before + 1);
  return before + 1;
}

const stateOf = async (ticket: number) =>
  (await channels.troika.store.tickets.ticket(ticket))?.ticket.category;

const begins = async (ticket: number) => {
  await does('li', 'claim', ticket);
  await does('li', 'advance', ticket, { transition: 'start' });
};
const resolves = (ticket: number) =>
  does('li', 'advance', ticket, {
    ...{ transition: 'resolve', solution: '换了硒鼓', late_reason: '配件缺货' },
  });
/** Prints and gives what came of everything, which is never lost; `refused` leaves out what the desk learns by being told. */
async function figures(what: string): Promise<Pick<Figures, 'ended' | 'twice' | 'refused'>> {
  await channels.quiet();
  const { lost, ...all } = await figuresOf(channels);
  printed(what, { lost, ...all });
  expect(lost).toBe(0);
  const refused = Object.entries(all.refused).filter(([code]) => !LEARNT.includes(code));
  return { ended: all.ended, twice: all.twice, refused: Object.fromEntries(refused) };
}

/** Zhang has a ticket that is worked on, and then says nothing for two days: WeChat's customer service is shut. */
async function silentFor(customer: Customer, ...others: readonly Account[]): Promise<number> {
  const ticket = await reports(customer, '打印机卡纸');
  await begins(ticket);
  for (const other of others) await channels.joins(customer.account, other);
  await channels.passes(49 * HOUR);
  await channels.quiet();
  return ticket;
}

const phone: Account = { platform: 'sms', account: NUMBER };
const mailbox: Account = { platform: 'mail', account: MAILBOX };

/** Staff. */
async function atThePage(account: string, name: string) {
  const { troika } = channels;
  return sit(troika.url, await logIn(troika, account), account, name);
}

test('F6: news leaves the fifth message for 「已解决，请确认」, and the sixth is a text message', async () => {
  const zhang = inWechat();
  const sms = channels.sms.phone(NUMBER);
  const first = await reports(zhang, '打印机卡纸');
  await zhang.says('报修');
  const second = await reports(zhang, '网络断了', '仍要新建');
  await channels.joins(zhang.account, phone);
  const answered = zhang.heard().length;
  await begins(second);
  await begins(first);
  // Their last word allowed five; the card of the ticket was the first.
  expect(zhang.heard()).toHaveLength(answered + 3);
  expect((await figuresOf(channels)).ended).toMatchObject({ held: 1 });
  await resolves(first);
  expect(zhang.heard()).toHaveLength(answered + 4);
  expect(zhang.heard().at(-1)).toMatch(/已开始处理.*已解决.*请点按钮确认/su);
  await resolves(second);
  expect(zhang.heard()).toHaveLength(answered + 4);
  expect(sms.sees()).toHaveLength(1);
  const ended = { 'wechat-kf': 7, sms: 1 };
  expect(await figures('the sixth message')).toEqual({ ended, twice: 0, refused: {} });
  await zhang.taps('确认并关闭');
  expect(await stateOf(first)).toBe('closed');
});

test('F6: 48 hours passed: a consent given at the Official Account carries the question', async () => {
  const zhang = inWechat();
  const { client, account } = atTheAccount();
  const ticket = await silentFor(zhang, account);
  await client.agrees(NOTICE);
  await resolves(ticket);
  await until(async () => (await figuresOf(channels)).ended['wechat-oa'] === 1, WITHIN_MS);
  expect(client.sees().map(({ text }) => text)).toEqual([expect.stringContaining('已解决')]);
  const ended = { 'wechat-kf': 3, 'wechat-oa': 1 };
  expect(await figures('48 hours passed')).toEqual({ ended, twice: 0, refused: {} });
});

test('F6: a refused consent is not tried, and a notice that they do not want goes on as a text message', async () => {
  const zhang = inWechat();
  const { client, account } = atTheAccount();
  const sms = channels.sms.phone(NUMBER);
  const ticket = await silentFor(zhang, account, phone);
  await client.declines(NOTICE);
  await resolves(ticket);
  expect(sms.sees()).toHaveLength(1);
  expect(channels.oa.counts().requests['message/subscribe/bizsend']).toBeUndefined();

  await channels.passes(60_000);
  const again = await silentFor(zhang);
  await client.agrees(NOTICE);
  client.blocks();
  await resolves(again);
  await until(() => sms.sees().length === 2, WITHIN_MS);
  expect(client.sees()).toEqual([]);
  const ended = { 'wechat-kf': 6, sms: 2 };
  expect(await figures('a refused consent')).toEqual({ ended, twice: 0, refused: {} });
});

test('E4: a refusal of the text inside HTTP 200 goes on by mail; where there is none, whoever has the ticket is told', async () => {
  const zhang = inWechat();
  channels.sms.phone(NUMBER);
  const code = 'FailedOperation.PhoneNumberInBlacklist';
  channels.sms.world.faults.switchOn({ kind: code, times: 2 });
  const ticket = await silentFor(zhang, phone);
  await resolves(ticket);
  const li = await atThePage('li', '李强');
  await li.sees({ title: `#${ticket}`, text: '请打电话联系' });
  const first = { 'wechat-kf': 3, staff: 1 };
  expect(await figures('a text refused inside HTTP 200, and no mail')).toMatchObject({ ended: first });

  const { mails } = channels.mail.mailbox(MAILBOX);
  const again = await silentFor(zhang, mailbox);
  await resolves(again);
  expect(mails).toHaveLength(1);
  const ended = { 'wechat-kf': 6, staff: 1, mail: 1 };
  const counted = { ended, twice: 0, refused: { [code]: 2 } };
  expect(await figures('a text refused inside HTTP 200')).toEqual(counted);
});

test('a token that is over in the middle, and every callback twice: each word is answered once, in both chats', async () => {
  const { wecom, oa } = channels;
  const [zhang, wang] = [inWechat(), atTheAccount()];
  for (const { world } of [wecom, oa]) world.faults.switchOn({ kind: 'duplicate', chance: 1 });
  for (const on of ['kf/send_msg', 'kf/sync_msg'])
    wecom.world.faults.switchOn({ kind: '42001', on, times: 3 });
  oa.world.faults.switchOn({ kind: '42001', on: 'message/custom/send', times: 3 });
  const tickets = [await reports(zhang, '打印机卡纸'), await reports(wang, '网络断了')];
  for (const ticket of tickets) {
    await begins(ticket);
    await resolves(ticket);
  }
  expect(wecom.counts().faults).toMatchObject({ '42001': 6, duplicate: 4 });
  expect(oa.counts().faults).toMatchObject({ '42001': 3, duplicate: 4 });
  for (const { heard } of [zhang, wang]) expect(heard()).toHaveLength(3 + 4);
  const ended = { 'wechat-kf': 4, 'wechat-oa': 4 };
  const counted = { ended, twice: 0, refused: {} };
  expect(await figures('tokens over, callbacks twice')).toEqual(counted);
});

test('one in doubt is shown to whoever has the ticket, and goes out again by one tap of theirs alone', async () => {
  const zhang = inWechat();
  const sms = channels.sms.phone(NUMBER);
  const ticket = await silentFor(zhang, phone);
  channels.sms.world.faults.switchOn({ kind: 'reset', on: 'SendSms' });
  await resolves(ticket);
  expect(await figures('cut off')).toMatchObject({ ended: { 'wechat-kf': 3, 'in doubt': 1 } });
  const li = await atThePage('li', '李强');
  await channels.passes(HOUR);
  await li.taps('重发（短信）', { title: `#${ticket}`, text: '不确定是否送达' });
  // It had come the first time, too; nobody could know.
  await until(() => sms.sees().length === 2, WITHIN_MS);
  const ended = { 'wechat-kf': 3, sms: 1 };
  expect(await figures('cut off, and sent again by a tap')).toEqual({ ended, twice: 1, refused: {} });
});
