/**
 * A chat platform that never throttles, in a process of its own: `POST /<side>` takes a message `{ key, address }`
 * whose key ends with its number at that address, `GET /<side>` tells what came and forgets it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Arrived {
  readonly messages: number;
  readonly bytes: number;
  /** Messages that did not follow the one before them at their address: swapped, missing or twice. */
  readonly violations: number;
}

interface Side {
  messages: number;
  bytes: number;
  violations: number;
  last: Map<string, number>;
}

const sides = new Map<string, Side>();
const fresh = (): Side => ({ messages: 0, bytes: 0, violations: 0, last: new Map() });

function sideOf(url: string): Side {
  const side = sides.get(url) ?? fresh();
  sides.set(url, side);
  return side;
}

function take(side: Side, body: Buffer): string {
  const { key, address } = JSON.parse(body.toString()) as { key: string; address: string };
  const number = Number(key.slice(key.lastIndexOf('/') + 1));
  if (number !== (side.last.get(address) ?? 0) + 1) side.violations += 1;
  side.last.set(address, number);
  side.messages += 1;
  side.bytes += body.length;
  return `{"ref":"${side.messages}"}`;
}

const server = createServer((request, response) => {
  const side = sideOf(request.url ?? '/');
  if (request.method === 'GET') {
    const { messages, bytes, violations } = side;
    sides.delete(request.url ?? '/');
    response.end(JSON.stringify({ messages, bytes, violations } satisfies Arrived));
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const answer = take(side, Buffer.concat(chunks));
    response.setHeader('content-type', 'application/json').end(answer);
  });
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
// The parent's end is ours: nothing is left behind when a bench is killed.
process.stdin.on('end', () => process.exit(0)).resume();
