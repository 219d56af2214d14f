/** Sockets of adapters on the product's port, spoken to over the wire. */
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import WebSocket from 'ws';
import type { RouteRequest } from '../../src/platform/context.js';
import { until } from '../scheduler/until.js';
import { serving } from './serving.js';

const requests: RouteRequest[] = [];
const closed: string[] = [];

const server = serving((mounting) => {
  mounting.socket('/web/echo', (socket, request) => {
    requests.push(request);
    socket.onMessage((text) => {
      if (text === 'throw') throw new Error('planted');
      if (text === 'leave') socket.close(4001, 'as asked');
      else socket.send(`you said ${text}`);
    });
    socket.onClose(() => {
      closed.push('closed');
      socket.send('into the void');
    });
  });
  mounting.socket('/web/broken', () => {
    throw new Error('planted');
  });
});

async function connect(path: string): Promise<WebSocket> {
  const socket = new WebSocket(server().url.replace('http', 'ws') + path, { headers: { cookie: 'a=b' } });
  await once(socket, 'open');
  return socket;
}

test('text goes both ways, and the handler sees the request', async () => {
  const socket = await connect('/web/echo?since=3');
  socket.send('你好');
  const [message] = await once(socket, 'message');
  expect(String(message)).toBe('you said 你好');
  expect(requests.at(-1)).toMatchObject({
    query: { since: '3' },
    headers: { cookie: 'a=b' },
    ip: '127.0.0.1',
  });
  socket.close();
  await until(() => closed.length === 1, 1000);
});

test.each([
  ['a close is given with its reason', 'leave', 4001],
  ['a throwing listener closes that socket only', 'throw', 1011],
  ['a message above the limit closes it', 'x'.repeat(1_300_000), 1009],
  ['bytes are not spoken here', Buffer.from([1]), 1003],
])('%s', async (_title, message, code) => {
  const [socket, other] = await Promise.all([connect('/web/echo'), connect('/web/echo')]);
  socket.send(message);
  const [got] = await once(socket, 'close');
  expect(got).toBe(code);
  other.send('still here');
  expect(String((await once(other, 'message'))[0])).toBe('you said still here');
  other.close();
});

test('a handler that throws on opening closes it, with one line in the log', async () => {
  const before = server().logged.length;
  const socket = new WebSocket(`${server().url.replace('http', 'ws')}/web/broken`);
  const [code] = await once(socket, 'close');
  expect(code).toBe(1011);
  expect(
    server()
      .logged.slice(before)
      .map(({ message }) => message),
  ).toEqual(['http: a socket handler failed']);
});

test('there is no socket at other addresses, and a socket is no page', async () => {
  const socket = new WebSocket(`${server().url.replace('http', 'ws')}/web/none`);
  const [error] = await once(socket, 'error');
  expect(String(error)).toContain('404');
  expect((await fetch(`${server().url}/web/echo`)).status).toBe(404);
});
