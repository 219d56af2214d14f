/** The HTTP side of an emulator: routes with parameters on a real port, and answers that may be withheld. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is a buffer. */
  readonly body: unknown;
}

/** What was done is done, and the caller does not hear of it: the connection is cut. */
export const CUT = Symbol('cut');
export type Outcome = Answer | typeof CUT;

export interface Route {
  readonly method: string;
  /** `/chats/:chat_id/members`. */
  readonly path: string;
  handle(asked: Asked): Outcome | Promise<Outcome>;
}

export interface HttpDoor {
  readonly url: string;
  readonly port: number;
  onUpgrade(take: (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void): void;
  close(): Promise<void>;
}

const MOST_BYTES = 120 * 1024 * 1024;

export async function openHttpDoor(routes: readonly Route[], port = 0): Promise<HttpDoor> {
  const server = http.createServer((request, response) => {
    answer(routes, request)
      .catch((error: unknown): Answer => ({ status: 500, body: { emulator: String(error) } }))
      .then((outcome) => respond(response, outcome));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    onUpgrade: (take) => void server.on('upgrade', take),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(routes: readonly Route[], request: http.IncomingMessage): Promise<Outcome> {
  const url = new URL(request.url ?? '/', 'http://emulator');
  const body = await bodyOf(request);
  if (!body) return { status: 413, body: { expected: `at most ${MOST_BYTES} bytes` } };
  for (const route of routes) {
    const params = route.method === request.method ? match(route.path, url.pathname) : null;
    if (!params) continue;
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
    );
    return route.handle({
      method: route.method,
      path: route.path,
      params,
      query: url.searchParams,
      headers,
      body,
    });
  }
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: Buffer.from('404 page not found') };
}

async function bodyOf(request: http.IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size <= MOST_BYTES) parts.push(part as Buffer);
  }
  return size > MOST_BYTES ? null : Buffer.concat(parts);
}

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const got = path.split('/');
  if (wanted.length !== got.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(got[index] ?? '');
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

function respond(response: http.ServerResponse, outcome: Outcome): void {
  if (outcome === CUT) return void response.destroy();
  const { status, headers, body } = outcome;
  if (Buffer.isBuffer(body)) response.writeHead(status, headers).end(body);
  else
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
      .end(JSON.stringify(body));
}
