/** The house an adapter stands in, in memory: what AdapterContext promises, with everything it was asked kept visible. */
import { randomUUID } from 'node:crypto';
import type { Address } from '../../src/platform/address.js';
import type { Allowance, Declined, Receipt } from '../../src/platform/allowance.js';
import type {
  AdapterContext,
  Feed,
  FeedItem,
  KnownPerson,
  Route,
  RouteRequest,
  Socket,
} from '../../src/platform/context.js';
import type { FileRef } from '../../src/platform/file.js';
import type { Inbound } from '../../src/platform/inbound.js';
import type { Reply } from '../../src/platform/reply.js';

export type OnOpen = (socket: Socket, request: RouteRequest) => void;

export interface House {
  readonly context: AdapterContext;
  readonly routes: Route[];
  readonly sockets: Map<string, OnOpen>;
  readonly received: Inbound[];
  readonly people: Map<string, KnownPerson>;
  /** Tokens that let a member in, and the sessions that are open, each with its account in `people`. */
  readonly links: Map<string, string>;
  readonly sessions: Map<string, string>;
  readonly clock: { now: number };
  /** What the adapter said that may be sent, and what became of what was. */
  readonly allowances: Allowance[];
  readonly declined: Declined[];
  readonly receipts: Receipt[];
  readonly optedOut: Set<string>;
  /** Lines of an address in the order they were said. */
  lines(address: Address): readonly FeedItem[];
  /** What the desk answers; by default that it will follow. Asked again for a settled event, the house repeats itself. */
  answer: (inbound: Inbound) => Promise<Reply | null>;
}

export function createHouse(): House {
  const feed = createFeed();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const files = new Map<string, { file: FileRef; bytes: Uint8Array }>();
  const state = new Map<string, { value: unknown; version: number }>();
  const settled = new Map<string, Promise<Reply | null>>();
  const held = new Set<string>();
  const silent = { info() {}, warn() {}, error() {} };

  const house: House = {
    routes: [],
    sockets: new Map(),
    received: [],
    people: new Map(),
    links: new Map(),
    sessions: new Map(),
    clock: { now: Date.now() },
    lines: (address) => feed.items.filter((item) => item.address === address),
    answer: async () => null,
    allowances: [],
    declined: [],
    receipts: [],
    optedOut: new Set(),
    context: {
      clock: { now: () => house.clock.now },
      log: silent,
      state: {
        get: async (key) => state.get(key) ?? null,
        async compareAndSet(key, expected, value) {
          if ((state.get(key)?.version ?? 0) !== expected) return false;
          state.set(key, { value, version: expected + 1 });
          return true;
        },
      },
      async lock(name, work) {
        if (held.has(name)) return false;
        held.add(name);
        await work(new AbortController().signal).finally(() => held.delete(name));
        return true;
      },
      async publish(topic, payload) {
        for (const listener of listeners.get(topic) ?? []) listener(JSON.parse(JSON.stringify(payload)));
      },
      subscribe(topic, listener) {
        const all = listeners.get(topic) ?? new Set();
        listeners.set(topic, all.add(listener));
        return () => all.delete(listener);
      },
      files: {
        async put({ name, bytes }) {
          if (bytes.length === 0) return { refused: 'file_empty', params: { name } };
          const file = { id: randomUUID(), name, type: 'application/octet-stream', size: bytes.length };
          files.set(file.id, { file, bytes });
          return file;
        },
        get: async (id) => files.get(id) ?? null,
      },
      feed,
      allow: async (allowance) => void house.allowances.push(allowance),
      declined: async (declined) => void house.declined.push(declined),
      async receipt(receipt) {
        house.receipts.push(receipt);
        return true;
      },
      optOut: async (account, out) =>
        void (out ? house.optedOut.add(account) : house.optedOut.delete(account)),
      receive(inbound) {
        const known = settled.get(inbound.eventId);
        if (known) return known;
        house.received.push(inbound);
        const answer = house.answer(inbound);
        settled.set(inbound.eventId, answer);
        answer.catch(() => settled.delete(inbound.eventId));
        return answer;
      },
      route: (route) => void house.routes.push(route),
      socket: (path, onOpen) => void house.sockets.set(path, onOpen),
      people: { find: async (account) => house.people.get(account) ?? null },
      directoryMoved: () => undefined,
      logIns: {
        look: async (token) => house.people.get(house.links.get(token) ?? '') ?? null,
        async use(token) {
          const account = house.links.get(token);
          if (account === undefined || !house.links.delete(token)) return null;
          const id = randomUUID();
          house.sessions.set(id, account);
          return id;
        },
        async linkFor(account) {
          if (house.people.get(account)?.kind !== 'member') return null;
          const token = randomUUID();
          house.links.set(token, account);
          return token;
        },
        async session(id) {
          const account = house.sessions.get(id) ?? '';
          const known = house.people.get(account);
          return known ? { account, name: known.name, roles: known.roles } : null;
        },
        end: async (id) => void house.sessions.delete(id),
      },
      board: async (account) => (house.people.has(account) ? { sops: [] } : null),
    },
  };
  return house;
}

function createFeed(): Feed & { readonly items: FeedItem[] } {
  const items: FeedItem[] = [];
  const byKey = new Map<string, number>();
  let revision = 0;
  return {
    items,
    async append({ key, address, author, body }) {
      const known = byKey.get(key);
      if (known !== undefined) return items[known] as FeedItem;
      revision += 1;
      const item = { id: items.length + 1, address, author, body, at: Date.now(), revision };
      byKey.set(key, items.length);
      items.push(item);
      return item;
    },
    async update(id, body) {
      const item = items[id - 1];
      if (!item) return null;
      revision += 1;
      const next = { ...item, body, revision };
      items[id - 1] = next;
      return next;
    },
    async since(addresses, after, limit) {
      const found = items
        .filter((item) => addresses.includes(item.address) && item.revision > after)
        .sort((a, b) => a.revision - b.revision);
      return after === 0 ? found.slice(-limit) : found.slice(0, limit);
    },
  };
}
