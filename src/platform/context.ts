/** What an adapter is given by the house; it imports nothing else of ours. Built by main. */
import type { Address } from './address.js';
import type { Allowance, Declined, Receipt } from './allowance.js';
import type { BoardSnapshot } from './board.js';
import type { FileRef, FileRefusal } from './file.js';
import type { Inbound } from './inbound.js';
import type { LogIns } from './log-ins.js';
import type { Reply } from './reply.js';

export interface AdapterContext {
  readonly clock: { now(): number };
  readonly log: Log;
  /** Small facts that must outlive the process and be shared by instances: token caches, cursors. */
  readonly state: SharedState;
  /**
   * Runs `work` while no other instance holds `name`; returns false without running it when one does. The signal says
   * that somebody else may hold it by now: work should end.
   */
  lock(name: string, work: (lost: AbortSignal) => Promise<void>): Promise<boolean>;
  /** Tells all instances, this one too; at most once, may be missed while disconnected. Payloads ≤ 7 kB. */
  publish(topic: string, payload: unknown): Promise<void>;
  /** Returns the unsubscriber. */
  subscribe(topic: string, listener: (payload: unknown) => void): () => void;
  readonly files: Files;
  /** The conversation memory of platforms that have none of their own (our page). */
  readonly feed: Feed;
  /** Says what may be sent there from now on. Called before `receive` for what the same event brings. */
  allow(allowance: Allowance): Promise<void>;
  /** Somebody there wants no notice by a template: they are not asked again about the same tickets. */
  declined(declined: Declined): Promise<void>;
  /** False: no message of that name is known, or it is not settled yet that it was sent. */
  receipt(receipt: Receipt): Promise<boolean>;
  /** Somebody there wants to hear no more by this platform, or again. */
  optOut(account: string, out: boolean): Promise<void>;
  /** The one door in. Resolves when the answer is known, or with null when it will follow by the outbox. */
  receive(inbound: Inbound): Promise<Reply | null>;
  /** Serves HTTP under the product's own port. */
  route(route: Route): void;
  /** Serves a WebSocket under the product's own port. */
  socket(path: string, onOpen: (socket: Socket, request: RouteRequest) => void): void;
  readonly people: PeopleView;
  /** Somebody joined, changed or left there: the directory is read again. Cheap to call for every event. */
  directoryMoved(): void;
  readonly logIns: LogIns;
  /** The tickets of the queues that a member's teams serve; null for anybody else. */
  board(account: string, locale: 'zh-CN' | 'en'): Promise<BoardSnapshot | null>;
}

export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface SharedState {
  get(key: string): Promise<{ readonly value: unknown; readonly version: number } | null>;
  /** Writes only if the version is still `expected` (0: absent); false otherwise. */
  compareAndSet(key: string, expected: number, value: unknown): Promise<boolean>;
}

export interface Files {
  /** Checks, sniffs and stores; `personal` files are masked and audited. */
  put(file: { name: string; bytes: Uint8Array; personal: boolean }): Promise<FileRef | FileRefusal>;
  /** The bytes of a file this viewer may see; null when there is none or they may not. Each view is audited. */
  get(
    id: string,
    viewer: { platform: string; account: string },
  ): Promise<{ file: FileRef; bytes: Uint8Array } | null>;
}

export interface FeedItem {
  readonly id: number;
  readonly address: Address;
  /** Who said it: an account, or `bot`. */
  readonly author: string;
  readonly body: unknown;
  readonly at: number;
  /** Grows with every append and update of the feed: a reader asks for what is newer. */
  readonly revision: number;
}

export interface Feed {
  /** Once per key: a second append with the same key returns the first one's item. */
  append(item: { key: string; address: Address; author: string; body: unknown }): Promise<FeedItem>;
  /** Null when there is no such item. */
  update(id: number, body: unknown): Promise<FeedItem | null>;
  /** Items of these addresses newer than `revision`, oldest first, at most `limit`; the newest `limit` when revision is 0. */
  since(addresses: readonly Address[], revision: number, limit: number): Promise<readonly FeedItem[]>;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** May hold `:name` parameters. */
  readonly path: string;
  /** Larger bodies are refused with 413 before the handler runs. */
  readonly maxBytes: number;
  /** Requests a minute from one address; beyond them 429. Absent: only the bound on everything together. */
  readonly perMinute?: number;
  handle(request: RouteRequest): Promise<RouteResponse>;
}

export interface RouteRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** As it came over the wire: signatures are checked on this. */
  readonly body: Uint8Array;
  readonly ip: string;
}

export interface RouteResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Socket {
  send(text: string): void;
  close(code: number, reason: string): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
}

/** What an adapter may know of people: enough to know who somebody is there and where they may listen. */
export interface PeopleView {
  find(account: string): Promise<KnownPerson | null>;
}

export interface KnownPerson {
  readonly kind: 'member' | 'requester';
  readonly id: string;
  readonly name: string;
  /** The group places on this platform the person belongs to. */
  readonly places: readonly { readonly address: Address; readonly name: string }[];
  readonly roles: readonly string[];
}
