/** Whoever is reached by text message and mail, with Tencent and a mail server behind the whole product: each notice ends where it should, once. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { addressOf } from '../../src/platform/address.js';
import { MailEmulator } from '../emulators/mail/emulator.js';
import { SmsEmulator } from '../emulators/sms/emulator.js';
import type { Hands } from '../emulators/sms/hands.js';
import { contentFolder } from '../support/content.js';
import { mailVariables } from '../support/mail-variables.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { smsVariables } from '../support/sms-variables.js';
import { inDatabase } from '../support/store.js';
import { openTroika, type TestTroika } from '../support/troika.js';

jest.setTimeout(120_000);

const KEY = 'aKeyForCallbacks0';
const NUMBER = '13800138000';
const MAILBOX = 'zhang@customer.example';
const REACH = {
  file: 'desk.yaml',
  from: /^reach:\n {2}progress: .*\n {2}asked: .*\n/mu,
  to: `reach:
  progress: [sms, mail]
  asked: [sms, mail]
  templates:
    sms:
      default: { id: "1001", values: { "1": "{text}" } }
`,
};

let sms: SmsEmulator;
let mail: MailEmulator;
let content: Awaited<ReturnType<typeof contentFolder>>;
let database: FreshDatabase;
let troika: TestTroika;
let zhang: Hands;
beforeEach(async () => {
  [sms, mail] = [await SmsEmulator.start(), await MailEmulator.start()];
  sms.addTemplate({ id: '1001', content: '您的工单有新进展：{1}。拒收请回复R' });
  zhang = sms.phone(NUMBER);
  mail.mailbox(MAILBOX);
  content = await contentFolder([REACH]);
  database = await freshDatabase('sms_mail');
  const environment = { ...smsVariables(sms), SMS_CALLBACK_KEY: KEY, ...mailVariables(mail) };
  troika = await openTroika({
    databaseUrl: database.url,
    environment: { ...environment, TROIKA_CONTENT: content.folder },
  });
  sms.pushesTo({
    receipts: `${troika.url}/sms/receipts/${KEY}`,
    replies: `${troika.url}/sms/replies/${KEY}`,
  });
  await inDatabase(database.url, async (client) => {
    await client.query(
      `INSERT INTO requester (id, name, locale, phone, created_at) VALUES ('zhang', '张伟', 'zh-CN', '${NUMBER}', now())`,
    );
    await client.query(
      `INSERT INTO identity (platform, account, requester_id) VALUES ('mail', '${MAILBOX}', 'zhang')`,
    );
  });
});
afterEach(async () => {
  await troika.stop();
  await Promise.all([sms.close(), mail.close()]);
  await content.remove();
  await database.drop();
});

/** Said by text message first; a minute later all that follows from it has happened. */
async function says(text: string): Promise<void> {
  await troika.store.tickets.save({
    expect: [],
    outbox: [
      {
        ...{ key: text, locale: 'zh-CN', ticketId: null },
        address: addressOf('sms', sms.account.appId, `+86${NUMBER}`),
        body: {
          ...{ kind: 'say', say: 'notice.undeliverable', params: { place: text, reason: '' }, tone: 'info' },
          ...{ links: ['close'], actions: [], way: { requester: 'zhang', tried: [] } },
        },
      },
    ],
    commands: [],
  });
  troika.desk.house.onSaved({ commands: [] });
  await troika.desk.idle();
  await later(60_000);
}

async function later(ms: number): Promise<void> {
  sms.clock.advance(ms);
  mail.clock.advance(ms);
  await sms.settled();
  await troika.desk.idle();
  await troika.advance(ms);
}

const byText = () => zhang.sees().map(({ text }) => /：(\S+?)收不到/u.exec(text)?.[1] ?? text);
const byMail = () =>
  mail
    .mailbox(MAILBOX)
    .sees()
    .map(({ text }) => /(\S+)收不到/u.exec(text)?.[1] ?? text);
const optOutHeader = () => mail.mailbox(MAILBOX).sees()[0]?.headers['list-unsubscribe'] ?? '';
const fates = () =>
  inDatabase(database.url, async (client) => {
    const { rows } = await client.query<{ key: string; status: string }>(
      'SELECT key, status FROM outbox ORDER BY id',
    );
    return rows.map(({ key, status }) => `${key} ${status}`);
  });

test('E4: what arrives by text message goes no further', async () => {
  await says('已付款');
  expect([byText(), byMail()]).toEqual([['已付款'], []]);
  expect(await fates()).toEqual(['已付款 arrived']);
});

test('E4: a refusal inside a success, and a message the carrier lost, go on by mail', async () => {
  sms.world.faults.switchOn({ kind: 'FailedOperation.PhoneNumberInBlacklist' });
  await says('已付款');
  zhang.unreachable('MK:0001');
  await says('已派单');
  expect([byText(), byMail()]).toEqual([[], ['已付款', '已派单']]);
  expect(await fates()).toEqual(['已付款 moved', 'way/1/已付款 sent', '已派单 moved', 'way/1/已派单 sent']);
});

test('E4: one in doubt is sent by nobody else', async () => {
  sms.world.faults.switchOn({ kind: 'reset', on: 'SendSms' });
  await says('已付款');
  await later(3_600_000);
  expect([byText(), byMail()]).toEqual([['已付款'], []]);
  expect(await fates()).toEqual(['已付款 uncertain']);
});

test('E4: whoever answers R hears by mail, and whoever presses the link there not at all', async () => {
  await zhang.says('R');
  await says('已付款');
  expect([byText(), byMail()]).toEqual([[], ['已付款']]);
  const [, path = ''] = /(\/mail\/opt-out\/\S+)>/u.exec(optOutHeader()) ?? [];
  const pressed = await fetch(`${troika.url}${path}`, { method: 'POST', body: 'List-Unsubscribe=One-Click' });
  expect(pressed.status).toBe(200);
  await says('已派单');
  expect([byText(), byMail()]).toEqual([[], ['已付款']]);
  expect(await fates()).toEqual(['已付款 moved', 'way/1/已付款 sent', '已派单 dead']);
});

/** Who the desk knows, and what each of them has asked for. */
const known = () =>
  inDatabase(database.url, async (client) => {
    const { rows } = await client.query<{ name: string; accounts: string[] }>(
      `SELECT r.name, ARRAY(SELECT i.account FROM identity i WHERE i.requester_id = r.id ORDER BY i.account) AS accounts
       FROM requester r WHERE r.id <> 'house' ORDER BY r.created_at, r.id`,
    );
    return rows.map(({ name, accounts }) => [name, ...accounts].join(' '));
  });

async function answers(text: string): Promise<void> {
  await zhang.says(text);
  await sms.settled();
  await troika.desk.idle();
}

test('E4: whoever answers from a number that the house was given is the one who has it', async () => {
  await says('已付款');
  await answers('报修 打印机卡纸');
  await answers('三楼');
  await answers('2');
  expect(await known()).toEqual([`张伟 ${NUMBER} ${MAILBOX}`]);
  expect(await troika.store.tickets.list({ requesterId: 'zhang', limit: 9 })).toMatchObject([
    { title: '三楼 · 打印机卡纸' },
  ]);
});

test('E4: a number that two people gave shows a stranger nothing of either', async () => {
  await inDatabase(database.url, (client) =>
    client.query(
      `INSERT INTO requester (id, name, locale, phone, created_at) VALUES ('zhao', '赵静', 'zh-CN', '${NUMBER}', now())`,
    ),
  );
  await answers('进度');
  expect((await known()).filter((one) => one.includes(NUMBER))).toEqual([`${NUMBER} ${NUMBER}`]);
});

test('E4: a text message moves nobody away from their chat', async () => {
  await inDatabase(database.url, (client) =>
    client.query(`UPDATE requester SET address = 'web:desk:zhang' WHERE id = 'zhang'`),
  );
  await answers('好的，谢谢');
  expect(await troika.store.people.requester('zhang')).toMatchObject({ address: 'web:desk:zhang' });
  expect(await known()).toEqual([`张伟 ${NUMBER} ${MAILBOX}`]);
});
