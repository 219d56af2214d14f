/** What every address of the desk does alike: headers, limits, refusals in one shape, and staying alive. */
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { Route } from '../../src/platform/context.js';
import { serving } from './serving.js';

/** Beyond it somebody was made to wait; alone it takes a tenth of that. */
const SOON_MS = 5_000;

const echo: Route = {
  method: 'POST',
  path: '/echo/:name',
  maxBytes: 100_000,
  handle: async ({ headers, params, query, body, ip }) => ({
    status: 201,
    headers: { 'x-own': 'yes' },
    body: JSON.stringify({
      params,
      query,
      ip,
      type: headers['content-type'] ?? null,
      hex: Buffer.from(body).toString('hex'),
    }),
  }),
};
const failing: Route = {
  method: 'GET',
  path: '/failing',
  maxBytes: 1,
  handle: async () => {
    throw new Error('the password is hunter2');
  },
};
const secretive: Route = { ...failing, path: '/failing/:token' };
const bytes: Route = {
  method: 'GET',
  path: '/bytes',
  maxBytes: 1,
  handle: async () => ({
    status: 200,
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array([1, 2, 3, 4]).subarray(1, 3),
  }),
};

const server = serving(
  (mounting) => {
    for (const route of [echo, failing, secretive, bytes]) mounting.route(route);
  },
  { requestMs: 600 },
);
const limited = serving((mounting) => mounting.route(bytes), { perMinute: 5 });

const alive = async () => expect((await fetch(`${server().url}/bytes`)).status).toBe(200);
const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  fetch(`${server().url}/echo/x`, { method: 'POST', body, headers });

describe('every answer', () => {
  test('carries the security headers', async () => {
    const { headers } = await fetch(`${server().url}/bytes`);
    const csp = headers.get('content-security-policy')?.split(';');
    expect(csp).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "connect-src 'self' ws: wss:",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
      ]),
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('is made of the bytes as they came, whatever their type says', async () => {
    for (const type of [
      'application/json',
      'application/xml',
      'text/plain',
      'application/x-www-form-urlencoded',
    ]) {
      const answer = await post('{"broken": \u00e9', { 'content-type': type });
      expect(answer.status).toBe(201);
      expect(answer.headers.get('x-own')).toBe('yes');
      expect(await answer.json()).toMatchObject({ type, hex: Buffer.from('{"broken": é').toString('hex') });
    }
    const untyped = await post(new Uint8Array([0, 255, 13, 10]));
    expect(await untyped.json()).toMatchObject({ type: null, hex: '00ff0d0a' });
  });

  test('a handler gets parameters, query and the address of the connection, not of a header', async () => {
    const answer = await fetch(`${server().url}/echo/a%20b?x=1&x=2&y=`, {
      method: 'POST',
      headers: { 'x-forwarded-for': '203.0.113.9' },
    });
    expect(await answer.json()).toEqual({
      params: { name: 'a b' },
      query: { x: '1', y: '' },
      ip: '127.0.0.1',
      type: null,
      hex: '',
    });
  });

  test('a part of a buffer is sent as that part', async () => {
    const answer = await fetch(`${server().url}/bytes`);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([2, 3]));
    expect(answer.headers.get('content-type')).toBe('image/png');
  });
});

describe('refusals', () => {
  test.each(['/api/v1/tickets', '/web/none', '/hooks', '/hooks/x/y'])(
    '%s is not there, and says so in JSON',
    async (path) => {
      const answer = await fetch(server().url + path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toEqual({
        error: {
          code: 'not_found',
          expected: expect.any(String),
          got: `GET ${path}`,
          do: expect.any(String),
        },
      });
    },
  );

  test('an address that cannot be decoded is refused in the same shape', async () => {
    const answer = await fetch(`${server().url}/echo/%zz`, { method: 'POST' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: 'bad_request' } });
  });

  test('a wrong method is refused in JSON', async () => {
    const answer = await fetch(`${server().url}/bytes`, { method: 'DELETE' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      'application/json; charset=utf-8',
    ]);
  });

  test('a body above the limit of its route is refused before the handler runs', async () => {
    expect((await post('x'.repeat(100_000))).status).toBe(201);
    const answer = await post('x'.repeat(100_001));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({
      error: { code: 'too_large', expected: 'a body of at most 100000 bytes', got: '100001 bytes' },
    });
  });

  test('a body of unknown length is cut off at the limit', async () => {
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(50_000));
      },
    });
    const began = Date.now();
    const outcome = await fetch(`${server().url}/echo/x`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
    } as RequestInit).then(
      ({ status }) => status,
      () => 'cut', // we close while the client still sends
    );
    expect([413, 'cut']).toContain(outcome);
    expect(Date.now() - began).toBeLessThan(SOON_MS);
    await alive();
  });

  test('50 MB are refused quickly, and the server lives', async () => {
    const socket = net.connect(server().port, '127.0.0.1');
    await once(socket, 'connect');
    const began = Date.now();
    socket.on('error', () => {}); // we close while the client still sends
    socket.write('POST /echo/x HTTP/1.1\r\nhost: x\r\ncontent-length: 50000000\r\n\r\n');
    socket.write(Buffer.alloc(50_000_000));
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 413 /u);
    expect(String(answer)).toContain('"got":"50000000 bytes"');
    expect(Date.now() - began).toBeLessThan(SOON_MS);
    socket.destroy();
    const asClientsDo = await post(Buffer.alloc(50_000_000));
    expect(asClientsDo.status).toBe(413);
    await alive();
  });

  test('a throwing handler is a 500 without its reason, and one line in the log', async () => {
    const before = server().logged.length;
    const answer = await fetch(`${server().url}/failing?key=secret`);
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'internal' } });
    expect(text).not.toContain('hunter2');
    expect(server().logged.slice(before)).toEqual([
      {
        level: 'error',
        message: 'http: a handler failed',
        fields: { err: expect.any(Error), method: 'GET', path: '/failing' },
      },
    ]);
    await alive();
  });

  test('what stands in the path is kept out of the log: it may be a key', async () => {
    const before = server().logged.length;
    expect((await fetch(`${server().url}/failing/hunter2`)).status).toBe(500);
    expect(server().logged.slice(before)).toMatchObject([{ fields: { path: '/failing/:token' } }]);
  });

  test('a flood is told to wait; health is always answered', async () => {
    const statuses = [];
    for (let n = 0; n < 7; n += 1) statuses.push((await fetch(`${limited().url}/bytes`)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const answer = await fetch(`${limited().url}/bytes`);
    expect(await answer.json()).toMatchObject({ error: { code: 'too_many' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(`${limited().url}/healthz`)).status).not.toBe(429);
  });
});

describe('clients that do not play along', () => {
  /** Sends this and returns what came until the server hung up. */
  async function raw(text: string, thenWaitMs = 5000): Promise<string> {
    const socket = net.connect(server().port, '127.0.0.1');
    let got = '';
    socket.on('data', (chunk) => {
      got += String(chunk);
    });
    socket.on('error', () => {});
    socket.write(text);
    await Promise.race([once(socket, 'close'), sleep(thenWaitMs, undefined, { ref: false })]);
    socket.destroy();
    return got;
  }

  test('a body that trickles is given up after the time for a request', async () => {
    const began = Date.now();
    const got = await raw('POST /echo/x HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nonly this');
    expect(got).toMatch(/^HTTP\/1.1 408 /u);
    expect(got).toContain('"code":"too_slow"');
    expect(Date.now() - began).toBeLessThan(SOON_MS);
    await alive();
  });

  test('a body that is broken off reaches no handler, and is no fault of ours', async () => {
    const before = server().logged.length;
    await raw('POST /echo/x HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nhalf', 50);
    await sleep(50);
    expect(server().logged.slice(before)).toEqual([]);
    await alive();
  });

  test('what is no HTTP at all is answered and hung up on', async () => {
    expect(await raw('\x16\x03\x01 hello\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 Bad Request\r\n.*"code":"bad_request"/su,
    );
    expect(await raw(`GET /bytes HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 /u,
    );
    await alive();
  });
});
