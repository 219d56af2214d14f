/** A page that outlives the process it talks to: it finds another, asks for what it missed, and sends again until acknowledged. */
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import WebSocket from 'ws';
import type { ServerMessage } from '../../adapters/web/wire.js';
import type { Button, Card } from '../../src/platform/card.js';
import type { Reply } from '../../src/platform/reply.js';
import type { TicketEvent } from '../../src/tickets/events.js';
import type { Chance } from './crash-chance.js';
import type { Running } from './crash-process.js';
import type { Line } from './page-line.js';
import { describeCard } from './seen.js';

type WireError = Extract<ServerMessage, { type: 'error' }>;

const LOOK_MS = 50;

/** One thing a person did, and what the desk said to it. */
export interface Deed {
  readonly account: string;
  readonly eventId: string;
  readonly message: Readonly<Record<string, unknown>>;
  /** The event it makes when it is not refused; null for what changes no ticket. */
  readonly expects: TicketEvent['type'] | null;
  /** How often it went over the wire. */
  sent: number;
  /** Undefined until acknowledged. */
  reply?: Reply | null;
}

export interface CrashPage {
  readonly account: string;
  readonly deeds: readonly Deed[];
  /** What stands in the conversations as this page was shown it. */
  lines(): readonly Line[];
  /** Answers that a page has no use for: there should be none. */
  readonly complaints: readonly string[];
  address(place: 'private' | 'group'): string;
  /** Resolves when acknowledged, however many processes die meanwhile. */
  does(message: Deed['message'], expects: Deed['expects']): Promise<Deed>;
  /** Waits as long as it takes, or until they give up. */
  until<T>(look: () => T | undefined, what: string): Promise<T>;
  givesUp(): void;
  close(): void;
}

export interface PageOptions {
  readonly account: string;
  readonly cookie: string;
  readonly up: () => readonly Running[];
  readonly chance: Chance;
}

/** What one waits for may be seen on a colleague's page: whoever hears something makes everybody look again. */
const everybody = new Set<() => void>();

export function openPage({ account, cookie, up, chance }: PageOptions): CrashPage {
  const lines = new Map<number, Line>();
  const deeds: Deed[] = [];
  const unanswered = new Map<string, { deed: Deed; resolve: (deed: Deed) => void }>();
  /** What is looked for, and what to do when it is given up. */
  const watchers = new Map<() => void, () => void>();
  const lookAgain = () => {
    for (const watcher of [...watchers.keys()]) watcher();
  };
  everybody.add(lookAgain);
  const complaints: string[] = [];
  let looking = false;
  let places: readonly { address: string; private: boolean }[] = [];
  let revision = 0;
  let socket: WebSocket | null = null;
  let closed = false;

  function send({ deed }: { deed: Deed }): void {
    if (socket?.readyState !== WebSocket.OPEN) return;
    deed.sent += 1;
    socket.send(JSON.stringify({ ...deed.message, eventId: deed.eventId }));
  }
  function hear(raw: unknown): void {
    const message = JSON.parse(String(raw));
    if (message.type === 'hello') places = message.places;
    if (message.type === 'feed')
      for (const item of message.items as Line[]) {
        // Two readings may cross: the newer revision wins, as on the page.
        if ((lines.get(item.id)?.revision ?? 0) < item.revision) lines.set(item.id, item);
        revision = Math.max(revision, item.revision);
      }
    if (message.type === 'ack') acknowledged(message.eventId, message.reply);
    if (message.type === 'error') repeat(message);
    // Many lines come at once: looking at each would be most of the work of this process.
    if (looking) return;
    looking = true;
    setTimeout(() => {
      looking = false;
      for (const look of everybody) look();
    }, LOOK_MS);
  }
  function acknowledged(eventId: string, reply: Reply | null): void {
    const waiting = unanswered.get(eventId);
    if (!waiting) return;
    unanswered.delete(eventId);
    waiting.deed.reply = reply;
    waiting.resolve(waiting.deed);
  }
  function repeat(problem: WireError): void {
    const waiting = problem.eventId === undefined ? undefined : unanswered.get(problem.eventId);
    if (problem.againMs === undefined) complaints.push(`${account}: ${JSON.stringify(problem)}`);
    else if (waiting)
      void after(problem.againMs).then(() => {
        if (waiting.deed.reply === undefined) send(waiting);
      });
    else if (problem.eventId === undefined) void after(problem.againMs).then(resume);
  }
  function resume(): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'resume', revision }));
  }
  async function connect(): Promise<void> {
    while (!closed && up().length === 0) await after(20);
    if (closed) return;
    const { url } = chance.pick(up());
    const next = new WebSocket(`${url.replace(/^http/u, 'ws')}/web/socket?persona=${account}`, {
      headers: { cookie, origin: url },
    });
    socket = next;
    next.on('open', () => {
      resume();
      for (const waiting of unanswered.values()) send(waiting);
    });
    next.on('message', hear);
    next.on('error', () => undefined); // `close` follows: the process is dead, or about to be
    next.on('close', () => void after(30).then(connect));
  }
  void connect();

  return {
    account,
    deeds,
    complaints,
    lines: () => [...lines.values()],
    address: (place) => places.find((known) => known.private === (place === 'private'))?.address ?? '',
    does(message, expects) {
      const deed: Deed = { account, eventId: randomUUID(), message, expects, sent: 0 };
      deeds.push(deed);
      return new Promise((resolve) => {
        const waiting = { deed, resolve };
        unanswered.set(deed.eventId, waiting);
        send(waiting);
      });
    },
    until(look, what) {
      return new Promise((resolve, reject) => {
        const watcher = () => {
          const found = look();
          if (found === undefined) return;
          watchers.delete(watcher);
          resolve(found);
        };
        watchers.set(watcher, () => {
          const there = [...lines.values()]
            .slice(-12)
            .map(({ address, body }) => `${address} ${body.text ?? describeCard(body.card)}`);
          reject(new Error(`${account} waited in vain for ${what}; there is instead:\n${there.join('\n')}`));
        });
        watcher();
      });
    },
    givesUp() {
      for (const inVain of watchers.values()) inVain();
      watchers.clear();
    },
    close() {
      closed = true;
      everybody.delete(lookAgain);
      socket?.close();
    },
  };
}

/** Every card at this address, the oldest message first. */
export function cardsAt(page: CrashPage, address: string): readonly Card[] {
  return page.lines().flatMap((line) => (line.address === address ? (line.body.card ?? []) : []));
}

/** The value of a button that can be pressed: `tick:7:` finds the newest version of what begins like it and ends as said. */
export function buttonAt(page: CrashPage, address: string, begins: string, ends = ''): string | undefined {
  const versionOf = (value: string) => Number(value.split(':')[2]);
  return cardsAt(page, address)
    .flatMap(pressable)
    .map(({ value }) => value)
    .filter((value) => value.startsWith(begins) && value.endsWith(ends))
    .sort((a, b) => versionOf(a) - versionOf(b))
    .at(-1);
}

/** The state on a ticket's live card here. */
export function stateAt(page: CrashPage, address: string, ticket: number): string | undefined {
  return cardsAt(page, address).findLast(({ ticketId, tag }) => ticketId === ticket && tag !== undefined)
    ?.tag;
}

function pressable(card: Card): readonly Button[] {
  const ticks = card.blocks.flatMap((block) =>
    block.kind === 'checklist' ? block.items.flatMap(({ button }) => button ?? []) : [],
  );
  return [...card.buttons, ...ticks].filter(({ disabledReason }) => disabledReason === undefined);
}
