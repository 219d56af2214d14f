/** Who may ring at `/wechat/kf`, and that nothing is fetched for anybody else. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type KfDesk, openKfDesk } from './desk.js';
import { outer, ring, seal } from './sealed.js';

let desk: KfDesk;
beforeAll(async () => {
  desk = await openKfDesk();
  await desk.says('你好');
});
afterAll(() => desk.stop());

const MINUTE = 60_000;
const post = async (plain: string, how: Parameters<typeof seal>[2] = {}) => {
  const { query, encrypted } = seal(desk.emulator, plain, { at: desk.emulator.clock.now(), ...how });
  return fetch(`${desk.url}/wechat/kf?${query}`, { method: 'POST', body: outer(encrypted) });
};
const calls = () => desk.emulator.counts().requests['kf/sync_msg'] ?? 0;
const RING = ring({ Token: 'ENCnobody', OpenKfId: 'wkOfAnotherCompanyAltogether' });

test('a sealed ring is acknowledged with nothing, at once', async () => {
  desk.emulator.world.faults.switchOn({ kind: 'slow', on: 'kf/sync_msg', ms: 3_000 });
  const began = Date.now();
  const answer = await post(ring({ Token: 'ENCx', OpenKfId: desk.emulator.kf.app.openKfId }));
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(Date.now() - began).toBeLessThan(2_000);
});

describe('refused, and nothing is fetched', () => {
  test.each([
    ['a wrong signature', () => post(RING, { signature: '0'.repeat(40) })],
    ['no signature', () => post(RING, { signature: '' })],
    ['a signature of six minutes ago', () => post(RING, { at: desk.emulator.clock.now() - 6 * MINUTE })],
    ['a ring for another company', () => post(RING, { receiveId: 'ww0000000000000000' })],
    ['a ring for nobody', () => post(RING, { receiveId: '' })],
    ['a DTD inside', () => post(`<!DOCTYPE xml SYSTEM "file:///etc/passwd">${RING}`)],
    ['no XML inside', () => post('{"Event":"kf_msg_or_event"}')],
  ])('%s', async (_what, come) => {
    const before = calls();
    expect([400, 401]).toContain((await come()).status);
    expect(calls()).toBe(before);
  });

  test('a ring without encryption', async () => {
    const answer = await fetch(`${desk.url}/wechat/kf`, { method: 'POST', body: RING });
    expect(answer.status).toBe(401);
  });

  test('the console is answered only with our keys', async () => {
    const { query, encrypted } = seal(desk.emulator, '8123', { at: desk.emulator.clock.now() });
    query.set('echostr', encrypted);
    const asked = await fetch(`${desk.url}/wechat/kf?${query}`);
    expect([asked.status, await asked.text()]).toEqual([200, '8123']);
    query.set('msg_signature', '0'.repeat(40));
    const forged = await fetch(`${desk.url}/wechat/kf?${query}`);
    expect([forged.status, (await forged.text()).includes('8123')]).toEqual([401, false]);
  });
});
