/** The bot's line: one instance of the desk holds the connection, and says what any of them has to say. */
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { AdapterContext } from '../../../src/platform/context.js';
import type { Chats } from '../chats.js';
import type { BotConfig } from '../config.js';
import { createExchanges, type Exchanges } from './exchanges.js';
import { keepConnected, PAUSES, type Pauses, type Socket } from './socket.js';
import { type Speech, type Spoken, speak } from './speak.js';
import { createStanding } from './standing.js';

const HOLDER = 'bot';
const ASKED = 'wecom/bot/asked';
const TOLD = 'wecom/bot/told';
/** The holder may be gone: another one takes over within this. */
const AGAIN_MS = 3_000;
/** Longer than the connection waits for an answer. */
const TOLD_WITHIN_MS = 7_000;

export interface Line {
  say(speech: Speech): Promise<Spoken>;
  stop(): Promise<void>;
}

interface Parts {
  readonly config: BotConfig;
  readonly context: Pick<AdapterContext, 'clock' | 'log' | 'state' | 'lock' | 'publish' | 'subscribe'>;
  readonly chats: Pick<Chats, 'sending'>;
  readonly hear: (raw: unknown, exchanges: Exchanges) => void;
  readonly pauses?: Pauses;
}

/** Without its message, which may be longer than what instances tell each other: it is kept for all of them. */
type Asked = {
  readonly id: string;
  readonly speech: Exclude<Speech, { kind: 'say' }> | Omit<Saying, 'message'>;
};
type Saying = Extract<Speech, { kind: 'say' }>;
type Told = { readonly id: string; readonly spoken: Spoken };

/** Returns at once, whether WeCom can be reached or not. */
export function openLine({ config, context, chats, hear, pauses = PAUSES }: Parts): Line {
  const { log } = context;
  const exchanges = createExchanges(context.clock);
  const standing = createStanding(context);
  const stopping = new AbortController();
  const waiting = new Map<string, (spoken: Spoken) => void>();
  let holds = false;
  let socket: Socket | null = null;

  const watch = {
    frame: (raw: unknown) => hear(raw, exchanges),
    opened(open: Socket) {
      socket = open;
      void standing.open();
    },
    ended(how: 'kicked' | 'refused' | 'dropped', why: string) {
      socket = null;
      void standing.ended(how, why);
    },
  };
  async function hold(lost: AbortSignal): Promise<void> {
    holds = true;
    const signal = AbortSignal.any([lost, stopping.signal]);
    await keepConnected(config, watch, { log, signal, pauses }).finally(() => {
      holds = false;
      socket = null;
    });
  }
  async function compete(): Promise<void> {
    while (!stopping.signal.aborted) {
      await context
        .lock(HOLDER, hold)
        .catch((error: unknown) => log.error({ err: error }, 'wecom: the bot waits for the database'));
      await after(AGAIN_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }
  async function here(speech: Speech): Promise<Spoken> {
    if (!socket) return { kind: 'unheard', why: 'the connection of the bot is not open' };
    return speak(socket, exchanges, speech);
  }
  function elsewhere(speech: Speech): Promise<Spoken> {
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      const told = (spoken: Spoken) => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(spoken);
      };
      const late = () => told({ kind: 'unsure', why: 'no instance that holds the bot answered' });
      const timer = setTimeout(late, TOLD_WITHIN_MS);
      waiting.set(id, told);
      context
        .publish(ASKED, { id, speech: withoutMessage(speech) } satisfies Asked)
        .catch((error: unknown) => {
          clearTimeout(timer);
          waiting.delete(id);
          reject(error);
        });
    });
  }
  async function tell({ id, speech }: Asked): Promise<void> {
    if (!holds) return;
    await context.publish(TOLD, { id, spoken: await forAnother(speech) } satisfies Told);
  }
  async function forAnother(speech: Asked['speech']): Promise<Spoken> {
    if (speech.kind === 'change') return here(speech);
    const message = await chats.sending(`bot/${speech.chatId}`, speech.key);
    return message ? here({ ...speech, message }) : { kind: 'unheard', why: 'it was said already' };
  }
  const unsubscribers = [
    context.subscribe(ASKED, (payload) => {
      tell(payload as Asked).catch((error: unknown) =>
        log.warn({ err: error }, 'wecom: another instance was not told what became of its words'),
      );
    }),
    context.subscribe(TOLD, (payload) => {
      const { id, spoken } = payload as Told;
      waiting.get(id)?.(spoken);
    }),
  ];
  const competing = compete();
  return {
    say: (speech) => (holds ? here(speech) : elsewhere(speech)),
    async stop() {
      stopping.abort();
      for (const unsubscribe of unsubscribers) unsubscribe();
      await competing;
    },
  };
}

function withoutMessage(speech: Speech): Asked['speech'] {
  if (speech.kind === 'change') return speech;
  const { message: _, ...rest } = speech;
  return rest;
}
