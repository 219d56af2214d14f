/** The web adapter against its port, over real HTTP and WebSocket. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { configureAdapters } from '../../adapters/shared/descriptor.js';
import { web } from '../../adapters/web/index.js';
import { directAddress } from '../../adapters/web/places.js';
import { seal } from '../../adapters/web/sealed.js';
import type { Card } from '../../src/platform/card.js';
import { adapterContract } from '../contracts/adapter.contract.js';
import { KEY, linesOf, openClient, openWebDesk, SECRET, TEAM, type WebDesk } from './web-desk.js';

const zhang = directAddress('zhang');
const card = (title: string): Card => ({ title, tone: 'info', blocks: [], buttons: [] });
const say = (text: string, more: object = {}) => ({ type: 'say', address: zhang, text, ...more });

adapterContract('web', async () => {
  const desk = await openWebDesk();
  const client = await desk.client();
  return {
    adapter: desk.adapter,
    address: zhang,
    async shown() {
      await client.resume();
      return linesOf(client, zhang).map(({ body }) => (body as { card: Card }).card.title);
    },
    received: desk.house.received,
    async says(eventId, text) {
      await client.ask(say(text, { eventId }));
    },
    async delivers(raw) {
      client.raw(raw);
      await client.until(({ type }) => type === 'error');
    },
    async forges(proof) {
      const cookie = proof === 'absent' ? '' : `troika_session=${seal('not our secret', 'session', forever)}`;
      const forger = await openClient(desk.server.url, { cookie });
      await forger.until(() => false);
    },
    stop: () => desk.stop(),
  };
});

const forever = { kind: 'demo', expiresAt: Date.now() + 1e9 };

let desk: WebDesk;
beforeEach(async () => {
  desk = await openWebDesk();
});
afterEach(() => desk.stop());

describe('what people say', () => {
  test('is kept in the feed, received, and acknowledged with the reply', async () => {
    desk.house.answer = async () => ({ toast: { tone: 'good', text: '收到' } });
    const client = await desk.client();
    await client.resume();
    const answer = await client.ask(say('我要注册公司'));
    expect(answer).toMatchObject({ type: 'ack', reply: { toast: { text: '收到' } } });
    await client.resume();
    expect(linesOf(client, zhang)).toMatchObject([
      { author: 'zhang', body: { kind: 'text', text: '我要注册公司' } },
    ]);
    expect(desk.house.received).toMatchObject([
      { private: true, sender: { account: 'zhang', name: '张三' } },
    ]);
  });

  test('sent again under its id it has the same answer and stands there once', async () => {
    desk.house.answer = async () => ({ card: card('答复') });
    const client = await desk.client();
    const eventId = randomUUID();
    const first = await client.ask(say('进度', { eventId }));
    const again = await (await desk.client()).ask(say('进度', { eventId }));
    expect(again).toEqual(first);
    expect(desk.house.lines(zhang)).toHaveLength(2);
    expect(desk.house.received).toHaveLength(1);
  });

  test('a card that answers words joins the conversation; one that answers a tap replaces the tapped card', async () => {
    desk.house.answer = async () => ({ card: card('答复') });
    const client = await desk.client();
    expect(await client.ask(say('帮助'))).toMatchObject({ reply: {} });
    expect(desk.house.lines(zhang).map(({ author }) => author)).toEqual(['zhang', 'bot']);
    const tapped = await client.ask({ type: 'tap', address: zhang, value: 'show:1:1' });
    expect(tapped).toMatchObject({ reply: { card: { title: '答复' } } });
    expect(desk.house.lines(zhang)).toHaveLength(2);
  });

  test('is received in the order it was said, however long each takes', async () => {
    const client = await desk.client();
    desk.house.answer = async ({ content }) => {
      if (content.kind === 'text' && content.text === '一')
        await new Promise((resolve) => setTimeout(resolve, 60));
      return null;
    };
    await Promise.all(['一', '二', '三'].map((text) => client.ask(say(text))));
    expect(desk.house.received.map(({ content }) => content)).toMatchObject([
      { text: '一' },
      { text: '二' },
      { text: '三' },
    ]);
  });

  test('an outage asks the page to send it again, and then it is taken', async () => {
    const client = await desk.client();
    const eventId = randomUUID();
    desk.house.answer = () => Promise.reject(new Error('the database is away'));
    expect(await client.ask(say('在吗', { eventId }))).toMatchObject({ code: 'unavailable', againMs: 2000 });
    desk.house.answer = async () => null;
    expect(await client.ask(say('在吗', { eventId }))).toMatchObject({ type: 'ack', reply: null });
    expect(desk.house.lines(zhang)).toHaveLength(1);
  });

  test('a conversation is opened once, however many windows do it', async () => {
    const client = await desk.client();
    await client.ask({ type: 'open', address: zhang });
    await (await desk.client()).ask({ type: 'open', address: zhang });
    expect(desk.house.received).toMatchObject([{ content: { kind: 'opened' } }]);
  });
});

describe('bad input is refused and the socket lives', () => {
  test.each([
    ['100 000 characters', say('字'.repeat(100_000)), 'frame_too_large|text_too_long'],
    ['a text above what we promise', say('字'.repeat(7000)), 'text_too_long'],
    ['a frame beyond reading', say('x'.repeat(300_000)), 'frame_too_large'],
    ['an unknown type', { type: 'shout', address: zhang }, 'bad_shape'],
    ['a place of others', { type: 'say', address: TEAM, text: '偷听' }, 'unknown_place'],
    ['a file nobody uploaded', { type: 'files', address: zhang, receipts: ['forged.00'] }, 'unknown_file'],
    [
      'an object that looks like a file',
      submit({ id_scan: { id: 'x', name: 'y', type: 'z', size: 1 } }),
      'bad_shape',
    ],
    ['a forged receipt in a form', submit({ id_scan: { receipts: ['forged.00'] } }), 'unknown_file'],
  ])('%s', async (_what, message, code) => {
    const client = await desk.client();
    expect((await client.ask(message)).code).toMatch(new RegExp(`^(${code})$`));
    expect(desk.house.received).toEqual([]);
    expect(await client.ask(say('还在'))).toMatchObject({ type: 'ack' });
  });

  test('an id that is no UUID is told so', async () => {
    const client = await desk.client();
    expect(await client.ask(say('好', { eventId: '1' }))).toMatchObject({ code: 'bad_shape' });
  });

  test('what PostgreSQL cannot keep is taken out of a text', async () => {
    const client = await desk.client();
    await client.ask(say('a\u0000b\ud800'));
    expect(desk.house.received).toMatchObject([{ content: { text: 'ab\ufffd' } }]);
  });

  test('whoever speaks too fast is told when to go on', async () => {
    const client = await desk.client();
    const answers = await Promise.all(Array.from({ length: 60 }, () => client.ask(say('快'))));
    const slowed = answers.filter(({ code }) => code === 'too_fast');
    expect(slowed.length).toBeGreaterThan(0);
    expect(slowed.every(({ againMs }) => Number(againMs) > 0)).toBe(true);
    expect(answers.filter(({ type }) => type === 'ack').length).toBeGreaterThanOrEqual(30);
  });
});

describe('who hears what', () => {
  test('a member hears their groups, and no longer when they have left', async () => {
    const lin = await desk.client({ persona: 'lin' });
    await lin.resume();
    await desk.adapter.send({ key: 'k1', address: TEAM, card: card('组内') });
    await lin.until(({ type }) => type === 'feed');
    desk.house.people.delete('lin');
    await lin.resume(1);
    await desk.adapter.send({ key: 'k2', address: TEAM, card: card('离开以后') });
    await lin.resume(1);
    expect(linesOf(lin, TEAM)).toHaveLength(1);
  });

  test('a customer hears nothing of the team', async () => {
    const customer = await desk.client();
    await desk.adapter.send({ key: 'k1', address: TEAM, card: card('组内') });
    await customer.resume();
    expect(linesOf(customer, TEAM)).toEqual([]);
  });

  test('a page that comes back gets what it missed, updates too', async () => {
    const { ref } = await desk.adapter.send({ key: 'k1', address: zhang, card: card('一') });
    const client = await desk.client();
    await client.resume();
    client.close();
    await desk.adapter.update({ key: 'k2', address: zhang, card: card('一，已更新') }, ref);
    await desk.adapter.send({ key: 'k3', address: zhang, card: card('二') });
    const back = await desk.client();
    await back.resume(1);
    expect(linesOf(back, zhang).map(({ body }) => (body as { card: Card }).card.title)).toEqual([
      '一，已更新',
      '二',
    ]);
  });

  test('what one instance sends shows at the sockets of another', async () => {
    const other = await openWebDesk({ house: desk.house });
    const client = await other.client();
    await client.resume();
    await desk.adapter.send({ key: 'k1', address: zhang, card: card('来自另一台') });
    await client.until(({ type }) => type === 'feed');
    expect(linesOf(client, zhang)).toHaveLength(1);
    await other.stop();
  });

  test('a link that would run code becomes words', async () => {
    const blocks: Card['blocks'] = [{ kind: 'link', text: '点我', url: 'javascript:alert(1)' }];
    await desk.adapter.send({ key: 'k1', address: zhang, card: { ...card('链接'), blocks } });
    expect(desk.house.lines(zhang)).toMatchObject([
      { body: { card: { blocks: [{ kind: 'text', text: '点我' }] } } },
    ]);
  });
});

describe('who gets in', () => {
  test.each([
    ['from another site', { origin: 'https://evil.example' }],
    ['without an origin', { origin: null }],
    ['as nobody we know', { persona: 'root' }],
    [
      'with a session of yesterday',
      { cookie: `troika_session=${seal(SECRET, 'session', { kind: 'demo', expiresAt: 1 })}` },
    ],
    [
      'with a token made for something else',
      { cookie: `troika_session=${seal(SECRET, 'receipt', forever)}` },
    ],
  ])('nobody %s', async (_who, options) => {
    const client = await desk.client(options);
    await client.until(() => false);
    expect(client.closed()).toBe(4403);
  });

  test('the demo opens with its key only, and the cookie is kept from scripts and other sites', async () => {
    const enter = (key: string) =>
      desk.request('/web/demo/enter', { method: 'POST', body: JSON.stringify({ key }) });
    const refused = await enter('guess');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('set-cookie')).toBeNull();
    const entered = await enter(KEY);
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
  });

  test('where a real platform is on there is no demo, not even for an old session', async () => {
    const serious = await openWebDesk({ demo: null });
    const cookie = await desk.enter();
    const client = await openClient(serious.server.url, { cookie });
    await client.until(() => false);
    expect(client.closed()).toBe(4403);
    expect((await serious.request('/web/demo/clock', { method: 'POST', cookie })).status).toBe(404);
    await serious.stop();
  });

  test('configuring a real platform turns the demo off', () => {
    const seen: unknown[] = [];
    const real = { platform: 'real', needs: ['REAL_TOKEN'], configure: () => desk.adapter };
    const page = {
      platform: 'web',
      builtIn: true as const,
      needs: [],
      configure(_env: unknown, demo: unknown) {
        seen.push(demo);
        return null;
      },
    };
    const demo = {
      key: KEY16,
      advance: async () => {},
      board: async () => ({ sops: [] }),
      cashier: { secret: '', url: () => '' },
    };
    configureAdapters([page, real], {}, demo);
    configureAdapters([page], {}, demo);
    expect(seen).toEqual([null, demo]);
  });

  test('a wrong setting is named', () => {
    expect(() => web.configure({ PUBLIC_URL: 'desk', SECRET: 'x'.repeat(16), TZ_DESK: 'UTC' }, null)).toThrow(
      /PUBLIC_URL/,
    );
  });
});

const KEY16 = 'k'.repeat(16);

describe('files', () => {
  const upload = async (body: string, name = 'scan.png', cookie?: string) =>
    desk.request('/web/files?persona=zhang', {
      method: 'POST',
      body,
      headers: { 'x-file-name': encodeURIComponent(name) },
      cookie: cookie ?? (await desk.enter()),
    });

  test('are uploaded, sent by their receipt, and come back as an attachment', async () => {
    const answer = (await (await upload('bytes', '身份证 正面.png')).json()) as {
      file: { id: string };
      receipt: string;
    };
    const client = await desk.client();
    expect(await client.ask({ type: 'files', address: zhang, receipts: [answer.receipt] })).toMatchObject({
      type: 'ack',
    });
    expect(desk.house.received).toMatchObject([
      { content: { kind: 'files', files: [{ name: '身份证 正面.png' }] } },
    ]);
    const back = await desk.request(`/web/files/${answer.file.id}?persona=zhang`, {
      cookie: await desk.enter(),
    });
    expect(back.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(back.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await back.text()).toBe('bytes');
  });

  test('answer a question of a form by their receipt, and another person’s receipt is none', async () => {
    const { receipt, file } = (await (await upload('bytes')).json()) as { file: object; receipt: string };
    const client = await desk.client();
    await client.ask(submit({ id_scan: { receipts: [receipt] }, note: '正反面' }));
    expect(desk.house.received).toMatchObject([{ content: { input: { id_scan: [file], note: '正反面' } } }]);
    const lin = await desk.client({ persona: 'lin' });
    const stolen = { type: 'files', address: directAddress('lin'), receipts: [receipt] };
    expect(await lin.ask(stolen)).toMatchObject({ code: 'unknown_file' });
  });

  test.each([
    ['an empty one', '', 'a.png', 422, 'file_empty'],
    ['one above 20 MB', 'x'.repeat(20 * 1024 * 1024 + 1), 'a.png', 413, ''],
    ['one without a name', 'x', '', 400, 'bad_file_name'],
  ])('%s is refused', async (_what, body, name, status, code) => {
    const response = await upload(body, name);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(code);
  });

  test('need a session, a page of ours, and an id that is there', async () => {
    expect((await upload('x', 'a.png', 'troika_session=forged.00')).status).toBe(403);
    const foreign = { method: 'POST', body: 'x', headers: { origin: 'https://evil.example' } };
    expect(
      (await desk.request('/web/files?persona=zhang', { ...foreign, cookie: await desk.enter() })).status,
    ).toBe(403);
    expect((await desk.request('/web/files/none?persona=zhang', { cookie: await desk.enter() })).status).toBe(
      404,
    );
  });
});

function submit(input: object): object {
  return { type: 'submit', address: zhang, form: 'submit:1:1', input };
}
