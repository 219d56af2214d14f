/** The web adapter standing in a house, served; and a client that speaks its wire as the page does. */
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import type { DemoDesk } from '../../adapters/shared/demo-desk.js';
import { createWebAdapter } from '../../adapters/web/index.js';
import { DEMO_PERSONAS } from '../../adapters/web/personas.js';
import type { Adapter } from '../../src/platform/adapter.js';
import { type Address, addressOf } from '../../src/platform/address.js';
import { createHouse, type House } from './house.js';
import { type HouseServer, serveHouse } from './house-server.js';

export const KEY = 'a-key-nobody-would-guess';
export const SECRET = 'a secret of at least sixteen characters';
export const TEAM = addressOf('web', 'desk', 'registration');

export interface WebDesk {
  readonly house: House;
  readonly adapter: Adapter;
  readonly server: HouseServer;
  /** The cookie of a demo session. */
  enter(): Promise<string>;
  request(path: string, init?: RequestInit & { cookie?: string }): Promise<Response>;
  client(options?: ClientOptions): Promise<WebClient>;
  stop(): Promise<void>;
}

interface Options {
  readonly demo?: Partial<DemoDesk> | null;
  readonly page?: string;
  readonly port?: number;
  readonly publicUrl?: string;
  /** Another instance on the same feed, people and bus. */
  readonly house?: House;
}

export async function openWebDesk(options: Options = {}): Promise<WebDesk> {
  const house = options.house ?? createHouse();
  const demo: DemoDesk = {
    key: KEY,
    advance: async (ms) => {
      house.clock.now += ms;
    },
    board: async () => ({ sops: [] }),
    cashier: { secret: 'hook secret', url: () => 'http://127.0.0.1:9/hooks/payment' },
    ...options.demo,
  };
  for (const { account, name, role } of DEMO_PERSONAS) {
    if (role === 'customer') continue;
    const places = [{ address: TEAM, name: '注册组' }];
    house.people.set(account, { kind: 'member', id: account, name, places, roles: [role] });
  }
  const adapter = createWebAdapter({
    publicUrl: options.publicUrl ?? 'http://desk.example:3000',
    secret: SECRET,
    zone: 'Asia/Shanghai',
    demo: options.demo === null ? null : { ...demo, personas: DEMO_PERSONAS },
  });
  const mounted = { ...house, routes: [], sockets: new Map() } as House;
  await adapter.start({
    ...house.context,
    route: (route) => void mounted.routes.push(route),
    socket: (path, onOpen) => void mounted.sockets.set(path, onOpen),
  });
  const server = await serveHouse(mounted, options);

  const request: WebDesk['request'] = (path, { cookie, ...init } = {}) =>
    fetch(`${server.url}${path}`, {
      ...init,
      headers: { origin: server.url, ...(cookie === undefined ? {} : { cookie }), ...init.headers },
    });
  const enter = async () => {
    const response = await request('/web/demo/enter', { method: 'POST', body: JSON.stringify({ key: KEY }) });
    return response.headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  return {
    house,
    adapter,
    server,
    enter,
    request,
    client: async (asked = {}) => openClient(server.url, { cookie: await enter(), ...asked }),
    async stop() {
      await adapter.stop();
      await server.stop();
    },
  };
}

interface ClientOptions {
  readonly persona?: string;
  readonly cookie?: string;
  readonly origin?: string | null;
}

export interface Answer {
  readonly type: string;
  readonly eventId?: string;
  readonly [key: string]: unknown;
}

export interface WebClient {
  /** Everything the server said, in order. */
  readonly heard: readonly Answer[];
  /** Code with which the server closed; null while open. */
  closed(): number | null;
  raw(text: string): void;
  /** Sends with an id of its own unless one is given, and resolves with what answers that id. */
  ask(message: object): Promise<Answer>;
  /** Resolves when the wanted message is among what was heard, or when the socket is closed. */
  until(wanted: (message: Answer) => boolean): Promise<Answer | undefined>;
  /** Asks for the feed and waits until all of it has come. */
  resume(revision?: number): Promise<void>;
  close(): void;
}

export async function openClient(url: string, options: ClientOptions): Promise<WebClient> {
  const { persona = 'zhang', cookie = '', origin = url } = options;
  const headers = { ...(cookie === '' ? {} : { cookie }), ...(origin === null ? {} : { origin }) };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/web/socket?persona=${persona}`, { headers });
  const heard: Answer[] = [];
  const wakers = new Set<() => void>();
  const wake = () => {
    for (const waker of wakers) waker();
  };
  let code: number | null = null;
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as Answer);
    wake();
  });
  socket.on('close', (closed) => {
    code = closed;
    wake();
  });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));

  const until: WebClient['until'] = (wanted) =>
    new Promise((resolve) => {
      const look = () => {
        const found = heard.find(wanted);
        if (found === undefined && code === null) return;
        wakers.delete(look);
        resolve(found);
      };
      wakers.add(look);
      look();
    });
  const client: WebClient = {
    heard,
    closed: () => code,
    raw: (text) => socket.send(text),
    async ask(message) {
      const asked = { eventId: randomUUID(), ...message };
      const before = heard.length;
      socket.send(JSON.stringify(asked));
      const answer = await until((each) => each.eventId === asked.eventId && heard.indexOf(each) >= before);
      if (!answer) throw new Error(`expected an answer, got the socket closed with ${code}`);
      return answer;
    },
    until,
    async resume(revision = 0) {
      const before = heard.length;
      socket.send(JSON.stringify({ type: 'resume', revision }));
      await until((each) => each.type === 'clock' && heard.indexOf(each) >= before);
    },
    close: () => socket.close(),
  };
  return client;
}

/** Lines a client was shown, newest revision of each, in the order they were said. */
export function linesOf(
  client: WebClient,
  address: Address,
): readonly { id: number; body: unknown; author: string }[] {
  type Line = { id: number; revision: number; address: string; author: string; body: unknown };
  const lines = new Map<number, Line>();
  for (const message of client.heard) {
    if (message.type !== 'feed') continue;
    for (const line of message.items as Line[]) {
      if (line.address === address && line.revision >= (lines.get(line.id)?.revision ?? 0))
        lines.set(line.id, line);
    }
  }
  return [...lines.values()].sort((a, b) => a.id - b.id);
}
