/** Tokens: who gets one, how long it lasts, and what a call without a good one hears. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FeishuEmulator } from './emulator.js';
import { clientOf, refusalOf } from './vendor-sdk.js';

let emulator: FeishuEmulator;
beforeEach(async () => {
  emulator = await FeishuEmulator.start();
});
afterEach(() => emulator.close());

const TOKEN = '/open-apis/auth/v3/tenant_access_token/internal';
const botInfo = (authorization?: string) =>
  fetch(`${emulator.url}/open-apis/bot/v3/info`, { headers: authorization ? { authorization } : {} });

async function token(secret = emulator.app.appSecret): Promise<Record<string, unknown>> {
  const body = JSON.stringify({ app_id: emulator.app.appId, app_secret: secret });
  return (await (await fetch(emulator.url + TOKEN, { method: 'POST', body })).json()) as Record<
    string,
    unknown
  >;
}

test('the same token is handed out until half an hour before its end', async () => {
  const first = await token();
  expect(first).toMatchObject({ code: 0, expire: 7200 });
  emulator.clock.advance(89 * 60_000);
  expect((await token()).tenant_access_token).toBe(first.tenant_access_token);
  emulator.clock.advance(2 * 60_000);
  const second = await token();
  expect(second.tenant_access_token).not.toBe(first.tenant_access_token);
  expect((await botInfo(`Bearer ${first.tenant_access_token}`)).status).toBe(200);
  emulator.clock.advance(30 * 60_000);
  expect(await (await botInfo(`Bearer ${first.tenant_access_token}`)).json()).toMatchObject({
    code: 99991663,
  });
});

test('a wrong secret gets none', async () => {
  expect(await token('wrong')).toEqual({ code: 10014, msg: 'app secret invalid' });
});

test.each([
  ['none', undefined, 99991661],
  ['one of another form', 'Bearer secret', 99991671],
  ['one nobody handed out', 'Bearer t-00', 99991663],
])('a call with %s is refused', async (_what, authorization, code) => {
  const answer = await botInfo(authorization);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code });
});

test('the SDK keeps using a token that became worthless, which is why an adapter must not', async () => {
  const client = clientOf(emulator);
  const info = () => client.request({ method: 'GET', url: '/open-apis/bot/v3/info' });
  expect(await info()).toMatchObject({
    code: 0,
    bot: { open_id: emulator.app.botOpenId, activate_status: 2 },
  });
  emulator.world.tokens.invalidate();
  expect(await refusalOf(info())).toMatchObject({ status: 400, code: 99991663 });
  expect(await refusalOf(info())).toMatchObject({ code: 99991663 });
  expect(emulator.counts().requests['auth.tenantAccessToken.internal']).toBe(1);
});
