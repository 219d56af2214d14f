/** The bot's long connection: the SDK's, one object a connection, since it gives up after some failures and after being driven out. */
import { setTimeout as after } from 'node:timers/promises';
import type { WSClient } from '@wecom/aibot-node-sdk';
import type { Log } from '../../../src/platform/context.js';
import type { BotConfig } from '../config.js';

export type Ending =
  /** Another program subscribed as this bot. */
  | 'kicked'
  /** Id or secret are wrong. */
  | 'refused'
  | 'dropped';

export interface Pauses {
  /** Before the first new try; every failure doubles it. */
  readonly firstMs: number;
  readonly most: Readonly<Record<Ending, number>>;
}

/** Who is refused or driven out does not heal by hurrying: two desks with one bot would drive each other out for ever. */
export const PAUSES: Pauses = {
  firstMs: 500,
  most: { dropped: 30_000, kicked: 600_000, refused: 600_000 },
};

/** What has lasted so long ended for a reason of its own. */
const LASTED_MS = 60_000;
const SUBSCRIBED_WITHIN_MS = 10_000;
const HANDSHAKE_MS = 5_000;
/** Two of them missed and the connection is over. */
const HEARTBEAT_MS = 10_000;

export interface Watch {
  frame(raw: unknown): void;
  opened(socket: Socket): void;
  /** Nothing can be said until the next `opened`. */
  ended(how: Ending, why: string): void;
}

export type Answered =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: number; readonly why: string }
  /** No answer: it may have been done. */
  | { readonly kind: 'unsure'; readonly why: string };

export interface Socket {
  /** Under a request's id, for what answers it. */
  reply(reqId: string, cmd: string, body: object): Promise<Answered>;
  send(chatId: string, body: object): Promise<Answered>;
}

/** Connects for ever, with growing pauses, until the signal. */
export async function keepConnected(
  config: BotConfig,
  watch: Watch,
  { log, signal, pauses }: { readonly log: Log; readonly signal: AbortSignal; readonly pauses: Pauses },
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const began = performance.now();
    const { how, why } = await connection(config, watch, log, signal);
    if (signal.aborted) return;
    if (performance.now() - began > LASTED_MS) failures = 0;
    watch.ended(how, why);
    await after(Math.min(pauses.firstMs * 2 ** failures, pauses.most[how]), undefined, { signal }).catch(
      () => undefined,
    );
    failures += 1;
  }
}

/** One connection; resolves when it is over. */
async function connection(
  { id: botId, secret, url }: BotConfig,
  watch: Watch,
  log: Log,
  signal: AbortSignal,
): Promise<{ readonly how: Ending; readonly why: string }> {
  const { WSClient } = await import('@wecom/aibot-node-sdk');
  const client = new WSClient({
    ...{ botId, secret, heartbeatInterval: HEARTBEAT_MS, logger: sdkLog(log) },
    ...(url === undefined ? {} : { wsUrl: url }),
    ...{ maxReconnectAttempts: 0, maxAuthFailureAttempts: 0 },
    wsOptions: { handshakeTimeout: HANDSHAKE_MS },
  });
  return new Promise((resolve) => {
    let why = 'the connection ended';
    let refused = false;
    const over = (how: Ending) => {
      clearTimeout(waiting);
      signal.removeEventListener('abort', leave);
      client.disconnect();
      resolve({ how, why });
    };
    const leave = () => over('dropped');
    const silent = (): void => {
      why = 'no answer came';
      over('dropped');
    };
    const waiting = setTimeout(silent, SUBSCRIBED_WITHIN_MS);
    signal.addEventListener('abort', leave);
    client.on('authenticated', () => {
      clearTimeout(waiting);
      watch.opened(speaking(client, silent));
    });
    // Without a listener an error would be thrown; what it says is known when the connection ends.
    client.on('error', (error) => {
      refused ||= /^Authentication failed/u.test(error.message);
      if (!/exceeded|exhausted/iu.test(error.message)) why = error.message;
    });
    client.on('disconnected', () => over(refused ? 'refused' : 'dropped'));
    client.on('event.disconnected_event', () => {
      why = 'another program subscribed as this bot';
      over('kicked');
    });
    client.on('message', (frame) => watch.frame(frame));
    client.on('event', (frame) => watch.frame(frame));
    client.connect();
  });
}

/** What is not answered in its five seconds will not be: a connection that carries nothing looks like this long before its heartbeat stops. */
function speaking(client: WSClient, silent: () => void): Socket {
  const judged = async (sending: Promise<unknown>): Promise<Answered> => {
    try {
      await sending;
      return { kind: 'done' };
    } catch (refusal) {
      if (refusal instanceof Error) {
        silent();
        return { kind: 'unsure', why: refusal.message };
      }
      // The SDK rejects with the frame itself.
      const { errcode = -1, errmsg = '' } = refusal as { errcode?: number; errmsg?: string };
      return { kind: 'refused', code: errcode, why: errmsg };
    }
  };
  return {
    reply: (req_id, cmd, body) => judged(client.reply({ headers: { req_id } }, { ...body }, cmd)),
    send: (chatId, body) => judged(client.sendMessage(chatId, body as never)),
  };
}

/** What the SDK calls an error is an interruption that is told of elsewhere. */
function sdkLog(log: Log) {
  const none = () => undefined;
  return { error: none, info: none, debug: none, warn: (said: string) => log.info({}, `wecom bot: ${said}`) };
}
