/** Serves what an adapter registered in a house over real HTTP and WebSocket, with the product's own headers. */
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { WebSocketServer } from 'ws';
import type { Route, RouteRequest, RouteResponse } from '../../src/platform/context.js';
import type { House } from './house.js';

const CSP =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; img-src 'self' data: blob:";
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface HouseServer {
  readonly url: string;
  readonly port: number;
  /** Ends every connection, as a restart would. */
  stop(): Promise<void>;
}

/** `page`: directory of the built page, served under /. */
export async function serveHouse(
  house: House,
  options: { port?: number; page?: string } = {},
): Promise<HouseServer> {
  const server = http.createServer((request, response) => {
    answer(house, request, options.page)
      .catch((error: unknown): RouteResponse => ({ status: 500, body: String(error) }))
      .then(({ status, headers, body }) => {
        response.writeHead(status, { 'content-security-policy': CSP, ...headers });
        response.end(body);
      });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const onOpen = house.sockets.get(new URL(request.url ?? '/', 'http://house').pathname);
    if (!onOpen) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate());
      onOpen(
        {
          send: (text) => client.send(text),
          close: (code, reason) => client.close(code, reason),
          onMessage: (listener) => client.on('message', (data) => listener(String(data))),
          onClose: (listener) => client.on('close', () => listener()),
        },
        requestOf(request, new Uint8Array(), {}),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(house: House, request: http.IncomingMessage, page?: string): Promise<RouteResponse> {
  const pathname = new URL(request.url ?? '/', 'http://house').pathname;
  for (const route of house.routes) {
    const params = route.method === request.method ? match(route.path, pathname) : null;
    if (params) return handle(route, request, params);
  }
  return page === undefined ? { status: 404 } : pageFile(page, pathname);
}

async function handle(
  route: Route,
  request: http.IncomingMessage,
  params: Record<string, string>,
): Promise<RouteResponse> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size <= route.maxBytes) parts.push(part as Buffer);
  }
  if (size > route.maxBytes)
    return { status: 413, body: JSON.stringify({ expected: route.maxBytes, got: size }) };
  return route.handle(requestOf(request, Buffer.concat(parts), params));
}

function requestOf(
  request: http.IncomingMessage,
  body: Uint8Array,
  params: Record<string, string>,
): RouteRequest {
  const url = new URL(request.url ?? '/', 'http://house');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return { headers, params, query: Object.fromEntries(url.searchParams), body, ip: '127.0.0.1' };
}

function match(pattern: string, pathname: string): Record<string, string> | null {
  const names: string[] = [];
  const source = pattern.replaceAll(/:(\w+)/g, (_all, name: string) => {
    names.push(name);
    return '([^/]+)';
  });
  const found = new RegExp(`^${source}$`).exec(pathname);
  return (
    found &&
    Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]))
  );
}

function pageFile(page: string, pathname: string): RouteResponse {
  const wanted = path.join(page, path.normalize(pathname));
  const file = fs.existsSync(wanted) && fs.statSync(wanted).isFile() ? wanted : path.join(page, 'index.html');
  return {
    status: 200,
    headers: { 'content-type': TYPES[path.extname(file)] ?? '' },
    body: fs.readFileSync(file),
  };
}
