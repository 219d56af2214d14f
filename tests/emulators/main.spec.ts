/** An emulator as a process of its own: what it prints, what it serves, and its back door. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { feishuVerbs } from './feishu/control.js';
import { FeishuEmulator } from './feishu/emulator.js';
import { clientOf } from './feishu/vendor-sdk.js';
import { mailVerbs } from './mail/control.js';
import { MailEmulator } from './mail/emulator.js';
import { smsVerbs } from './sms/control.js';
import { SmsEmulator } from './sms/emulator.js';
import { wechatOaVerbs } from './wechat-oa/control.js';
import { WechatOaEmulator } from './wechat-oa/emulator.js';
import { wecomVerbs } from './wecom/control.js';
import { WecomEmulator } from './wecom/emulator.js';

interface Printed {
  readonly platform: string;
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
}

let running: ChildProcess;
let printed: Printed;

const start = (...args: string[]) =>
  spawn(process.execPath, ['--import', 'tsx', 'tests/emulators/main.ts', ...args], { stdio: 'pipe' });

beforeAll(async () => {
  running = start('feishu', '--port', '0');
  const [line] = (await once(running.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  printed = JSON.parse(String(line)) as Printed;
});
afterAll(async () => {
  running.kill('SIGTERM');
  const [code] = await once(running, 'exit');
  expect(code).toBe(0);
});

async function does(
  verb: string,
  given: object = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${printed.url}/__emulator/${encodeURIComponent(verb)}`, {
    method: 'POST',
    body: JSON.stringify(given),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

test('it prints where it is and how to be found, and people act through its back door', async () => {
  expect(printed).toMatchObject({ platform: 'feishu', env: { FEISHU_DOMAIN: printed.url } });
  const { body: wang } = await does('people', { name: '王工' });
  const { body: group } = await does('groups', { name: '受理组', members: ['王工'] });
  const { FEISHU_APP_ID: appId = '', FEISHU_APP_SECRET: appSecret = '' } = printed.env;
  const client = clientOf({ url: printed.url, app: { appId, appSecret } });
  const said = await client.im.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: String(wang.openId), msg_type: 'text', content: '{"text":"您好"}' },
  });
  expect((await does('sees', { person: '王工' })).body).toMatchObject({
    chat: wang.direct,
    messages: [{ messageId: said.data?.message_id, text: '您好' }],
  });
  const { body } = await does('says', {
    person: '王工',
    chat: group.chatId,
    text: '报障',
    mentions: ['bot'],
  });
  expect(body).toMatchObject({ said: [{ heard: true, acknowledged: false }] });
  const { body: before } = await does('clock');
  const { body: after } = await does('clock', { advanceMs: 3_600_000 });
  expect(Number(after.now) - Number(before.now)).toBeGreaterThanOrEqual(3_600_000);
  await does('faults', { kind: '5xx', on: 'bot.info' });
  expect((await fetch(`${printed.url}/open-apis/bot/v3/info`)).status).toBe(502);
  await does('resigns', { person: '王工' });
  expect(await does('says', { person: '王工', text: '再见' })).toMatchObject({ status: 400 });
  expect((await does('counts')).body).toMatchObject({ shown: 1, faults: { '5xx': 1 }, connections: 0 });
});

test('the back doors have the verbs that the README tells of', async () => {
  const feishu = await FeishuEmulator.start();
  const wecom = await WecomEmulator.start();
  const sms = await SmsEmulator.start();
  const mail = await MailEmulator.start();
  const wechatOa = await WechatOaEmulator.start();
  const told = readFileSync('tests/emulators/README.md', 'utf8');
  const verbsOf = (platform: string) =>
    verbsIn(told.split(`### ${platform}\n`)[1]?.split(/^#{2,3} /mu)[0] ?? '');
  expect(verbsOf('Feishu')).toEqual(Object.keys(feishuVerbs(feishu)));
  expect(verbsOf('WeCom')).toEqual(Object.keys(wecomVerbs(wecom)));
  expect(verbsOf('SMS')).toEqual(Object.keys(smsVerbs(sms)));
  expect(verbsOf('Mail')).toEqual(Object.keys(mailVerbs(mail)));
  expect(verbsOf('WeChat Official Account')).toEqual(Object.keys(wechatOaVerbs(wechatOa)));
  await Promise.all([feishu, wecom, sms, mail, wechatOa].map((each) => each.close()));
});

function verbsIn(section: string): string[] {
  const rows = [...section.matchAll(/^\| ((?:`[\w-]+` ?)+) \|/gm)];
  return rows.flatMap(([, verbs = '']) => verbs.replaceAll('`', '').trim().split(' '));
}

test('what it does not understand is answered with what it expected', async () => {
  expect(await does('shouts')).toMatchObject({
    status: 404,
    body: { error: expect.stringContaining('says, taps') },
  });
  expect(await does('says', { text: 'x' })).toEqual({
    status: 400,
    body: { error: 'expected person, a text, got undefined' },
  });
  expect(await does('sees', { person: '李四' })).toMatchObject({ status: 400 });
  expect(await does('faults', { kind: 'earthquake' })).toMatchObject({ status: 400 });
  const wrong = start('icq');
  const [complaint] = (await once(wrong.stderr as NodeJS.ReadableStream, 'data')) as [Buffer];
  expect(String(complaint)).toBe('emulators: expected one of feishu, wecom, sms, mail, wechat-oa, got icq\n');
  expect((await once(wrong, 'exit'))[0]).toBe(2);
});
