/** The long connections of the app: each event goes to one of them in turn, in parts if it is large, and is acknowledged. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Attempt, Transport } from '../../kit/deliveries.js';
import type { EventBody } from '../events.js';
import { newId } from '../ids.js';
import { CONTROL, DATA, decode, encode, type Frame } from './frame.js';

/** https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case */
const MOST_CONNECTIONS = 50;
const SERVICE = 33_554_678;
const SOCKET_PATH = '/ws/v2';

export interface ConnectionOptions {
  /** Real milliseconds: the app handles an event in real time, whatever the emulator's clock does. */
  readonly ackWithinMs: number;
  /** A payload above this is sent in parts. */
  readonly partBytes: number;
  /** Told to the client at its start and with every pong, in seconds. */
  readonly clientConfig: Readonly<Record<string, number>>;
}

interface Waiting {
  readonly socket: WebSocket;
  /** The connection ends instead of carrying the answer. */
  readonly lost: boolean;
  answered(attempt: Attempt): void;
}

export class Connections implements Transport<EventBody> {
  readonly options: ConnectionOptions;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #silent = new WeakSet<WebSocket>();
  /** Kept with the first frame of a client, its ping: only then does it surely listen. */
  readonly #spoken = new WeakMap<WebSocket, Promise<void>>();
  #open: WebSocket[] = [];
  #turn = 0;
  #seqId = 0;

  constructor(options: ConnectionOptions) {
    this.options = options;
  }

  get count(): number {
    return this.#open.length;
  }

  /** The address of a new connection, good for one; undefined when the app has all it may have. */
  ticketed(host: string): string | undefined {
    if (this.#server.clients.size >= MOST_CONNECTIONS) return undefined;
    const ticket = newId('event');
    this.#tickets.add(ticket);
    // The SDK reads the whole address as a query, which swallows the first parameter.
    const query = `fpid=493&aid=552564&device_id=${newId('event')}&access_key=${newId('event')}`;
    return `ws://${host}${SOCKET_PATH}?${query}&service_id=${SERVICE}&ticket=${ticket}`;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'ws://emulator');
    if (url.pathname !== SOCKET_PATH || !this.#tickets.delete(url.searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => {
      this.#open.push(client);
      this.#spoken.set(client, new Promise((resolve) => void client.once('message', () => resolve())));
      client.on('message', (data: RawData) => this.#hear(client, data));
      client.on('error', () => client.terminate());
      client.on('close', () => this.#gone(client));
    });
  }

  async attempt(event: EventBody, { lost }: { readonly lost: boolean }): Promise<Attempt> {
    const socket = this.#open[this.#turn++ % Math.max(1, this.#open.length)];
    if (!socket) return { acknowledged: false, why: 'no connection is open' };
    const messageId = newId('event');
    const answered = this.#answerTo(messageId, socket, lost);
    const payload = Buffer.from(JSON.stringify(event));
    this.#spoken.get(socket)?.then(() => this.#send(socket, messageId, payload));
    return answered;
  }

  /** Every connection stays open and carries nothing any more: what the app must notice by itself. */
  fallSilent(): void {
    for (const socket of [...this.#open]) {
      this.#silent.add(socket);
      this.#gone(socket);
    }
  }

  /** Every connection ends as when the network goes. */
  drop(): void {
    for (const socket of [...this.#open]) this.#cut(socket);
  }

  close(): void {
    for (const socket of this.#server.clients) this.#cut(socket);
    this.#server.close();
  }

  #answerTo(messageId: string, socket: WebSocket, lost: boolean): Promise<Attempt> {
    return new Promise((resolve) => {
      const late = () =>
        answered({ acknowledged: false, why: `no answer within ${this.options.ackWithinMs} ms` });
      const timer = setTimeout(late, this.options.ackWithinMs);
      const answered = (attempt: Attempt) => {
        clearTimeout(timer);
        this.#waiting.delete(messageId);
        resolve(attempt);
      };
      this.#waiting.set(messageId, { socket, lost, answered });
    });
  }

  #send(socket: WebSocket, messageId: string, payload: Buffer): void {
    const sum = Math.max(1, Math.ceil(payload.length / this.options.partBytes));
    const seqId = ++this.#seqId;
    for (let seq = 0; seq < sum; seq += 1) {
      const headers = {
        type: 'event',
        message_id: messageId,
        sum: String(sum),
        seq: String(seq),
        trace_id: newId('event'),
      };
      const part = payload.subarray(seq * this.options.partBytes, (seq + 1) * this.options.partBytes);
      socket.send(encode({ seqId, service: SERVICE, method: DATA, headers, payload: part }));
    }
  }

  #hear(socket: WebSocket, data: RawData): void {
    if (this.#silent.has(socket)) return;
    const frame = decoded(data as Buffer);
    if (!frame) return void socket.close(1002, 'not a frame');
    const { method, headers, payload, seqId } = frame;
    if (method === CONTROL && headers.type === 'ping') {
      const config = Buffer.from(JSON.stringify(this.options.clientConfig));
      socket.send(
        encode({ seqId, service: SERVICE, method: CONTROL, headers: { type: 'pong' }, payload: config }),
      );
      return;
    }
    const waiting = this.#waiting.get(headers.message_id ?? '');
    if (method !== DATA || !waiting) return;
    if (waiting.lost) this.#cut(socket);
    else waiting.answered(acknowledgement(payload));
  }

  /** At once, not when the other side has noticed. */
  #cut(socket: WebSocket): void {
    this.#gone(socket);
    socket.terminate();
  }

  #gone(socket: WebSocket): void {
    this.#open = this.#open.filter((other) => other !== socket);
    for (const waiting of [...this.#waiting.values()]) {
      if (waiting.socket === socket) waiting.answered({ acknowledged: false, why: 'the connection ended' });
    }
  }
}

function decoded(bytes: Buffer): Frame | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

/** `{"code":200,"data":"<base64 of the handler's answer>"}`; another code is no acknowledgement. */
function acknowledgement(payload: Buffer): Attempt {
  try {
    const { code, data } = JSON.parse(String(payload)) as { code?: unknown; data?: unknown };
    if (code !== 200) return { acknowledged: false, why: `code ${String(code)}` };
    const answer = typeof data === 'string' ? JSON.parse(String(Buffer.from(data, 'base64'))) : undefined;
    return { acknowledged: true, answer };
  } catch (error) {
    return { acknowledged: false, why: `not an acknowledgement: ${String(error)}` };
  }
}
