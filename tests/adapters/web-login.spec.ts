/** Sessions of real people at the web adapter: who gets one, what it is worth, and when it ends. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { directAddress } from '../../adapters/web/places.js';
import { seal } from '../../adapters/web/sealed.js';
import { openClient, openWebDesk, SECRET, TEAM, type WebDesk } from './web-desk.js';

const DAY = 24 * 3_600_000;
const lin = directAddress('lin');

let desk: WebDesk;
let session: string;
beforeEach(async () => {
  desk = await openWebDesk();
  session = 'session-of-lin';
  desk.house.sessions.set(session, 'lin');
});
afterEach(() => desk.stop());

const sealed = (content: object, secret = SECRET, purpose = 'session') =>
  `troika_session=${seal(secret, purpose, content)}`;
const member = (over: object = {}) => ({ kind: 'member', id: session, expiresAt: Date.now() + DAY, ...over });
const press = (token: string, init: RequestInit & { cookie?: string } = {}) =>
  desk.request(`/login/${token}`, { method: 'POST', redirect: 'manual', ...init });
const whoAmI = async (cookie: string) => {
  const response = await desk.request('/web/session', { cookie });
  const { session: kind, personas } = (await response.json()) as { session: string; personas: object[] };
  return { kind, personas, cookie: response.headers.get('set-cookie') };
};
const connect = (cookie: string, options: object = {}) => openClient(desk.server.url, { cookie, ...options });

describe('a link', () => {
  beforeEach(() => void desk.house.links.set('token', 'lin'));

  test('is only looked at by a GET, and used by one POST', async () => {
    for (let look = 0; look < 2; look += 1) expect((await desk.request('/login/token')).status).toBe(200);
    const entered = await press('token');
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/']);
    const cookie = entered.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
    expect(await whoAmI(cookie.split(';')[0] ?? '')).toMatchObject({
      kind: 'member',
      personas: [{ account: 'lin', name: '林晓', role: 'agent' }],
    });
    expect((await press('token')).status).toBe(404);
    expect((await desk.request('/login/token')).status).toBe(404);
  });

  test('over https its cookie travels encrypted only', async () => {
    const safe = await openWebDesk({ house: desk.house, publicUrl: 'https://desk.example' });
    const init = { method: 'POST', redirect: 'manual', headers: { origin: 'https://desk.example' } } as const;
    const entered = await safe.request('/login/token', init);
    expect(entered.headers.get('set-cookie')).toMatch(/; Secure$/);
    await safe.stop();
  });

  test.each([
    ['another site', { headers: { origin: 'https://evil.example' } }],
    ['nowhere', { headers: { origin: 'null' } }],
  ])('pressed from %s stays unused', async (_where, init) => {
    const refused = await press('token', init);
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([403, null]);
    expect((await press('token')).status).toBe(303);
  });

  test('its page runs no script, is not kept, and tells no other site where it was', async () => {
    const page = await desk.request('/login/token');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const text = await page.text();
    expect(text).not.toContain('<script');
    expect(text).not.toContain('token');
  });
});

describe('a session', () => {
  test.each([
    ['forged', () => sealed(member(), 'another secret of ours, or not')],
    ['tampered with', () => sealed(member()).replace('.', '.0')],
    ['of another purpose', () => sealed(member(), SECRET, 'receipt')],
    ['expired', () => sealed(member({ expiresAt: Date.now() - 1 }))],
    ['nobody started', () => sealed(member({ id: 'made-up' }))],
    ['that is no token at all', () => 'troika_session=..'],
  ])('%s lets nobody in', async (_what, cookie) => {
    expect(await whoAmI(cookie())).toMatchObject({ kind: 'none', personas: [] });
    expect((await desk.request('/web/board', { cookie: cookie() })).status).toBe(403);
    const client = await connect(cookie());
    await client.until(() => false);
    expect(client.closed()).toBe(4403);
  });

  test('is renewed when it is used, at most once a day', async () => {
    const fresh = sealed(member({ expiresAt: Date.now() + 30 * DAY - 60_000 }));
    expect((await whoAmI(fresh)).cookie).toBeNull();
    const old = await whoAmI(sealed(member({ expiresAt: Date.now() + 2 * DAY })));
    expect(old.cookie).toMatch(/Max-Age=2592000/);
    expect(await whoAmI(old.cookie?.split(';')[0] ?? '')).toMatchObject({ kind: 'member' });
  });

  test('is one person’s, whatever persona the address names', async () => {
    const client = await connect(sealed(member()), { persona: 'wang' });
    await client.resume();
    expect(client.heard[0]).toMatchObject({ type: 'hello', account: 'lin' });
    expect(await client.ask({ type: 'say', address: directAddress('wang'), text: '偷看' })).toMatchObject({
      code: 'unknown_place',
    });
    await client.ask({ type: 'say', address: lin, text: '待办' });
    expect(desk.house.received).toMatchObject([{ sender: { account: 'lin' }, address: lin }]);
  });

  test('has no demo: neither its clock nor its cashier', async () => {
    const cookie = sealed(member());
    for (const path of ['/web/demo/clock', '/web/demo/pay']) {
      const body = JSON.stringify({ advanceMs: 1000, ticket: 1 });
      expect((await desk.request(path, { method: 'POST', body, cookie })).status).toBe(403);
    }
  });

  test('works where there is no demo at all', async () => {
    const serious = await openWebDesk({ house: desk.house, demo: null });
    const cookie = sealed(member());
    expect((await serious.request('/web/board', { cookie })).status).toBe(200);
    const client = await openClient(serious.server.url, { cookie });
    await client.resume();
    expect(client.heard[0]).toMatchObject({ type: 'hello', account: 'lin' });
    await serious.stop();
  });

  test('what is said before it is known who speaks is heard all the same', async () => {
    const client = await connect(sealed(member()));
    const answers = await Promise.all(
      ['一', '二', '三'].map((text) => client.ask({ type: 'say', address: lin, text })),
    );
    expect(answers.map(({ type }) => type)).toEqual(['ack', 'ack', 'ack']);
    expect(desk.house.received.map(({ content }) => content)).toMatchObject([
      { text: '一' },
      { text: '二' },
      { text: '三' },
    ]);
  });
});

describe('a session ends', () => {
  test('when its member leaves: open sockets close at once, on every instance', async () => {
    const other = await openWebDesk({ house: desk.house });
    const here = await connect(sealed(member()));
    const there = await openClient(other.server.url, { cookie: sealed(member()) });
    await Promise.all([here.resume(), there.resume()]);
    desk.house.sessions.delete(session);
    await desk.house.context.publish('directory', {});
    await Promise.all([here.until(() => false), there.until(() => false)]);
    expect([here.closed(), there.closed()]).toEqual([4403, 4403]);
    await other.stop();
  });

  test('at the next sign of life, should that message have been missed', async () => {
    const client = await connect(sealed(member()));
    await client.resume();
    desk.house.sessions.delete(session);
    client.raw(JSON.stringify({ type: 'resume', revision: 1 }));
    await client.until(() => false);
    expect(client.closed()).toBe(4403);
  });

  test('by logging out: here, in other windows, and for a copy of the cookie', async () => {
    const cookie = sealed(member());
    const window = await connect(cookie);
    await window.resume();
    desk.house.sessions.set('session-of-wang', 'wang');
    const colleague = await connect(sealed(member({ id: 'session-of-wang' })));
    await colleague.resume();
    const left = await desk.request('/web/log-out', { method: 'POST', cookie });
    expect(left.headers.get('set-cookie')).toMatch(/^troika_session=; Path=\/; Max-Age=0; HttpOnly/);
    await window.until(() => false);
    expect(window.closed()).toBe(4403);
    expect((await whoAmI(cookie)).kind).toBe('none');
    await colleague.resume();
    expect(colleague.closed()).toBeNull();
  });

  test('never by another site', async () => {
    const headers = { origin: 'https://evil.example' };
    const cookie = sealed(member());
    expect((await desk.request('/web/log-out', { method: 'POST', cookie, headers })).status).toBe(403);
    expect((await whoAmI(cookie)).kind).toBe('member');
  });

  test('a group that was left is heard no more, the rest goes on', async () => {
    const client = await connect(sealed(member()));
    await client.resume();
    const known = desk.house.people.get('lin');
    if (!known) throw new Error('expected lin');
    desk.house.people.set('lin', { ...known, places: [] });
    await desk.house.context.publish('directory', {});
    await client.until(({ type, places }) => type === 'hello' && (places as object[]).length === 1);
    expect(await client.ask({ type: 'say', address: TEAM, text: '还在吗' })).toMatchObject({
      code: 'unknown_place',
    });
    expect(client.closed()).toBeNull();
  });
});
