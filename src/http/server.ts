/** The one port: raw bodies, bounded; the same headers and the same JSON for every refusal; the page at /. */
import type { AddressInfo } from 'node:net';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import type { Log } from '../desk/ports/outside.js';
import type { Route, RouteRequest, Socket } from '../platform/context.js';
import { answerError } from './errors.js';
import { mountRoute, mountSocket } from './mount.js';
import { servePage } from './page.js';
import { answerUnreadable } from './unreadable.js';

/** Of a route that names no limit of its own. */
const BODY_BYTES = 64_000;
/** Beyond it the socket is closed: it must hold the longest message an adapter still answers, however its letters are coded. */
const MESSAGE_BYTES = 1_200_000;
/** Head and body of one request: slower than this is an attack or a dead line. */
const REQUEST_MS = 30_000;
/** Generous, because behind a proxy everybody has its address: this stops a flood, not a busy desk. */
const PER_MINUTE = 12_000;
/** Asked for by machines that must always get through. */
const UNLIMITED = ['/healthz', '/readyz', '/metrics'];

const CSP = {
  'default-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'connect-src': ["'self'", 'ws:', 'wss:'],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'", 'data:'],
  // default-src does not stand in for these three.
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

export interface ServerOptions {
  /** The built page; may be missing. */
  readonly pageDir: string;
  readonly log: Log;
  readonly perMinute?: number;
  readonly requestMs?: number;
}

export interface Server {
  /** Before `listen`. */
  route(route: Route): void;
  /** Before `listen`. */
  socket(path: string, onOpen: (socket: Socket, request: RouteRequest) => void): void;
  listen(at: {
    readonly host: string;
    readonly port: number;
  }): Promise<{ readonly url: string; readonly port: number }>;
  /** Takes no more; answers what is under way; closes sockets. */
  close(): Promise<void>;
}

export async function createServer(options: ServerOptions): Promise<Server> {
  const { pageDir, log, perMinute = PER_MINUTE, requestMs = REQUEST_MS } = options;
  const app = fastify({
    bodyLimit: BODY_BYTES,
    requestTimeout: requestMs,
    // Node looks for late requests this often; its own default is 30 s.
    http: { connectionsCheckingInterval: Math.ceil(requestMs / 4), headersTimeout: requestMs },
    trustProxy: false,
    logger: false,
    frameworkErrors: answerError(log),
    clientErrorHandler: answerUnreadable,
  });
  app.setErrorHandler(answerError(log));
  // No parser reads a body before its signature was checked on the very bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: CSP } });
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    allowList: (request) => UNLIMITED.includes(request.url),
  });
  await app.register(websocket, { options: { maxPayload: MESSAGE_BYTES } });
  await servePage(app, pageDir);
  return serverOf(app, log);
}

function serverOf(app: FastifyInstance, log: Log): Server {
  return {
    route: (route) => mountRoute(app, route),
    socket: (path, onOpen) => mountSocket(app, path, onOpen, log),
    async listen({ host, port }) {
      await app.listen({ host, port });
      const bound = app.server.address() as AddressInfo;
      const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
      return { url: `http://${name}:${bound.port}`, port: bound.port };
    },
    close: () => app.close(),
  };
}
