/** `troika doctor` on the ways to customers, as an operator types it: what is right is seen, and what is wrong is named with what to do. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { MailEmulator } from '../emulators/mail/emulator.js';
import { SmsEmulator } from '../emulators/sms/emulator.js';
import { WechatOaEmulator } from '../emulators/wechat-oa/emulator.js';
import { WecomEmulator } from '../emulators/wecom/emulator.js';
import { troikaCommand } from '../support/command-line.js';
import { mailVariables } from '../support/mail-variables.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { smsVariables } from '../support/sms-variables.js';
import { wechatOaVariables } from '../support/wechat-oa-house.js';
import { kfVariables } from '../support/wecom-house.js';

jest.setTimeout(240_000);

let wecom: WecomEmulator;
let oa: WechatOaEmulator;
let sms: SmsEmulator;
let mail: MailEmulator;
let database: FreshDatabase;
beforeAll(async () => {
  [wecom, oa] = [await WecomEmulator.start(), await WechatOaEmulator.start()];
  [sms, mail] = [await SmsEmulator.start(), await MailEmulator.start()];
  database = await freshDatabase('doctor_channels');
});
afterAll(async () => {
  for (const each of [wecom, oa, sms, mail]) await each.close();
  await database.drop();
});

/** What it says, a line each. */
async function doctor(wrong: Readonly<Record<string, string>> = {}) {
  const { out, code } = await troikaCommand(
    {
      ...{ ...kfVariables(wecom), ...wechatOaVariables(oa), ...smsVariables(sms), ...mailVariables(mail) },
      ...{ DATABASE_URL: database.url, LOG_LEVEL: 'silent', PUBLIC_URL: 'https://desk.invalid', ...wrong },
    },
    'doctor',
  );
  const lines = out.split('\n');
  return { code, line: (what: string) => lines.find((line) => line.slice(6).startsWith(`${what}:`)) ?? '' };
}

test('who is let in everywhere is told so, and what has no text, no template and no way back to the desk', async () => {
  const { line } = await doctor();
  expect(line('the customer service account')).toMatch(/^ok {4}/u);
  expect(line('the account')).toMatch(/^ok .*is let in/u);
  expect(line('the sign')).toMatch(/^ok .*is approved/u);
  expect(line('the mail server')).toMatch(/^ok .*in$/u);
  expect(line('the texts')).toMatch(/^todo .*0 of 0 approved.*正文模板管理/u);
  expect(line('the templates')).toMatch(/^todo .*none; choose some under 订阅通知/u);
  expect(line('the public address')).toMatch(
    /^todo .*https:\/\/desk\.invalid cannot be reached.*start the desk/u,
  );
});

test('a wrong secret is named at each of them, with the variable to compare', async () => {
  const { line } = await doctor({
    ...{ WECHAT_KF_SECRET: 'wrong-secret-0123456789', WECHAT_OA_SECRET: 'f'.repeat(32) },
    ...{ SMS_SECRET_KEY: 'wrong-key-0123', MAIL_URL: mail.smtpUrl.replace(/:[^:@]+@/u, ':wrong@') },
  });
  expect(line('the customer service account')).toMatch(/^todo .*40001.*WECHAT_KF_SECRET/u);
  expect(line('the account')).toMatch(/^todo .*40125.*WECHAT_OA_SECRET/u);
  expect(line('the sign')).toMatch(/^todo .*SignatureFailure.*SMS_SECRET_KEY/u);
  expect(line('the mail server')).toMatch(/^todo .*535.*MAIL_URL.*授权码/u);
});

test('while a setting cannot be read, nothing is claimed about the platforms', async () => {
  const { line, code } = await doctor({ SMS_SECRET_KEY: 'wrong' });
  expect(line('platform settings')).toMatch(/^WRONG .*SMS_SECRET_KEY.*API密钥管理/u);
  expect([line('platforms'), line('accounts'), line('chats')]).toEqual(['', '', '']);
  expect(code).toBe(1);
});
