/** From WeCom's menu into our page: a member comes in, and everybody and everything else is turned away with the same words. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { WecomEmulator } from '../emulators/wecom/emulator.js';
import { freePort } from '../support/free-port.js';
import { changeDirectory, cookieOf, press, whoIs } from '../support/logged-in.js';
import type { TestTroika } from '../support/troika.js';
import { deskAtWecom } from '../support/wecom-desk.js';

jest.setTimeout(60_000);

const MINUTE = 60_000;

let emulator: WecomEmulator;
let troika: TestTroika;
let close: () => Promise<void>;

beforeAll(async () => {
  const PORT = String(await freePort());
  ({ emulator, troika, close } = await deskAtWecom('wecom_log_in', () => ({ environment: { PORT } })));
});
afterAll(() => close());

const open = (link: string, cookie = '', headers: Readonly<Record<string, string>> = {}) =>
  fetch(link, { redirect: 'manual', headers: { cookie, ...headers } });
const to = (response: Response) => response.headers.get('location') ?? '';

/** A browser presses the menu's entry: what it keeps, and where it is sent. */
async function leaves(headers: Readonly<Record<string, string>> = {}) {
  const response = await open(`${troika.url}/wecom/log-in`, '', headers);
  return { response, cookie: cookieOf(response), link: to(response) };
}

/** WeCom's client says who they are, and goes back with a code. */
const asWho = async (link: string, userId: string) =>
  to(await open(`${link.split('#')[0]}&person=${userId}`));

async function turnedAway(response: Response): Promise<void> {
  expect([response.status, response.headers.get('location')]).toEqual([403, null]);
  expect(response.headers.get('set-cookie')).toMatch(/^troika_wecom=; .*Max-Age=0/u);
  expect(await response.text()).toMatch(/^没有登录。/u);
}

test('E3: 林晓从应用的菜单进来，网页上就是她本人；链接只用一次', async () => {
  const { response, cookie, link } = await leaves({
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
  });
  expect(response.headers.get('set-cookie')).toMatch(/; Path=\/wecom; Max-Age=300; HttpOnly; SameSite=Lax$/u);
  const asked = new URL(link);
  expect(asked.hash).toBe('#wechat_redirect');
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    ...{ appid: emulator.app.corpId, response_type: 'code', scope: 'snsapi_base' },
    ...{ redirect_uri: `${troika.url}/wecom/logged-in`, state: expect.stringMatching(/^[0-9a-z]{1,128}$/u) },
  });
  const back = await open(await asWho(link, 'lin'), cookie);
  expect(back.status).toBe(303);
  expect(to(back)).toMatch(new RegExp(`^${troika.url}/login/[\\w-]{43}$`, 'u'));
  const entered = await press(to(back));
  expect(entered.status).toBe(303);
  const { session, personas } = await whoIs(troika, cookieOf(entered));
  expect([session, personas]).toEqual(['member', [{ account: 'lin', name: '林晓', role: 'agent' }]]);
  expect((await press(to(back))).status).toBe(404);
});

test('whoever comes in by the menu may still ask the bot for links', async () => {
  for (let times = 0; times < 6; times += 1) {
    const { cookie, link } = await leaves();
    expect((await open(await asWho(link, 'wang'), cookie)).status).toBe(303);
  }
  expect(await troika.store.logIns.made('wang', troika.store.clock.now() - 60 * MINUTE)).toEqual([]);
});

describe('turned away is', () => {
  test('who left from no browser, or from another one', async () => {
    const [mine, theirs] = [await leaves(), await leaves()];
    const back = await asWho(mine.link, 'lin');
    await turnedAway(await open(back));
    await turnedAway(await open(back, theirs.cookie));
    await turnedAway(await open(back, 'troika_wecom='));
    // What was refused before it was believed can still be used where it belongs.
    expect((await open(back, mine.cookie)).status).toBe(303);
  });

  test('who comes back a second time, with the same code or a new one', async () => {
    const { cookie, link } = await leaves();
    const [first, second] = [await asWho(link, 'lin'), await asWho(link, 'lin')];
    const both = await Promise.all([open(first, cookie), open(second, cookie)]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 403]);
    await turnedAway(await open(first, cookie));
  });

  test('who brings a code of nobody, a used one, none, or a state of their own', async () => {
    const used = new URL(await asWho((await leaves()).link, 'lin')).searchParams.get('code') ?? '';
    emulator.world.logins.redeem(used, emulator.clock.now());
    for (const code of ['invented', used, '', 'x'.repeat(600)]) {
      const { cookie, link } = await leaves();
      const back = new URL(await asWho(link, 'lin'));
      back.searchParams.set('code', code);
      await turnedAway(await open(back.href, cookie));
    }
    const { cookie, link } = await leaves();
    const back = new URL(await asWho(link, 'lin'));
    const state = back.searchParams.get('state') ?? '';
    for (const forged of [
      '',
      'x',
      `${state}0`,
      `${'0'.repeat(64)}9999999999999`,
      `${state.slice(0, 64)}9999999999999`,
    ]) {
      back.searchParams.set('state', forged);
      await turnedAway(await open(back.href, cookie));
    }
  });

  test('who takes longer than five minutes', async () => {
    const { cookie, link } = await leaves();
    await troika.advance(5 * MINUTE);
    emulator.clock.advance(5 * MINUTE);
    await turnedAway(await open(await asWho(link, 'lin'), cookie));
  });

  test('who is a requester, a stranger, or has left', async () => {
    await changeDirectory(troika, `UPDATE member SET active = false WHERE id = 'zhou'`);
    emulator.addPerson({ userId: 'stranger', name: '陌生人' });
    await emulator.person('zhang').says('进度');
    for (const person of ['zhang', 'stranger', 'zhou']) {
      const { cookie, link } = await leaves();
      await turnedAway(await open(await asWho(link, person), cookie));
    }
  });

  test('everybody while WeCom does not answer, and nobody is let in by mistake', async () => {
    const { cookie, link } = await leaves();
    const back = await asWho(link, 'lin');
    emulator.world.faults.switchOn({ kind: '45009', on: 'auth/getuserinfo' });
    await turnedAway(await open(back, cookie));
  });
});

test('a link of another company is refused by WeCom itself', async () => {
  const { link } = await leaves();
  const elsewhere = new URL(link);
  elsewhere.searchParams.set('appid', 'ww0000000000000000');
  expect((await open(`${elsewhere.href.split('#')[0]}&person=lin`)).status).toBe(400);
});
