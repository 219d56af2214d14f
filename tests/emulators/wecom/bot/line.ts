/** The long connection of the bot: one subscriber, whom the next one drives out; what is asked, and what the bot answers. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Attempt, Transport } from '../../kit/deliveries.js';
import type { Json } from '../api/call.js';
import { newId } from '../ids.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { REFUSALS, type World } from '../world.js';
import { Exchanges } from './exchange.js';
import { acknowledged, type Frame, frameIn, pushed, refused } from './frame.js';
import { answers, sends, type Talk, updates, welcomes } from './speech.js';
import { Uploads } from './uploads.js';

export const BOT_PATH = '/aibot';
const SLOW_MS = 4000;
/** Between the word that another one took over, and the end of the connection. */
const LEAVES_WITHIN_MS = 1000;

const COMMANDS: Readonly<Record<string, (talk: Talk, uploads: Uploads) => Json | Refusal | undefined>> = {
  ping: () => undefined,
  aibot_respond_msg: answers,
  aibot_respond_welcome_msg: welcomes,
  aibot_respond_update_msg: updates,
  aibot_send_msg: sends,
  aibot_upload_media_init: ({ body }, uploads) => uploads.init(body),
  aibot_upload_media_chunk: ({ body }, uploads) => uploads.chunk(body),
  aibot_upload_media_finish: ({ body }, uploads) => uploads.finish(body),
};

export class BotLine implements Transport<Frame> {
  readonly exchanges: Exchanges;
  readonly #world: World;
  readonly #uploads: Uploads;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #silent = new WeakSet<WebSocket>();
  #live: WebSocket | undefined;

  constructor(world: World) {
    this.#world = world;
    this.exchanges = new Exchanges(world);
    this.#uploads = new Uploads(world);
  }

  get listens(): boolean {
    return this.#live !== undefined;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (new URL(request.url ?? '/', 'ws://emulator').pathname !== BOT_PATH) {
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => {
      client.on('message', (data: RawData) => void this.#hear(client, String(data)));
      client.on('error', () => client.terminate());
      client.on('close', () => {
        if (this.#live === client) this.#live = undefined;
      });
    });
  }

  /** What nobody is subscribed to is lost: a person sees that the bot is not there. */
  async attempt(frame: Frame, { lost }: { readonly lost: boolean }): Promise<Attempt> {
    if (!this.#live) return { acknowledged: false, why: 'the bot is not connected', final: true };
    this.#live.send(pushed(frame));
    if (lost) this.drop();
    return { acknowledged: true, answer: undefined };
  }

  /** Anything at all over the connection, a frame or none. */
  pushes(raw: string): void {
    this.#live?.send(raw);
  }

  /** Another subscriber somewhere took over. */
  kick(): void {
    const old = this.#live;
    this.#live = undefined;
    if (!old) return;
    const body = {
      msgid: newId(16),
      create_time: Math.floor(this.#world.clock.now() / 1000),
      aibotid: this.#world.app.botId,
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    };
    old.send(pushed({ cmd: 'aibot_event_callback', reqId: newId(16), body }));
    setTimeout(() => old.terminate(), LEAVES_WITHIN_MS).unref();
  }

  /** The connection ends as when the network goes. */
  drop(): void {
    this.#live?.terminate();
    this.#live = undefined;
  }

  /** The connection stays and carries nothing, not even answers to pings. */
  fallSilent(): void {
    if (this.#live) this.#silent.add(this.#live);
    this.#live = undefined;
  }

  close(): void {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  async #hear(socket: WebSocket, data: string): Promise<void> {
    if (this.#silent.has(socket)) return;
    const frame = frameIn(data);
    if (!frame) return void socket.close(1003, 'not a frame');
    const { faults, tally } = this.#world;
    tally.request(frame.cmd);
    const done = this.#do(socket, frame);
    if (isRefusal(done)) tally.refusal(done.refused);
    const slow = faults.strike('slow', frame.cmd);
    if (slow) await delay(slow.ms ?? SLOW_MS, undefined, { ref: false });
    if (faults.strike('reset', frame.cmd)) return void socket.terminate();
    socket.send(isRefusal(done) ? refused(frame.reqId, done) : acknowledged(frame.reqId, done));
  }

  #do(socket: WebSocket, { cmd, reqId, body }: Frame): Json | Refusal | undefined {
    const { faults, app } = this.#world;
    const code = REFUSALS.find((each) => faults.strike(each, cmd));
    if (code !== undefined) return refuse(code);
    if (cmd === 'aibot_subscribe') {
      if (body.bot_id !== app.botId || body.secret !== app.botSecret) return refuse(853000);
      if (this.#live !== socket) this.kick();
      this.#live = socket;
      return undefined;
    }
    if (this.#live !== socket) return refuse(853000, 'not subscribed');
    const act = COMMANDS[cmd];
    return act
      ? act({ world: this.#world, exchanges: this.exchanges, reqId, body }, this.#uploads)
      : refuse(40058, cmd);
  }
}
