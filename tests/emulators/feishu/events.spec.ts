/** Events on both ways, heard by the vendor's own WSClient and EventDispatcher. */
import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AESCipher, adaptDefault, type WSClient } from '@larksuiteoapi/node-sdk';
import { FeishuEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';
import { clientOf, connect, dispatcherOf } from './vendor-sdk.js';
import { seal } from './webhook.js';

interface Heard {
  readonly event_id: string;
  readonly message: {
    readonly content: string;
    readonly chat_type: string;
    readonly mentions?: { key: string }[];
  };
}

let emulator: FeishuEmulator;
let wang: Hands;
let group: string;
let heard: Heard[];
const closing: (() => unknown)[] = [];
const hears = { 'im.message.receive_v1': (event: Heard) => void heard.push(event) };
const texts = () => heard.map(({ message }) => (JSON.parse(message.content) as { text: string }).text);

beforeEach(async () => {
  heard = [];
  emulator = await FeishuEmulator.start({ connections: { ackWithinMs: 1000 } });
  wang = emulator.addPerson({ name: '王工' });
  group = emulator.addGroup({ name: '受理组', members: [wang.person.openId] });
});
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await emulator.close();
});

async function connected(
  handles: Record<string, (event: never) => unknown> = hears,
  pongWithinS?: number,
): Promise<WSClient> {
  const client = await connect(emulator, handles, pongWithinS);
  closing.push(() => client.close());
  return client;
}

/** The SDK's own webhook handler on a port. */
async function listening(handles: Record<string, (event: never) => unknown> = hears): Promise<string> {
  const handler = adaptDefault('/feishu/events', dispatcherOf(emulator, handles), { autoChallenge: true });
  const server = http.createServer(handler).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/feishu/events`;
}

/** What the clock set off comes to its end in its own time. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 2000; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}

describe('over the long connection', () => {
  test('what is said in private is heard, and so is a mention in a group; other talk is not', async () => {
    await connected();
    expect(await wang.says(wang.direct, '三楼打印机卡纸')).toMatchObject([
      { heard: true, acknowledged: true },
    ]);
    expect(await wang.says(group, '大家早')).toMatchObject([{ heard: false }]);
    await wang.says(group, '报障 @三驾马车 空调漏水', { mentions: ['bot'] });
    expect(texts()).toEqual(['三楼打印机卡纸', '报障 @_user_1 空调漏水']);
    expect(heard.map(({ message }) => message.chat_type)).toEqual(['p2p', 'group']);
  });

  test('an event larger than a frame comes in parts and is heard whole', async () => {
    await emulator.close();
    emulator = await FeishuEmulator.start({ connections: { partBytes: 100 } });
    wang = emulator.addPerson({ name: '王工' });
    await connected();
    await wang.says(wang.direct, '很长'.repeat(500));
    expect(texts()).toEqual(['很长'.repeat(500)]);
  });

  test('connections take turns', async () => {
    const [one, two]: Heard[][] = [[], []];
    await connected({ 'im.message.receive_v1': (event: Heard) => void one?.push(event) });
    await connected({ 'im.message.receive_v1': (event: Heard) => void two?.push(event) });
    for (const said of ['1', '2', '3', '4']) await wang.says(wang.direct, said);
    expect([one?.length, two?.length]).toEqual([2, 2]);
  });

  test('a handler that throws, or is late, hears it again after 15 s, and no more once it answered', async () => {
    const events: string[] = [];
    await connected({
      'im.message.receive_v1': ({ event_id }: Heard) => {
        events.push(event_id);
        if (events.length === 1) throw new Error('not yet');
        return events.length === 2 ? new Promise((resolve) => setTimeout(resolve, 1200)) : undefined;
      },
    });
    expect(await wang.says(wang.direct, '在吗')).toMatchObject([{ acknowledged: false }]);
    emulator.clock.advance(15_000);
    await until(() => emulator.counts().failed === 2);
    emulator.clock.advance(300_000);
    await until(() => emulator.counts().acknowledged === 1);
    emulator.clock.advance(30 * 3_600_000);
    expect(new Set(events).size).toBe(1);
    expect(emulator.counts()).toMatchObject({ events: 1, attempts: 3, acknowledged: 1, givenUp: 0 });
  });

  test('what nobody answers is given up after four more attempts', async () => {
    await wang.says(wang.direct, '有人吗');
    for (const wait of [15_000, 300_000, 3_600_000, 21_600_000]) {
      const { failed } = emulator.counts();
      emulator.clock.advance(wait);
      await until(() => emulator.counts().failed === failed + 1);
    }
    expect(emulator.counts()).toMatchObject({ attempts: 5, acknowledged: 0, givenUp: 1 });
  });

  test('a dropped client comes back by itself', async () => {
    const client = await connected();
    emulator.connections.drop();
    await until(() => emulator.connections.count === 1);
    await until(() => client.getConnectionStatus().state === 'connected');
    await wang.says(wang.direct, '还在吗');
    expect(texts()).toEqual(['还在吗']);
  });

  test('a connection that has fallen silent is noticed by its unanswered ping, and replaced', async () => {
    await emulator.close();
    const clientConfig = {
      ReconnectCount: -1,
      ReconnectInterval: 1,
      ReconnectNonce: 0.05,
      PingInterval: 0.5,
    };
    emulator = await FeishuEmulator.start({ connections: { clientConfig } });
    wang = emulator.addPerson({ name: '王工' });
    await connected(hears, 0.2); // the SDK's watch begins anew with every ping, so it must be the shorter
    emulator.connections.fallSilent();
    expect(await wang.says(wang.direct, '在吗')).toMatchObject([{ acknowledged: false }]);
    await until(() => emulator.connections.count === 1);
    emulator.clock.advance(15_000);
    await until(() => emulator.counts().acknowledged === 1);
    expect(texts()).toEqual(['在吗']);
  });

  test('wrong credentials are refused', async () => {
    const { appId } = emulator.app;
    const answer = await fetch(`${emulator.url}/callback/ws/endpoint`, {
      method: 'POST',
      body: JSON.stringify({ AppID: appId, AppSecret: 'wrong' }),
    });
    expect(await answer.json()).toEqual({ code: 514, msg: 'auth failed', data: {} });
  });
});

describe('over the webhook', () => {
  test('an address that answers the challenge hears events, encrypted and signed', async () => {
    expect(await emulator.listensAt(await listening())).toMatchObject({ acknowledged: true });
    await wang.says(wang.direct, '三楼打印机卡纸');
    expect(texts()).toEqual(['三楼打印机卡纸']);
    expect(emulator.counts()).toMatchObject({ events: 1, attempts: 1, acknowledged: 1 });
  });

  test('an address that does not know the challenge is told so', async () => {
    const server = http.createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    closing.push(
      () => server.closeAllConnections(),
      () => server.close(),
    );
    const verified = await emulator.listensAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(verified).toMatchObject({ acknowledged: false, why: 'expected the challenge, got undefined' });
  });

  test('what is not answered with 200 is repeated until it is', async () => {
    const statuses = [500, 401, 200];
    const bodies: string[] = [];
    const server = http.createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      bodies.push(String(Buffer.concat(parts)));
      response.writeHead(statuses[bodies.length - 2] ?? 500).end('{}');
    });
    server.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    closing.push(
      () => server.closeAllConnections(),
      () => server.close(),
    );
    await emulator.listensAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await wang.says(wang.direct, '在吗');
    emulator.clock.advance(15_000);
    await until(() => emulator.counts().failed === 2);
    emulator.clock.advance(300_000);
    await until(() => emulator.counts().acknowledged === 1);
    expect(bodies).toHaveLength(4);
  });

  test('a body is sealed as the SDK opens it, and its signature covers every byte', () => {
    const { body, headers } = seal(emulator.app, '{"a":"中文"}', emulator.clock.now());
    const { encrypt } = JSON.parse(body) as { encrypt: string };
    expect(new AESCipher(emulator.app.encryptKey).decrypt(encrypt)).toBe('{"a":"中文"}');
    const signed = ['timestamp', 'nonce'].map((name) => headers[`x-lark-request-${name}`]).join('');
    const digest = createHash('sha256')
      .update(signed + emulator.app.encryptKey + body)
      .digest('hex');
    expect(headers['x-lark-signature']).toBe(digest);
  });

  test('an app without an encrypt key hears events in the clear', async () => {
    await emulator.close();
    emulator = await FeishuEmulator.start({ app: { encryptKey: '' } });
    wang = emulator.addPerson({ name: '王工' });
    await emulator.listensAt(await listening());
    await wang.says(wang.direct, '在吗');
    expect(texts()).toEqual(['在吗']);
  });
});

describe('files', () => {
  test('a picture somebody sent can be fetched by its message', async () => {
    await connected();
    const bytes = Buffer.from('\x89PNG picture');
    await wang.says(wang.direct, '看这个', {
      files: [
        { name: 'a.png', bytes },
        { name: '合同.pdf', bytes, kind: 'file' },
      ],
    });
    expect(wang.sees(wang.direct).map(({ type }) => type)).toEqual(['text', 'image', 'file']);
    const events = heard as unknown as {
      message: { message_id: string; message_type: string; content: string };
    }[];
    const picture = events.find(({ message }) => message.message_type === 'image')?.message;
    const resource = await clientOf(emulator).im.messageResource.get({
      path: {
        message_id: picture?.message_id ?? '',
        file_key: (JSON.parse(picture?.content ?? '{}') as { image_key: string }).image_key,
      },
      params: { type: 'image' },
    });
    const parts: Buffer[] = [];
    for await (const part of resource.getReadableStream()) parts.push(part as Buffer);
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  });
});

describe('bad days', () => {
  test('an event comes twice with the same id', async () => {
    await connected();
    emulator.world.faults.switchOn({ kind: 'duplicate' });
    await wang.says(wang.direct, '在吗');
    expect(texts()).toEqual(['在吗', '在吗']);
    expect(new Set(heard.map(({ event_id }) => event_id)).size).toBe(1);
    expect(emulator.counts()).toMatchObject({ events: 1, attempts: 2, faults: { duplicate: 1 } });
  });

  test('an event is overtaken by the next', async () => {
    await connected();
    emulator.world.faults.switchOn({ kind: 'out-of-order' });
    await Promise.all([wang.says(wang.direct, 'first'), wang.says(wang.direct, 'second')]);
    expect(texts()).toEqual(['second', 'first']);
  });

  test('a connection ends before the acknowledgement arrives, and the event comes again', async () => {
    await connected();
    emulator.world.faults.switchOn({ kind: 'disconnect' });
    expect(await wang.says(wang.direct, '在吗')).toMatchObject([{ acknowledged: false }]);
    await until(() => emulator.connections.count === 1);
    emulator.clock.advance(15_000);
    await until(() => emulator.counts().acknowledged === 1);
    expect(texts()).toEqual(['在吗', '在吗']);
  });
});
