/** Puts what adapters serve (AdapterContext.route and .socket) on the product's own port. */

import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../desk/ports/outside.js';
import type { Route, RouteRequest, RouteResponse, Socket } from '../platform/context.js';

const NOTHING = new Uint8Array();
/** A peer that reads nothing while we write this much is given up: the rest of the desk needs the memory. */
const UNREAD_BYTES = 4_000_000;
/** A peer behind a dead network says nothing, not even goodbye. */
const PING_MS = 30_000;

export function mountRoute(app: FastifyInstance, route: Route): void {
  app.route({
    method: route.method,
    url: route.path,
    // Fastify knows no limit of nothing; a GET has no body anyway.
    bodyLimit: Math.max(1, route.maxBytes),
    ...(route.perMinute === undefined
      ? {}
      : { config: { rateLimit: { max: route.perMinute, timeWindow: 60_000 } } }),
    async handler(request, reply) {
      const answer = await route.handle(requestOf(request));
      return reply
        .code(answer.status)
        .headers(answer.headers ?? {})
        .send(bodyOf(answer));
    },
  });
}

export function mountSocket(
  app: FastifyInstance,
  path: string,
  onOpen: (socket: Socket, request: RouteRequest) => void,
  log: Log,
): void {
  app.get(path, { websocket: true }, (socket, request) => {
    const guarded = (work: () => void) => {
      try {
        work();
      } catch (error) {
        log.error({ err: error, path }, 'http: a socket handler failed');
        socket.close(1011, 'internal error');
      }
    };
    socket.on('error', (error) => log.warn({ err: error, path }, 'http: a socket failed'));
    keepAlive(socket);
    guarded(() => onOpen(portOf(socket, guarded), requestOf(request)));
  });
}

function portOf(socket: WebSocket, guarded: (work: () => void) => void): Socket {
  return {
    send(text) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > UNREAD_BYTES) socket.terminate();
      else socket.send(text);
    },
    close: (code, reason) => socket.close(code, reason),
    onMessage(listener) {
      socket.on('message', (message, binary) => {
        if (binary) socket.close(1003, 'text only');
        else guarded(() => listener(String(message)));
      });
    },
    onClose(listener) {
      socket.on('close', () => guarded(listener));
    },
  };
}

function keepAlive(socket: WebSocket): void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) socket.terminate();
    answered = false;
    socket.ping();
  }, PING_MS);
  timer.unref();
  socket.on('close', () => clearInterval(timer));
}

function requestOf(request: FastifyRequest): RouteRequest {
  return {
    headers: flat(request.headers),
    params: request.params as Record<string, string>,
    query: flat(request.query as Record<string, string | string[]>) as Record<string, string>,
    body: request.body instanceof Uint8Array ? request.body : NOTHING,
    ip: request.ip,
  };
}

/** Of what was given twice, the first counts; a signature header given twice is nobody's signature. */
function flat(
  values: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

function bodyOf(answer: RouteResponse): string | Buffer {
  const { body = '' } = answer;
  return typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
