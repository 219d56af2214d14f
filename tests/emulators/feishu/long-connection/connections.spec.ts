/** The long connection frame by frame, spoken by hand: what the SDK hides. */
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import { FeishuEmulator } from '../emulator.js';
import type { Hands } from '../human/hands.js';
import { CONTROL, DATA, decode, encode, type Frame } from './frame.js';

let emulator: FeishuEmulator;
let wang: Hands;
const sockets: WebSocket[] = [];
beforeEach(async () => {
  emulator = await FeishuEmulator.start({ connections: { partBytes: 200 } });
  wang = emulator.addPerson({ name: '王工' });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await emulator.close();
});

interface Endpoint {
  readonly code: number;
  readonly data: { readonly URL: string; readonly ClientConfig: Record<string, number> };
}

async function endpoint(): Promise<Endpoint> {
  const { appId, appSecret } = emulator.app;
  const body = JSON.stringify({ AppID: appId, AppSecret: appSecret });
  return (await (
    await fetch(`${emulator.url}/callback/ws/endpoint`, { method: 'POST', body })
  ).json()) as Endpoint;
}

/** Connected, and known to listen by its first ping. */
async function open(): Promise<WebSocket> {
  const socket = new WebSocket((await endpoint()).data.URL);
  sockets.push(socket);
  await once(socket, 'open');
  const pong = next(socket);
  ping(socket);
  expect(await pong).toMatchObject({ method: CONTROL, headers: { type: 'pong' } });
  return socket;
}

const ping = (socket: WebSocket) => said(socket, { method: CONTROL, headers: { type: 'ping' } });

async function next(socket: WebSocket): Promise<Frame> {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return decode(data);
}

const said = (socket: WebSocket, frame: Partial<Frame>) =>
  socket.send(
    encode({ seqId: 1, service: 1, method: DATA, headers: {}, payload: Buffer.alloc(0), ...frame }),
  );

test('a ping is answered with how to behave', async () => {
  const socket = await open();
  const pong = next(socket);
  ping(socket);
  expect(JSON.parse(String((await pong).payload))).toMatchObject({ PingInterval: 120, ReconnectCount: -1 });
});

test('a client is spoken to once it has spoken, when it surely listens', async () => {
  const socket = new WebSocket((await endpoint()).data.URL);
  sockets.push(socket);
  await once(socket, 'open');
  const heard: string[] = [];
  socket.on('message', (data: Buffer) => {
    const { headers } = decode(data);
    heard.push(headers.type ?? '');
    if (headers.type === 'event') said(socket, { headers, payload: Buffer.from('{"code":200}') });
  });
  const saying = wang.says(wang.direct, '在吗');
  await new Promise(setImmediate);
  ping(socket);
  expect(await saying).toMatchObject([{ acknowledged: true }]);
  expect(heard.slice(0, 2)).toEqual(['pong', 'event']);
});

test('an event comes in numbered parts, and is acknowledged once by its message id', async () => {
  const socket = await open();
  const frames: Frame[] = [];
  socket.on('message', (data: Buffer) => {
    frames.push(decode(data));
    const { headers } = frames[frames.length - 1] as Frame;
    if (Number(headers.seq) + 1 < Number(headers.sum)) return;
    for (let times = 0; times < 2; times += 1)
      said(socket, { headers, payload: Buffer.from('{"code":200}') });
  });
  await wang.says(wang.direct, '三楼打印机卡纸');
  expect(frames.length).toBeGreaterThan(3);
  expect(frames.map(({ headers }) => headers.seq)).toEqual(frames.map((_frame, index) => String(index)));
  expect(new Set(frames.map(({ headers }) => headers.message_id)).size).toBe(1);
  const whole = JSON.parse(String(Buffer.concat(frames.map(({ payload }) => payload)))) as { header: object };
  expect(whole.header).toMatchObject({ event_type: 'im.message.receive_v1', app_id: emulator.app.appId });
  expect(emulator.counts()).toMatchObject({ attempts: 1, acknowledged: 1, failed: 0 });
});

test.each([
  ['another code', '{"code":500}'],
  ['no JSON', 'ok'],
])('an acknowledgement with %s is none', async (_what, payload) => {
  const socket = await open();
  socket.on('message', (data: Buffer) =>
    said(socket, { headers: decode(data).headers, payload: Buffer.from(payload) }),
  );
  expect(await wang.says(wang.direct, '在吗')).toMatchObject([{ acknowledged: false }]);
});

test('an address is good for one connection', async () => {
  const { data } = await endpoint();
  const first = new WebSocket(data.URL);
  sockets.push(first);
  await once(first, 'open');
  const [error] = (await once(new WebSocket(data.URL), 'error')) as [Error];
  expect(error.message).toContain('403');
});

test('something that is no frame ends the connection and nothing else', async () => {
  const socket = await open();
  socket.send(Buffer.from([255, 255, 255]));
  await once(socket, 'close');
  await open();
});

test('an app has at most fifty connections', async () => {
  await Promise.all(Array.from({ length: 50 }, open));
  emulator.clock.advance(1000); // asking more often than fifty times a second is another refusal
  expect(await endpoint()).toMatchObject({ code: 1000040350, data: {} });
});
