/** The demo's own doors: its clock, its board, and a cashier that signs like a real payment provider. */
import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openWebDesk, type WebDesk } from './web-desk.js';

const HOUR = 3_600_000;

let desk: WebDesk;
let cookie: string;
let hook: http.Server;
let hooked: { body: string; signature: string }[];
let hookStatus: number;

beforeEach(async () => {
  hooked = [];
  hookStatus = 200;
  hook = http.createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    hooked.push({ body, signature: String(request.headers['x-troika-signature']) });
    response.writeHead(hookStatus).end('{}');
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  const { port } = hook.address() as AddressInfo;
  const cashier = { secret: 'hook secret', url: () => `http://127.0.0.1:${port}/hooks/payment` };
  desk = await openWebDesk({ demo: { cashier } });
  cookie = await desk.enter();
});

afterEach(async () => {
  await desk.stop();
  await new Promise((resolve) => hook.close(resolve));
});

const post = (path: string, body: unknown, with_ = cookie) =>
  desk.request(path, { method: 'POST', body: JSON.stringify(body), cookie: with_ });

test('moving the clock moves it for everybody, and every page is told', async () => {
  const client = await desk.client();
  await client.resume();
  const before = desk.house.clock.now;
  const answer = (await (await post('/web/demo/clock', { advanceMs: 2 * HOUR })).json()) as { now: number };
  expect(answer.now).toBe(before + 2 * HOUR);
  expect(await client.until(({ type, now }) => type === 'clock' && now === answer.now)).toBeDefined();
});

test.each([0, -1, 1.5, 32 * 24 * HOUR, 'soon', null])('the clock is not moved by %j', async (advanceMs) => {
  const before = desk.house.clock.now;
  expect((await post('/web/demo/clock', { advanceMs })).status).toBe(400);
  expect(desk.house.clock.now).toBe(before);
});

test('a payment is a signed webhook, with an id of its own each time', async () => {
  expect((await post('/web/demo/pay', { ticket: 7 })).status).toBe(200);
  expect((await post('/web/demo/pay', { ticket: 7 })).status).toBe(200);
  const [first, second] = hooked.map(({ body }) => JSON.parse(body) as { id: string });
  expect(first).toMatchObject({
    type: 'paid',
    ticket: 7,
    data: { payment_ref: expect.any(String), amount: 1280 },
  });
  expect(first?.id).not.toBe(second?.id);
  const { body = '', signature = '' } = hooked[0] ?? {};
  const [, seconds, given] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  expect(given).toBe(createHmac('sha256', 'hook secret').update(`${seconds}.${body}`).digest('hex'));
  expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(5);
});

test('a payment the desk refuses is said to be refused', async () => {
  hookStatus = 409;
  const response = await post('/web/demo/pay', { ticket: 7 });
  expect(response.status).toBe(502);
  expect(await response.json()).toMatchObject({ error: 'payment_refused' });
});

test.each(['/web/demo/clock', '/web/demo/pay'])('%s needs a session', async (path) => {
  expect((await post(path, { advanceMs: 1, ticket: 1 }, '')).status).toBe(403);
  expect(hooked).toEqual([]);
});

test('who I may be is told to those inside, and only the way in to others', async () => {
  const outside = await (await desk.request('/web/session')).json();
  expect(outside).toMatchObject({ session: 'none', demoOffered: true, personas: [] });
  const inside = (await (await desk.request('/web/session', { cookie })).json()) as {
    personas: { role: string }[];
  };
  expect(inside.personas.map(({ role }) => role)).toEqual([
    'customer',
    'agent',
    'colleague',
    'lead',
    'manager',
  ]);
});
