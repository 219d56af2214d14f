/** A page's socket as the journeys' people use it: the real wire, spoken by a client that is not the page. */
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import type { Address } from '../../src/platform/address.js';
import type { Card } from '../../src/platform/card.js';
import type { Feed } from '../../src/platform/context.js';
import type { Reply } from '../../src/platform/reply.js';
import { describeCard } from './seen.js';

export interface Line {
  readonly id: number;
  readonly revision: number;
  readonly address: string;
  readonly author: string;
  readonly at: number;
  readonly body: { readonly kind: string; readonly text?: string; readonly card?: Card };
}

export interface WireProblem {
  readonly code: string;
  readonly expected: string;
  readonly got: string;
}

export interface PageLine {
  /** What stands in the conversations now, in order. */
  lines(): readonly Line[];
  places(): readonly { readonly address: string; readonly name: string; readonly private: boolean }[];
  /** Sends one message and waits for its acknowledgement. */
  ask(
    message: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly reply: Reply | null } | { readonly problem: WireProblem }>;
  /** Sends bytes as they are; gives the next problem that names no message. */
  raw(text: string): Promise<WireProblem>;
  /** Resolves with what `look` finds, looking again whenever something new arrives; rejects with what is there instead. */
  until<T>(look: () => T | undefined, what: string, timeoutMs?: number): Promise<T>;
  /** Resolves when every line that stands in these conversations by now has arrived here, or the connection is cut. */
  caughtUp(feed: Pick<Feed, 'since'>): Promise<void>;
  close(): void;
}

/** Longer than a machine is ever busy with other things. */
const PATIENCE_MS = 20_000;
/** More than is ever said between two looks. */
const PAGE = 500;

export async function openLine(url: string, cookie: string, persona: string): Promise<PageLine> {
  const socket = new WebSocket(`${url.replace(/^http/u, 'ws')}/web/socket?persona=${persona}`, {
    headers: { cookie, origin: url },
  });
  const lines = new Map<number, Line>();
  const waiting = new Map<string, (answer: { reply: Reply | null } | { problem: WireProblem }) => void>();
  const watchers = new Set<() => void>();
  let places: ReturnType<PageLine['places']> = [];
  let ready: () => void = () => undefined;
  const letIn = new Promise<void>((resolve, reject) => {
    ready = resolve;
    // Whoever is no persona of the demo would wait for ever.
    socket.once('close', (code, why) =>
      reject(new Error(`expected ${persona} to be let in, got ${code} ${String(why)}`)),
    );
  });
  letIn.catch(() => undefined);
  socket.on('message', (raw) => {
    const message = JSON.parse(String(raw));
    if (message.type === 'hello') places = message.places;
    if (message.type === 'feed') for (const item of message.items) lines.set(item.id, item);
    if (message.type === 'clock') ready();
    if (message.type === 'ack') settle(message.eventId, { reply: message.reply });
    if (message.type === 'error') settle(message.eventId ?? 'any', { problem: message });
    look();
  });
  socket.on('close', look);
  function look(): void {
    for (const watcher of [...watchers]) watcher();
  }
  function settle(eventId: string, answer: { reply: Reply | null } | { problem: WireProblem }): void {
    waiting.get(eventId)?.(answer);
    waiting.delete(eventId);
  }
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.send(JSON.stringify({ type: 'resume', revision: 0 }));
  await letIn;

  const inOrder = () => [...lines.values()].sort((a, b) => a.id - b.id);
  const until: PageLine['until'] = (look, what, timeoutMs = PATIENCE_MS) =>
    new Promise((resolve, reject) => {
      const watcher = () => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(watcher);
        resolve(found);
      };
      const timer = setTimeout(() => {
        watchers.delete(watcher);
        const there = inOrder()
          .slice(-8)
          .map(({ address, body }) => `${address} ${body.text ?? describeCard(body.card)}`);
        reject(new Error(`${persona} expected to see ${what}; there is instead:\n${there.join('\n')}`));
      }, timeoutMs);
      watchers.add(watcher);
      watcher();
    });
  const gone = () => socket.readyState !== WebSocket.OPEN;
  const revision = () => Math.max(0, ...[...lines.values()].map((line) => line.revision));
  return {
    lines: inOrder,
    places: () => places,
    ask(message) {
      const eventId = (message.eventId as string | undefined) ?? randomUUID();
      return new Promise((resolve) => {
        waiting.set(eventId, resolve);
        socket.send(JSON.stringify({ ...message, eventId }));
      });
    },
    raw: (text) =>
      new Promise((resolve) => {
        waiting.set('any', (answer) => {
          if ('problem' in answer) resolve(answer.problem);
        });
        socket.send(text);
      }),
    until,
    async caughtUp(feed) {
      const addresses = places.map(({ address }) => address as Address);
      for (;;) {
        const newer = await feed.since(addresses, revision(), PAGE);
        const coming = newer.find(({ id }) => !lines.has(id));
        if (!coming || gone()) return;
        await until(() => lines.has(coming.id) || gone() || undefined, 'all that was sent');
      }
    },
    close: () => socket.close(),
  };
}
