/** Tencent's SMS on this machine: its API, what it pushes, and the phones it reaches. */
import { Clock } from '../kit/clock.js';
import type { Attempt, Deliveries } from '../kit/deliveries.js';
import { type HttpDoor, openHttpDoor, type Route } from '../kit/http-door.js';
import type { Counts } from '../kit/tally.js';
import { gate } from './api/gate.js';
import { Hands } from './hands.js';
import { numberOf } from './phone.js';
import { type Addresses, deliveriesOf, NOWHERE, type Pushed } from './push.js';
import type { Template } from './template.js';
import { type Account, type Fate, newWorld, type Reply, type World, type WorldOptions } from './world.js';

export interface SmsOptions extends Omit<WorldOptions, 'clock'> {
  readonly port?: number;
  /** Emulated milliseconds to one real one. */
  readonly speed?: number;
  /** Its time at the start, epoch ms; absent: the machine's. */
  readonly origin?: number;
  /** More doors, given the emulator once it stands. */
  readonly routes?: (emulator: SmsEmulator) => readonly Route[];
}

export class SmsEmulator {
  readonly world: World;
  readonly #deliveries: Deliveries<Pushed>;
  #addresses: Addresses = NOWHERE;
  #door: HttpDoor | undefined;
  /** Pushes under way: whoever asserts on them waits for these. */
  readonly #under = new Set<Promise<unknown>>();

  private constructor(options: SmsOptions) {
    this.world = newWorld({ ...options, clock: new Clock(options) });
    this.#deliveries = deliveriesOf(this.world, () => this.#addresses);
  }

  static async start(options: SmsOptions = {}): Promise<SmsEmulator> {
    const emulator = new SmsEmulator(options);
    const api = gate(emulator.world, (fate) => emulator.#carried(fate));
    emulator.#door = await openHttpDoor([api, ...(options.routes?.(emulator) ?? [])], options.port);
    return emulator;
  }

  get url(): string {
    return this.#door?.url ?? '';
  }

  get account(): Account {
    return this.world.account;
  }

  get clock(): Clock {
    return this.world.clock;
  }

  counts(): Counts & { readonly faults: Readonly<Record<string, number>> } {
    return { ...this.world.tally.counts(), faults: this.world.faults.struck };
  }

  /** A text in the console, approved unless it says otherwise. */
  addTemplate({
    id,
    content,
    name = content.slice(0, 10),
    status = 'approved',
  }: Pick<Template, 'id' | 'content'> & Partial<Template>): void {
    this.world.templates.set(id, { id, content, name, status, at: this.clock.now() });
  }

  /** A phone of this number, made when it is first named. */
  phone(said: string): Hands {
    const number = numberOf(said);
    if (number === undefined) throw new Error(`phone: expected a number like +8613800138000, got ${said}`);
    const phone = this.world.phones.get(number) ?? {
      ...{ number, received: [], unreachable: null, optedOut: false },
    };
    this.world.phones.set(number, phone);
    return new Hands(this.world, phone, (reply) => this.#said(reply));
  }

  /** The addresses of the console's callback settings; null: it is left to be pulled. */
  pushesTo(addresses: Partial<Addresses>): void {
    this.#addresses = { ...this.#addresses, ...addresses };
  }

  /** Resolves when every push under way has come to something. */
  async settled(): Promise<void> {
    while (this.#under.size > 0) await Promise.all(this.#under);
  }

  async close(): Promise<void> {
    this.clock.close();
    await this.#door?.close();
  }

  #carried(fate: Fate): void {
    if (this.#addresses.receipts === null) this.world.fates.push(fate);
    else void this.#push({ kind: 'receipt', fate });
  }

  async #said(reply: Reply): Promise<Attempt | null> {
    if (this.#addresses.replies !== null) return this.#push({ kind: 'reply', reply });
    this.world.replies.push(reply);
    return null;
  }

  #push(event: Pushed): Promise<Attempt> {
    const pushed = this.#deliveries.send(event);
    this.#under.add(pushed);
    void pushed.finally(() => this.#under.delete(pushed));
    return pushed;
  }
}
