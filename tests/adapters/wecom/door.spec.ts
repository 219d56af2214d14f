/** Who gets in at `/wecom/callback`, and that nothing is heard of anybody else. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { configureAdapters } from '../../../adapters/shared/descriptor.js';
import { wecom } from '../../../adapters/wecom/index.js';
import { createHouse, type House } from '../house.js';
import { type HouseServer, serveHouse } from '../house-server.js';
import { APP, outer, said, seal, xml } from './app.js';

let house: House;
let server: HouseServer;
beforeAll(async () => {
  house = createHouse();
  // Nothing answers there: whoever calls is only not named.
  const [adapter] = configureAdapters([wecom], { ...APP, WECOM_BASE_URL: 'http://127.0.0.1:9' }, null);
  await adapter?.start(house.context);
  server = await serveHouse(house);
});
afterAll(() => server.stop());
beforeEach(() => {
  house.received.length = 0;
});

const ask = (query: URLSearchParams, init?: RequestInit) =>
  fetch(`${server.url}/wecom/callback?${query}`, init);
const post = (query: URLSearchParams, body: string) => ask(query, { method: 'POST', body });
async function sealed(plain: string, how: Parameters<typeof seal>[2] = {}): Promise<number> {
  const { query, encrypted } = seal(APP, plain, how);
  return (await post(query, outer(encrypted))).status;
}

describe('the console asks whether we hold the keys', () => {
  test('and is answered with the bare text', async () => {
    const { query, encrypted } = seal(APP, '8123');
    query.set('echostr', encrypted);
    const answer = await ask(query);
    expect([answer.status, await answer.text()]).toEqual([200, '8123']);
  });

  test('but nobody else is', async () => {
    const { query, encrypted } = seal(APP, '8123', { signature: '0'.repeat(40) });
    query.set('echostr', encrypted);
    const answer = await ask(query);
    expect([answer.status, (await answer.text()).includes('8123')]).toEqual([401, false]);
  });
});

test('a sealed message is heard, and acknowledged with nothing', async () => {
  const { query, encrypted } = seal(APP, said());
  const answer = await post(query, outer(encrypted));
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(house.received).toMatchObject([
    { eventId: '4561255354251345929', sender: { account: 'wangfang' }, content: { text: '进度' } },
  ]);
});

test('the elements may stand in any order', async () => {
  const { query, encrypted } = seal(APP, said('进度', '1'));
  const turned = xml({ Encrypt: encrypted, ToUserName: APP.WECOM_CORP_ID });
  expect((await post(query, turned)).status).toBe(200);
  expect(house.received).toHaveLength(1);
});

describe('refused, and nothing is heard', () => {
  const MINUTE = 60_000;
  const BOMB = `<!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}">]><xml><Content>&b;</Content></xml>`;
  const DEEP = `<xml>${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}</xml>`;

  test.each([
    ['a wrong signature', () => sealed(said(), { signature: '0'.repeat(40) })],
    ['no signature', () => sealed(said(), { signature: '' })],
    ['a signature of six minutes ago', () => sealed(said(), { at: Date.now() - 6 * MINUTE })],
    ['a signature of the future', () => sealed(said(), { at: Date.now() + 6 * MINUTE })],
    ['a message for another company', () => sealed(said(), { receiveId: 'ww0000000000000000' })],
    ['a message for nobody', () => sealed(said(), { receiveId: '' })],
    ['a DTD inside', () => sealed(`<!DOCTYPE xml SYSTEM "file:///etc/passwd">${said()}`)],
    ['an entity bomb inside', () => sealed(BOMB)],
    ['elements without end inside', () => sealed(DEEP)],
    ['no XML inside', () => sealed('{"MsgType":"text"}')],
    ['half an XML inside', () => sealed(said().slice(0, -4))],
  ])('%s', async (_what, come) => {
    expect([400, 401]).toContain(await come());
    expect(house.received).toEqual([]);
  });

  test.each([
    ['a plain message without encryption', said()],
    ['a DTD outside', `<!DOCTYPE xml []>${outer('AAAA')}`],
    ['an entity bomb outside', BOMB],
    ['no body', ''],
    ['JSON', '{}'],
  ])('%s', async (_what, body) => {
    const { query } = seal(APP, said());
    expect((await post(query, body)).status).toBe(401);
    expect(house.received).toEqual([]);
  });

  test('base64 that was cut short, signed as it stands', async () => {
    const whole = seal(APP, said()).encrypted;
    const { getSignature } = await import('@wecom/crypto');
    for (const cut of [whole.slice(0, 30), whole.slice(0, -5), whole.slice(0, -4), '%%%', 'AAAA']) {
      const { query } = seal(APP, '');
      const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
      query.set('msg_signature', getSignature(APP.WECOM_TOKEN, timestamp, nonce, cut));
      expect([400, 401]).toContain((await post(query, outer(cut))).status);
    }
    expect(house.received).toEqual([]);
  });

  test('a huge body', async () => {
    const { query, encrypted } = seal(APP, 'x'.repeat(200_000));
    expect((await post(query, outer(encrypted))).status).toBe(413);
    expect(house.received).toEqual([]);
  });
});
