/** One WebSocket that comes back by itself: reconnects with growing patience, notices silence, stops when refused. */
import type { ServerMessage } from '../wire.js';

export type LinkState = 'connecting' | 'open' | 'lost' | 'refused';

export interface Connection {
  /** False when there is no open socket: the caller keeps the message. */
  send(message: object): boolean;
  close(): void;
}

export interface ConnectionEvents {
  opened(): void;
  received(message: ServerMessage): void;
  changed(state: LinkState): void;
  /** Every so often while open: say something, so that both sides know the other lives. */
  beat(): void;
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8000;
const BEAT_MS = 20_000;
const SILENCE_MS = 50_000;
/** The desk's word for "do not come back": no session, or another site. */
const REFUSED = 4403;

export function openConnection(url: string, events: ConnectionEvents): Connection {
  let socket: WebSocket | null = null;
  let wait = FIRST_WAIT_MS;
  let retry: number | undefined;
  let heardAt = 0;
  let over = false;

  function connect(): void {
    window.clearTimeout(retry);
    if (over || socket) return;
    const opening = new WebSocket(url);
    socket = opening;
    heardAt = Date.now();
    opening.onopen = () => {
      wait = FIRST_WAIT_MS;
      events.changed('open');
      events.opened();
    };
    opening.onmessage = ({ data }) => {
      heardAt = Date.now();
      events.received(JSON.parse(String(data)) as ServerMessage);
    };
    opening.onclose = ({ code }) => {
      if (socket !== opening) return;
      socket = null;
      if (over) return;
      over = code === REFUSED;
      events.changed(over ? 'refused' : 'lost');
      if (over) return;
      // Spread out, or a restarted desk is met by every page at the same instant.
      retry = window.setTimeout(connect, wait * (0.7 + Math.random() * 0.6));
      wait = Math.min(LONGEST_WAIT_MS, wait * 1.8);
    };
  }

  function beat(): void {
    if (socket?.readyState !== WebSocket.OPEN) return;
    if (Date.now() - heardAt > SILENCE_MS) socket.close();
    else events.beat();
  }

  function wake(): void {
    if (document.visibilityState === 'hidden') return;
    wait = FIRST_WAIT_MS;
    if (socket) beat();
    else connect();
  }

  const timer = window.setInterval(beat, BEAT_MS);
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  connect();

  return {
    send(message) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    close() {
      over = true;
      window.clearInterval(timer);
      window.clearTimeout(retry);
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      socket?.close();
    },
  };
}
