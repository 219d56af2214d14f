/** Feishu on this machine: its open API, its events both ways, and the people of one company. */
import { Clock } from '../kit/clock.js';
import type { Attempt } from '../kit/deliveries.js';
import { type HttpDoor, openHttpDoor, type Route } from '../kit/http-door.js';
import type { Counts } from '../kit/tally.js';
import { appApis } from './api/app.js';
import type { Api } from './api/call.js';
import { chatApis } from './api/chats.js';
import { contactApis } from './api/contact.js';
import { editApis } from './api/edits.js';
import { gated } from './api/gate.js';
import { markApis } from './api/marks.js';
import { mediaApis } from './api/media.js';
import { messageApis } from './api/messages.js';
import { addGroup, type NewGroup } from './chats.js';
import { Company } from './company.js';
import { type Deliveries, deliveriesOf } from './deliveries.js';
import { addDepartment, addPerson, type NewDepartment, type NewPerson } from './directory.js';
import { eventBody } from './events.js';
import { Hands } from './human/hands.js';
import { bootstrapApi } from './long-connection/bootstrap.js';
import { type ConnectionOptions, Connections } from './long-connection/connections.js';
import { Webhook } from './webhook.js';
import { type App, newWorld, type World } from './world.js';

const APIS: readonly Api[] = [
  ...appApis,
  ...messageApis,
  ...editApis,
  ...markApis,
  ...chatApis,
  ...mediaApis,
  ...contactApis,
];

export interface FeishuOptions {
  readonly port?: number;
  /** Emulated milliseconds to one real one. */
  readonly speed?: number;
  /** Its time at the start, epoch ms; absent: the machine's. */
  readonly origin?: number;
  readonly app?: Partial<App>;
  /** The bot hears every message of its groups, not only those that mention it. */
  readonly hearsGroups?: boolean;
  /** Of everything that is left to chance. */
  readonly seed?: number;
  readonly connections?: Partial<ConnectionOptions>;
  /** More doors, given the emulator once it stands. */
  readonly routes?: (emulator: FeishuEmulator) => readonly Route[];
}

export class FeishuEmulator {
  readonly world: World;
  readonly company: Company;
  readonly connections: Connections;
  readonly #deliveries: Deliveries;
  #webhook: Webhook | undefined;
  #door: HttpDoor | undefined;

  private constructor(options: FeishuOptions) {
    const clock = new Clock(options);
    this.world = newWorld({ ...options, clock });
    this.connections = new Connections({
      ackWithinMs: 3000,
      partBytes: 16_384,
      // Seconds. The real ones (120 and 30) would make every reconnection a long wait.
      clientConfig: { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0.1, PingInterval: 120 },
      ...options.connections,
    });
    this.#deliveries = deliveriesOf(this.world, () => this.#webhook ?? this.connections);
    this.company = new Company(this.world, this.#deliveries);
  }

  static async start(options: FeishuOptions = {}): Promise<FeishuEmulator> {
    const emulator = new FeishuEmulator(options);
    const apis = [...APIS, bootstrapApi(emulator.connections)].map((api) => gated(emulator.world, api));
    const door = await openHttpDoor([...apis, ...(options.routes?.(emulator) ?? [])], options.port);
    door.onUpgrade((request, socket, head) => emulator.connections.upgrade(request, socket, head));
    emulator.#door = door;
    return emulator;
  }

  get url(): string {
    return this.#door?.url ?? '';
  }

  get app(): App {
    return this.world.app;
  }

  get clock(): Clock {
    return this.world.clock;
  }

  counts(): Counts & { readonly faults: Readonly<Record<string, number>> } {
    return { ...this.world.tally.counts(), faults: this.world.faults.struck };
  }

  /** Somebody new in the company, at their client. */
  addPerson(given: NewPerson): Hands {
    return new Hands(this.world, this.#deliveries, addPerson(this.world, given));
  }

  addDepartment(given: NewDepartment): string {
    return addDepartment(this.world, given).openDepartmentId;
  }

  addGroup(given: NewGroup): string {
    return addGroup(this.world, given).id;
  }

  /** By open id or by name. */
  person(who: string): Hands {
    const { people } = this.world;
    const person = people.get(who) ?? [...people.values()].find(({ name }) => name === who);
    if (!person) throw new Error(`person: expected somebody of the company, got ${who}`);
    return new Hands(this.world, this.#deliveries, person);
  }

  /** From now on events go to this address instead of the long connections; resolves with its answer to the challenge. */
  listensAt(url: string): Promise<Attempt> {
    this.#webhook = new Webhook(url, this.app, this.clock, this.connections.options.ackWithinMs);
    return this.#webhook.verify();
  }

  /** Events go over the long connections again. */
  listensNowhere(): void {
    this.#webhook = undefined;
  }

  /** Any event: what the hands and the company do not send by themselves. */
  sends(type: string, event: object, eventId?: string): Promise<Attempt> {
    return this.#deliveries.send(eventBody(this.world, type, event, eventId));
  }

  async close(): Promise<void> {
    this.clock.close();
    this.connections.close();
    await this.#door?.close();
  }
}
