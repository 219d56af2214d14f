/** The way in for a page: nobody is heard before it is known who they are. */
import type { RouteRequest, Socket } from '../../src/platform/context.js';
import { fromOurPage } from './origin.js';
import { CLOSE_REFUSED, MOST_WAITING, type SocketParts, serve } from './serve.js';
import { personOf } from './session.js';

const CLOSE_TRY_AGAIN = 1013;

export function openSocket(parts: SocketParts, socket: Socket, request: RouteRequest): void {
  if (!fromOurPage(parts.config.publicUrl, request)) {
    socket.close(CLOSE_REFUSED, 'another origin, or none: set PUBLIC_URL');
    return;
  }
  // What is said while we still ask who it is waits; a page says two or three things at once when it opens.
  const early: string[] = [];
  let hear = (raw: string): void => {
    if (early.length < MOST_WAITING) early.push(raw);
  };
  let gone = false;
  socket.onMessage((raw) => hear(raw));
  socket.onClose(() => {
    gone = true;
  });
  personOf(parts, request, Date.now()).then(
    (person) => {
      if (gone) return;
      if (person === null) return socket.close(CLOSE_REFUSED, 'no session');
      hear = serve(parts, socket, person);
      early.forEach(hear);
    },
    (error: unknown) => {
      parts.context.log.error({ error }, 'web: could not tell who opened a socket');
      socket.close(CLOSE_TRY_AGAIN, 'an outage on our side');
    },
  );
}
