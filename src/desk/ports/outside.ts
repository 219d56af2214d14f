/** What the shell shares with the outside world: time, log, alarm, bus, platforms. Main wires the implementations. */
import type { Adapter } from '../../platform/adapter.js';
import type { DeliveryFailure } from '../../platform/delivery-error.js';
import type { Fields } from '../../tickets/ticket.js';

/** The desk's clock: the database's, plus the demo's and the tests' offset. Epoch ms. */
export interface Clock {
  now(): number;
}

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The alarm clock (Agenda): it only ever rings; what is due is decided by the database. */
export interface Alarm {
  /** Rings at or after `dueAt` (desk time). Cheap to call: only an earlier instant than the last one sets anything. */
  set(dueAt: number): Promise<void>;
}

/** Tells all instances; at most once. */
export interface Bus {
  publish(topic: string, payload: unknown): Promise<void>;
  subscribe(topic: string, listener: (payload: unknown) => void): () => void;
}

/** Outside systems that can be asked something, by the name of their hook. */
export interface Systems {
  /** Whether it has an address and a secret. */
  has(source: string): boolean;
  /** Null once it has heard. */
  ask(source: string, question: SystemQuestion): Promise<DeliveryFailure | null>;
}

export interface SystemQuestion {
  /** The same however often it is asked. */
  readonly id: string;
  readonly type: 'check';
  readonly ticket: number;
  /** Key of the point. */
  readonly check: string;
  readonly orderRef?: string;
  readonly data: Fields;
}

/** A platform we could speak on, once the variables it needs are set. */
export interface KnownPlatform {
  readonly platform: string;
  readonly needs: readonly string[];
}

export type Adapters = ReadonlyMap<string, Adapter>;
