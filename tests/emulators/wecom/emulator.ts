/** WeCom on this machine: its server API, its encrypted callbacks, the bot's long connection, and the people of one company. */

import type { Keys } from '../kit/callback-seal.js';
import type { XmlFields } from '../kit/callback-xml.js';
import { Clock } from '../kit/clock.js';
import type { Attempt, Transport } from '../kit/deliveries.js';
import { type HttpDoor, openHttpDoor, type Route } from '../kit/http-door.js';
import type { Counts } from '../kit/tally.js';
import { appApis } from './api/app.js';
import type { Api } from './api/call.js';
import { chatApis } from './api/chats.js';
import { contactApis } from './api/contact.js';
import { gated } from './api/gate.js';
import { mediaApis } from './api/media.js';
import { messageApis } from './api/messages.js';
import { robotApis } from './api/robot.js';
import { updateApis } from './api/updates.js';
import { authorizeRoute } from './authorize.js';
import { botDeliveriesOf } from './bot/deliveries.js';
import { BOT_PATH, BotLine } from './bot/line.js';
import { CallbackAddress } from './callback/address.js';
import { deliveriesOf, NOWHERE } from './callback/deliveries.js';
import { type CallbackEvent, plainEvent } from './callback/event.js';
import { Company } from './company.js';
import { addDepartment, addPerson, type NewDepartment, type NewPerson } from './directory.js';
import { addGroup, type Group, type NewGroup } from './groups.js';
import { Hands, type Ways } from './human/hands.js';
import { accountApis } from './kf/api/accounts.js';
import { customerApis } from './kf/api/customers.js';
import { sendApis } from './kf/api/send.js';
import { sessionApis } from './kf/api/sessions.js';
import { syncApis } from './kf/api/sync.js';
import { FrontDesk } from './kf/front-desk.js';
import { type App, newWorld, type World, type WorldOptions } from './world.js';

const APIS: readonly Api[] = [
  ...appApis,
  ...messageApis,
  ...updateApis,
  ...chatApis,
  ...contactApis,
  ...mediaApis,
  ...robotApis,
  ...accountApis,
  ...customerApis,
  ...sendApis,
  ...sessionApis,
  ...syncApis,
];
const ACK_WITHIN_MS = 5000;

export interface WecomOptions extends Omit<WorldOptions, 'clock'> {
  readonly port?: number;
  /** Emulated milliseconds to one real one. */
  readonly speed?: number;
  /** Its time at the start, epoch ms; absent: the machine's. */
  readonly origin?: number;
  /** Real milliseconds in which a callback must be answered. */
  readonly ackWithinMs?: number;
  /** More doors, given the emulator once it stands. */
  readonly routes?: (emulator: WecomEmulator) => readonly Route[];
}

export class WecomEmulator {
  readonly world: World;
  readonly company: Company;
  readonly #options: WecomOptions;
  readonly bot: BotLine;
  /** Customer service (微信客服). */
  readonly kf: FrontDesk;
  readonly #ways: Ways;
  #callback: Transport<CallbackEvent> = NOWHERE;
  #door: HttpDoor | undefined;

  private constructor(options: WecomOptions) {
    this.#options = options;
    this.world = newWorld({ ...options, clock: new Clock(options) });
    this.bot = new BotLine(this.world);
    const callback = deliveriesOf(this.world, () => this.#callback);
    this.#ways = { callback, bot: botDeliveriesOf(this.world, this.bot), line: this.bot };
    this.company = new Company(this.world, callback);
    this.kf = new FrontDesk(this.world, (url, keys) => this.#verify(url, keys));
  }

  static async start(options: WecomOptions = {}): Promise<WecomEmulator> {
    const emulator = new WecomEmulator(options);
    const apis = APIS.map((api) => gated(emulator.world, api));
    const door = await openHttpDoor(
      [...apis, authorizeRoute(emulator.world), ...(options.routes?.(emulator) ?? [])],
      options.port,
    );
    door.onUpgrade((request, socket, head) => emulator.bot.upgrade(request, socket, head));
    emulator.#door = door;
    return emulator;
  }

  get url(): string {
    return this.#door?.url ?? '';
  }

  /** Where the bot's long connection is opened. */
  get botUrl(): string {
    return `${this.url.replace('http', 'ws')}${BOT_PATH}`;
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
    return new Hands(this.world, this.#ways, addPerson(this.world, given));
  }

  addDepartment(given: NewDepartment): number {
    return addDepartment(this.world, given).id;
  }

  /** A group that people have; with a robot it has the key of its webhook. */
  addGroup(given: NewGroup): Group {
    return addGroup(this.world, given);
  }

  /** By user id or by name. */
  person(who: string): Hands {
    const { people } = this.world;
    const person = people.get(who.toLowerCase()) ?? [...people.values()].find(({ name }) => name === who);
    if (!person) throw new Error(`person: expected somebody of the company, got ${who}`);
    return new Hands(this.world, this.#ways, person);
  }

  /** The callback address is entered in the console; resolves with its answer to the verification, and is kept if that was right. */
  async listensAt(url: string): Promise<Attempt> {
    const { token, aesKey, corpId, agentId } = this.app;
    const { verified, address } = await this.#verify(url, { token, aesKey, receiveId: corpId }, agentId);
    if (verified.acknowledged) {
      this.#callback = address;
      this.world.kf.doorbell.atApp = address;
      this.world.listens = true;
    }
    return verified;
  }

  /** Any event: what the hands and the company do not send by themselves. `from` is a user id or `sys`. */
  sends(event: string, content: XmlFields = {}, from = 'sys'): Promise<Attempt> {
    return this.#ways.callback.send(plainEvent(this.world, from, event, content));
  }

  async #verify(
    url: string,
    keys: Keys,
    agentId?: number,
  ): Promise<{ verified: Attempt; address: CallbackAddress }> {
    const { clock, chance } = this.world;
    const { ackWithinMs = ACK_WITHIN_MS } = this.#options;
    const agent = agentId === undefined ? {} : { agentId };
    const address = new CallbackAddress({ url, keys, clock, chance, ackWithinMs, ...agent });
    return { verified: await address.verify(), address };
  }

  async close(): Promise<void> {
    this.clock.close();
    this.bot.close();
    await this.#door?.close();
  }
}
