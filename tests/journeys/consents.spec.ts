/** Customers at an Official Account are asked for consents while they may be written to, and told by them when they may not. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Address } from '../../src/platform/address.js';
import type { Card } from '../../src/platform/card.js';
import { SmsEmulator } from '../emulators/sms/emulator.js';
import { WechatOaEmulator } from '../emulators/wechat-oa/emulator.js';
import type { Hands } from '../emulators/wechat-oa/human/hands.js';
import { contentFolder } from '../support/content.js';
import { JPEG } from '../support/files.js';
import { stageOn } from '../support/journey.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { describeCard } from '../support/seen.js';
import { smsVariables } from '../support/sms-variables.js';
import { inDatabase } from '../support/store.js';
import { actsIn } from '../support/through.js';
import { openTroika, START, settled, type TestTroika } from '../support/troika.js';
import { wechatOaVariables } from '../support/wechat-oa-house.js';

jest.setTimeout(180_000);

const HOUR = 3_600_000;
const PHONE = '13800138000';
const NEWS = 'newsTemplate0123456789';
const PAYING = 'payingTemplate0123456789';
const REACH = {
  file: 'desk.yaml',
  from: /^reach:\n {2}progress: .*\n {2}asked: .*\n/mu,
  to: `reach:
  progress: [wechat-oa, sms]
  asked: [wechat-oa, sms]
  templates:
    wechat-oa:
      default: { id: ${NEWS}, values: { thing1: "{title}", phrase2: "{state}" } }
      unpaid:
        id: ${PAYING}
        name: { zh-CN: 付款提醒, en: what is to be paid }
        values: { thing1: "{title}" }
    sms:
      default: { id: "1001", values: { "1": "{state}" } }
`,
};

let wechat: WechatOaEmulator;
let sms: SmsEmulator;
let database: FreshDatabase;
let troika: TestTroika;
let content: Awaited<ReturnType<typeof contentFolder>>;
let zhang: Hands;
let phone: ReturnType<SmsEmulator['phone']>;

beforeEach(async () => {
  const origin = Date.parse(`${START}+08:00`);
  [wechat, sms] = [await WechatOaEmulator.start({ origin }), await SmsEmulator.start({ origin })];
  const fields = ['thing1', 'phrase2'];
  wechat.addTemplate({ id: NEWS, title: '办理进度', kind: 'notice', fields });
  wechat.addTemplate({ id: PAYING, title: '付款提醒', kind: 'notice', fields: ['thing1'] });
  phone = sms.phone(PHONE);
  sms.addTemplate({ id: '1001', content: '您的工单有新进展：{1}' });
  zhang = wechat.addPerson({ name: '张老板' });
  content = await contentFolder([REACH]);
  database = await freshDatabase('consents');
  const environment = { ...wechatOaVariables(wechat), ...smsVariables(sms), TROIKA_CONTENT: content.folder };
  troika = await openTroika({ databaseUrl: database.url, environment });
  await wechat.listensAt(`${troika.url}/wechat/oa`);
  await orders('杭州青禾科技有限公司');
  await inDatabase(database.url, (client) => client.query(`UPDATE requester SET phone = '${PHONE}'`));
});
afterEach(async () => {
  process.stdout.write(`consents: ${JSON.stringify(await counted())}\n`);
  await troika.stop();
  await Promise.all([wechat.close(), sms.close()]);
  await content.remove();
  await database.drop();
});

async function later(ms: number): Promise<void> {
  wechat.clock.advance(ms);
  sms.clock.advance(ms);
  await sms.settled();
  await troika.advance(ms);
  await quiet();
}
async function quiet(): Promise<void> {
  await settled(troika);
  while ((await troika.store.outbox.health(troika.store.clock.now())).pending > 0) {
    wechat.clock.advance(2_000);
    sms.clock.advance(2_000);
    await troika.advance(2_000);
  }
}
async function says(text: string): Promise<void> {
  await zhang.says(text);
  await quiet();
}
async function orders(company: string): Promise<void> {
  for (const words of ['我要注册公司', company, PHONE]) await says(words);
}

const ours = () => zhang.sees().filter(({ from }) => from === 'account');
const notices = () => ours().flatMap(({ kind, text }) => (kind === 'notice' ? [text] : []));
const texts = () => phone.sees().map(({ text }) => text.replace(/^【.*?】/u, ''));
const pages = () => ours().flatMap(({ links }) => links.filter((link) => link.includes('/wechat/oa/agree/')));
/** Opens the newest page that they were led to, and presses its button. */
async function answers(...agreed: readonly string[]): Promise<void> {
  const page = await zhang.opens(pages().at(-1) ?? '');
  await page.presses(agreed);
  await quiet();
}

async function counted() {
  return inDatabase(database.url, async (client) => {
    const { rows } = await client.query<Record<string, number>>(
      `SELECT count(*)::int AS asks, sum(asked)::int AS asked, sum(agreed)::int AS agreed,
         sum(declined)::int AS declined FROM consent_ask`,
    );
    const { requests, refused } = wechat.counts();
    const sent = requests['message/subscribe/bizsend'] ?? 0;
    return { ...rows[0], sent, notices: notices().length, texts: texts().length, refused };
  });
}

/** What the lead is answered on our page. */
async function staffReads(text: string): Promise<string> {
  const eventId = `asked ${text}`;
  const address = 'web:dm:wang' as Address;
  const inbound = { platform: 'web', eventId, sender: { account: 'wang' }, address, private: true };
  await troika.desk.receive({ ...inbound, content: { kind: 'text', text } });
  const { body } = await troika.store.prisma.outbox.findFirstOrThrow({
    where: { key: `web:${eventId}/answer` },
  });
  return describeCard((body as unknown as { card: Card }).card);
}

const does = (member: string, type: string, input?: Readonly<Record<string, unknown>>) =>
  actsIn({ troika, settled: quiet })(member, type, 1, input);
const pays = () => stageOn(troika).stage.pays(1);

test('D10: whoever agrees is told days later by the very notice they agreed to, and asked for the next when they write again', async () => {
  // Not between two questions, but once below what ends them: what it is for, and where.
  expect(pages()).toHaveLength(1);
  const [asking] = ours().filter(({ links }) => links.includes(pages()[0] ?? ''));
  expect(asking?.text).toContain('想在微信里第一时间知道「');
  expect(asking?.text).toMatch(/付款提醒.*同意一次，通知一次/u);
  await says('进度');
  expect(pages()).toHaveLength(1);
  await answers(NEWS, PAYING);

  // Whoever works on it knows what may still be said.
  const deliveries = await staffReads('送达 #1');
  expect(deliveries).toMatch(/公众号：还能发 \d 条.*；还有 2 条订阅通知（办理进展 1 条、付款提醒 1 条）/u);
  expect(deliveries).toContain('请客户同意接收订阅通知：问了 2 次，同意 2 次，不同意 0 次');
  expect(await staffReads('#1')).toContain('还有 2 条订阅通知（办理进展 1 条、付款提醒 1 条）');

  // Within the two days all is said in the conversation.
  await later(3 * HOUR);
  expect([notices(), ours().at(-1)?.text]).toEqual([[], expect.stringContaining('还没有付款')]);

  // They are over: each is told by the notice that it was agreed to.
  await later(44 * HOUR);
  await says('进度');
  await later(49 * HOUR);
  await pays();
  await quiet();
  expect(notices()).toEqual(['付款提醒\n杭州青禾科技有限公司', '办理进度\n杭州青禾科技有限公司\n待提交资料']);

  // They write again: only what may still come is asked for: nothing is to be paid any more.
  // Not between two questions, though.
  await says('我要注册公司');
  expect(pages()).toHaveLength(1);
  await says('取消');
  expect(pages()).toHaveLength(2);
  await zhang.sendsFile('image', JPEG);
  await quiet();
  await says('提交资料');
  expect(pages()).toHaveLength(2);
  expect((await zhang.opens(pages()[1] ?? '')).asks).toEqual([NEWS]);
  await answers(NEWS);
  await later(49 * HOUR);
  for (const item of ['names_match', 'scan_readable']) await does('lin', 'tick', { item });
  await does('lin', 'advance', { transition: 'assign', to: 'zhou', late_reason: '人手不足' });
  await does('wang', 'confirm');
  expect(notices().slice(2)).toEqual(['办理进度\n杭州青禾科技有限公司\n办理中']);
  expect(texts()).toEqual([]);

  // No consent is left but one to another template, which an article had asked for: that is no way for this.
  await zhang.agrees(PAYING);
  await does('zhou', 'advance', { transition: 'finish', licence_no: 'L-9' });
  expect([notices().length, texts()]).toEqual([
    ...[3, ['您的工单有新进展：注册完成', '您的工单有新进展：等待税务顾问联系']],
  ]);
  expect(zhang.follower.consents.get(PAYING)).toBe(1);
});

test('D10: a no is heard by text message, and not asked again for the same ticket', async () => {
  await answers();
  await says('进度');
  await says('#1');
  expect(pages()).toHaveLength(1);
  await later(3 * HOUR);
  await later(49 * HOUR);
  await pays();
  await quiet();
  await says('进度');
  expect([notices(), pages().length]).toEqual([[], 1]);
  expect(texts()).toContain('您的工单有新进展：待提交资料');
  expect(wechat.counts().requests['message/subscribe/bizsend'] ?? 0).toBe(0);
  // Another matter is another question.
  await orders('宁波东篱贸易有限公司');
  expect(pages()).toHaveLength(2);
});

test('D10: what WeChat refuses ends the consents to that template alone, and is told by text message', async () => {
  await answers(NEWS, PAYING);
  await later(3 * HOUR);
  // Taken back in the settings, and the word of it never came.
  zhang.follower.consents.delete(NEWS);
  await later(49 * HOUR);
  await pays();
  await quiet();
  expect(wechat.counts().refused[43101]).toBe(1);
  expect(texts()).toContain('您的工单有新进展：待提交资料');
  const { openId } = zhang.follower;
  const { rows } = await inDatabase(database.url, (client) =>
    client.query(
      `SELECT template, messages FROM allowance WHERE address LIKE '%notices/${openId}' ORDER BY 1`,
    ),
  );
  expect(rows).toEqual([
    { template: NEWS, messages: 0 },
    { template: PAYING, messages: 1 },
  ]);
});
