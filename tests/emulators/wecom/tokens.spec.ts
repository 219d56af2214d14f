/** Access tokens: who gets one, how long it lasts, and what a call without a good one hears. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WecomEmulator } from './emulator.js';
import { VendorApp } from './vendor-app.js';

let emulator: WecomEmulator;
let app: VendorApp;
beforeEach(async () => {
  emulator = await WecomEmulator.start();
  app = new VendorApp(emulator);
});
afterEach(() => emulator.close());

const ips = () => app.calls('getcallbackip');

test('the same token is handed out until its end, two hours later', async () => {
  const first = await app.token();
  expect(first).toMatchObject({ errcode: 0, errmsg: 'ok', expires_in: 7200 });
  expect(await ips()).toMatchObject({ errcode: 0, ip_list: ['127.0.0.1'] });
  emulator.clock.advance(7_199_000);
  expect((await app.token()).access_token).toBe(first.access_token);
  emulator.clock.advance(1000);
  expect(await ips()).toMatchObject({ errcode: 42001 });
  expect((await app.token()).access_token).not.toBe(first.access_token);
});

test('a wrong company or secret gets none, and many wrong secrets shut out the right one for an hour', async () => {
  expect(await app.token(emulator.app.secret, 'ww0')).toMatchObject({ errcode: 40013 });
  for (let n = 0; n < 20; n += 1) expect(await app.token('wrong')).toMatchObject({ errcode: 40001 });
  expect(await app.token()).toMatchObject({ errcode: 45009 });
  emulator.clock.advance(3_600_000);
  expect(await app.token()).toMatchObject({ errcode: 0 });
});

test.each([
  ['none', '', 41001],
  ['one nobody handed out', 'invented', 40014],
])('a call with %s is refused, with HTTP 200 and more words than the code', async (_what, token, code) => {
  const answer = await fetch(`${emulator.url}/cgi-bin/getcallbackip?access_token=${token}`);
  expect(answer.status).toBe(200);
  const { errcode, errmsg } = (await answer.json()) as { errcode: number; errmsg: string };
  expect(errcode).toBe(code);
  expect(errmsg).toMatch(/, hint: \[.+\], from ip: 127\.0\.0\.1, more info at https:.+e=4/);
});

test.each([['42001'], ['40014']] as const)(
  'in the middle of a burst a token ends with %s, and a fresh one works',
  async (kind) => {
    const before = (await app.token()).access_token;
    expect(await ips()).toMatchObject({ errcode: 0 });
    emulator.world.faults.switchOn({ kind, on: 'getcallbackip' });
    expect(await ips()).toMatchObject({ errcode: Number(kind) });
    expect(await ips()).toMatchObject({ errcode: Number(kind) });
    expect((await app.token()).access_token).not.toBe(before);
  },
);

test('an API refuses above its calls a minute, for as long as the minute lasts', async () => {
  await emulator.close();
  emulator = await WecomEmulator.start({ quotas: { apiPerMinute: 3 } });
  app = new VendorApp(emulator);
  const codes: unknown[] = [];
  for (let n = 0; n < 4; n += 1) codes.push((await ips()).errcode);
  expect(codes).toEqual([0, 0, 0, 45009]);
  emulator.clock.advance(60_000);
  expect(await ips()).toMatchObject({ errcode: 0 });
  expect(emulator.counts()).toMatchObject({ requests: { getcallbackip: 5 }, refused: { 45009: 1 } });
});
