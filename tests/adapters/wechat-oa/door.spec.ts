/** Who gets in at `/wechat/oa`, and that nothing is heard of anybody else. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getSignature } from '@wecom/crypto';
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import { wechatOa } from '../../../adapters/wechat-oa/index.js';
import { createHouse, type House } from '../house.js';
import { type HouseServer, serveHouse } from '../house-server.js';
import { xml } from '../wecom/app.js';
import { ACCOUNT, outer, said, seal, stamp } from './account.js';

const MINUTE = 60_000;
let house: House;
let server: HouseServer;
beforeAll(async () => {
  house = createHouse();
  const [adapter] = configureAdapters(
    [wechatOa],
    { ...ACCOUNT, WECHAT_OA_BASE_URL: 'http://127.0.0.1:9' },
    null,
  );
  await adapter?.start(house.context);
  server = await serveHouse(house);
});
afterAll(() => server.stop());
beforeEach(() => {
  house.received.length = 0;
  house.allowances.length = 0;
});

const ask = (query: URLSearchParams, init?: RequestInit) => fetch(`${server.url}/wechat/oa?${query}`, init);
const post = (query: URLSearchParams, body: string) => ask(query, { method: 'POST', body });
async function sealed(plain: string, how: Parameters<typeof seal>[2] = {}): Promise<number> {
  const { query, encrypted } = seal(ACCOUNT, plain, how);
  return (await post(query, outer(encrypted))).status;
}
async function echoed(query: URLSearchParams) {
  query.set('echostr', '8123');
  const answer = await ask(query);
  return [answer.status, (await answer.text()) === '8123'];
}

describe('the console asks whether we know the token', () => {
  test('and hears its echo', async () => {
    expect(await echoed(stamp())).toEqual([200, true]);
  });

  test('but nobody else does', async () => {
    expect(await echoed(stamp({ token: 'another' }))).toEqual([401, false]);
    expect(await echoed(stamp({ at: Date.now() - 6 * MINUTE }))).toEqual([401, false]);
    expect(await echoed(new URLSearchParams())).toEqual([401, false]);
  });

  test('and a stamp of theirs opens nothing else', async () => {
    expect((await post(stamp(), outer(seal(ACCOUNT, said()).encrypted))).status).toBe(401);
    expect(house.received).toEqual([]);
  });
});

test('a sealed message is heard, and acknowledged with nothing', async () => {
  const { query, encrypted } = seal(ACCOUNT, said());
  const answer = await post(query, outer(encrypted));
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(house.received).toMatchObject([
    { eventId: '4561255354251345929', sender: { account: 'oZhang' }, content: { text: '进度' } },
  ]);
});

describe('refused, and nothing is heard or allowed', () => {
  const DTD = `<!DOCTYPE xml SYSTEM "file:///etc/passwd">${said()}`;

  test.each([
    ['a wrong signature', () => sealed(said(), { signature: '0'.repeat(40) })],
    ['no signature', () => sealed(said(), { signature: '' })],
    ['a signature of six minutes ago', () => sealed(said(), { at: Date.now() - 6 * MINUTE })],
    ['a signature of the future', () => sealed(said(), { at: Date.now() + 6 * MINUTE })],
    ['a message for another account', () => sealed(said(), { receiveId: 'wx0000000000000000' })],
    ['a message for nobody', () => sealed(said(), { receiveId: '' })],
    ['a DTD inside', () => sealed(DTD)],
    ['no XML inside', () => sealed('{"MsgType":"text"}')],
  ])('%s', async (_what, come) => {
    expect([400, 401]).toContain(await come());
    expect([house.received, house.allowances]).toEqual([[], []]);
  });

  test.each([
    ['a plain message, signed as plain ones are', said()],
    ['a DTD outside', `<!DOCTYPE xml []>${outer('AAAA')}`],
    ['no body', ''],
    [
      'two sealed texts',
      `<xml><Encrypt>${seal(ACCOUNT, said()).encrypted}</Encrypt><Encrypt>A</Encrypt></xml>`,
    ],
  ])('%s', async (_what, body) => {
    const query = seal(ACCOUNT, said()).query;
    for (const [name, value] of stamp()) if (name === 'signature') query.set(name, value);
    expect((await post(query, body)).status).toBe(401);
    expect(house.received).toEqual([]);
  });

  test('base64 that was cut short, signed as it stands', async () => {
    for (const cut of [seal(ACCOUNT, said()).encrypted.slice(0, -4), '%%%', 'AAAA']) {
      const { query } = seal(ACCOUNT, '');
      const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
      query.set('msg_signature', getSignature(ACCOUNT.WECHAT_OA_TOKEN, timestamp, nonce, cut));
      expect([400, 401]).toContain((await post(query, outer(cut))).status);
    }
    expect(house.received).toEqual([]);
  });
});

test('an openid that could be an address of another kind is not heard', async () => {
  const evil = said().replace('oZhang', 'notices/oZhang');
  expect(await sealed(evil)).toBe(200);
  expect(await sealed(xml({ MsgType: 'text', Content: '进度', MsgId: '1' }))).toBe(200);
  expect(house.received).toEqual([]);
});
