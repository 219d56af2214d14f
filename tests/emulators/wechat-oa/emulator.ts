/** WeChat on this machine, as one Official Account meets it: its server API, its encrypted callbacks, and people's screens. */
import { Clock } from '../kit/clock.js';
import type { Attempt, Transport } from '../kit/deliveries.js';
import { type HttpDoor, openHttpDoor, type Route } from '../kit/http-door.js';
import type { Counts } from '../kit/tally.js';
import { accountApis } from './api/account.js';
import { customApis } from './api/custom.js';
import { gated } from './api/gate.js';
import { noticeApis } from './api/notices.js';
import { peopleApis } from './api/people.js';
import { CallbackAddress } from './callback/address.js';
import { type Deliveries, deliveriesOf, NOWHERE } from './callback/deliveries.js';
import type { CallbackEvent } from './callback/event.js';
import { addFollower, type NewFollower } from './followers.js';
import { Hands } from './human/hands.js';
import type { Template } from './templates.js';
import { type Account, newWorld, type World, type WorldOptions } from './world.js';

const ACK_WITHIN_MS = 5000;

export interface WechatOaOptions extends Omit<WorldOptions, 'clock'> {
  readonly port?: number;
  /** Emulated milliseconds to one real one. */
  readonly speed?: number;
  /** Its time at the start, epoch ms; absent: the machine's. */
  readonly origin?: number;
  /** Real milliseconds in which a callback must be answered. */
  readonly ackWithinMs?: number;
  /** More doors, given the emulator once it stands. */
  readonly routes?: (emulator: WechatOaEmulator) => readonly Route[];
}

export class WechatOaEmulator {
  readonly world: World;
  readonly #options: WechatOaOptions;
  readonly #deliveries: Deliveries;
  #callback: Transport<CallbackEvent> = NOWHERE;
  #door: HttpDoor | undefined;

  private constructor(options: WechatOaOptions) {
    this.#options = options;
    this.world = newWorld({ ...options, clock: new Clock(options) });
    this.#deliveries = deliveriesOf(this.world, () => this.#callback);
  }

  static async start(options: WechatOaOptions = {}): Promise<WechatOaEmulator> {
    const emulator = new WechatOaEmulator(options);
    const apis = [...accountApis, ...customApis, ...noticeApis(emulator.#deliveries), ...peopleApis];
    emulator.#door = await openHttpDoor(
      [...apis.map((api) => gated(emulator.world, api)), ...(options.routes?.(emulator) ?? [])],
      options.port,
    );
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

  /** Somebody at their WeChat; following already unless told otherwise. */
  addPerson(given: NewFollower): Hands {
    return new Hands(this.world, this.#deliveries, addFollower(this.world, given));
  }

  /** By openid or by name. */
  person(who: string): Hands {
    const { followers } = this.world;
    const follower = followers.get(who) ?? [...followers.values()].find(({ name }) => name === who);
    if (!follower) throw new Error(`person: expected somebody at WeChat, got ${who}`);
    return new Hands(this.world, this.#deliveries, follower);
  }

  /** Chosen in the console. */
  addTemplate(template: Template): void {
    this.world.templates.set(template.id, template);
  }

  /** The server's address is entered in the console; resolves with its answer to the verification, and is kept if that was right. */
  async listensAt(url: string): Promise<Attempt> {
    const { clock, account } = this.world;
    const { token, aesKey, appId, originalId } = account;
    const { ackWithinMs = ACK_WITHIN_MS } = this.#options;
    const keys = { token, aesKey, receiveId: appId };
    const address = new CallbackAddress({ url, keys, originalId, clock, ackWithinMs });
    const verified = await address.verify();
    if (verified.acknowledged) this.#callback = address;
    return verified;
  }

  async close(): Promise<void> {
    this.clock.close();
    await this.#door?.close();
  }
}
