/** Customer service from its human sides: who comes, who answers, and where the app hears of it. */

import type { Keys } from '../../kit/callback-seal.js';
import type { Attempt, Transport } from '../../kit/deliveries.js';
import type { CallbackEvent } from '../callback/event.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import { type Account, newAccount } from './account.js';
import type { Customer } from './customer.js';
import { CustomerHands } from './customer-hands.js';
import type { KfApp } from './reception.js';
import { ServicerHands } from './servicer-hands.js';

export type NewCustomer = Partial<Customer> & { readonly nickname: string };

/** Tries an address as the console does. */
type Verify = (
  url: string,
  keys: Keys,
) => Promise<{ readonly verified: Attempt; readonly address: Transport<CallbackEvent> }>;

export class FrontDesk {
  readonly #world: World;
  readonly #verify: Verify;

  constructor(world: World, verify: Verify) {
    this.#world = world;
    this.#verify = verify;
  }

  get app(): KfApp {
    return this.#world.kf.app;
  }

  /** One account more; resolves to its open_kfid. */
  addAccount(name: string): string {
    const openKfId = `wk${newId(22)}`;
    this.#world.kf.accounts.set(openKfId, newAccount(openKfId, name));
    return openKfId;
  }

  /** Somebody in WeChat, who has not come yet. */
  addCustomer({
    nickname,
    externalUserId = `wm${newId(22)}`,
    gender = 0,
    unionId,
  }: NewCustomer): CustomerHands {
    const customer = { externalUserId, nickname, gender, ...(unionId !== undefined && { unionId }) };
    this.#world.kf.customers.set(externalUserId, customer);
    return this.#hands(customer);
  }

  /** By external user id or by nickname. */
  customer(who: string): CustomerHands {
    const { customers } = this.#world.kf;
    const customer = customers.get(who) ?? [...customers.values()].find(({ nickname }) => nickname === who);
    if (!customer) throw new Error(`customer: expected somebody in WeChat, got ${who}`);
    return this.#hands(customer);
  }

  /** A member of the company who answers customers of an account from now on. */
  addServicer(userId: string, openKfId = this.app.openKfId): ServicerHands {
    const person = this.#world.people.get(userId.toLowerCase());
    if (!person) throw new Error(`addServicer: expected somebody of the company, got ${userId}`);
    const servicer = { userId: person.userId, receives: true };
    const account = this.#account(openKfId);
    account.servicers.set(userId.toLowerCase(), servicer);
    return new ServicerHands(this.#world, account, servicer);
  }

  servicer(userId: string, openKfId = this.app.openKfId): ServicerHands {
    const account = this.#account(openKfId);
    const servicer = account.servicers.get(userId.toLowerCase());
    if (!servicer)
      throw new Error(`servicer: expected somebody who answers for ${account.name}, got ${userId}`);
    return new ServicerHands(this.#world, account, servicer);
  }

  /** The address of its own that the doorbell rings at; without one it rings at the app's. */
  async listensAt(url: string): Promise<Attempt> {
    const { token, aesKey } = this.app;
    const { verified, address } = await this.#verify(url, {
      token,
      aesKey,
      receiveId: this.#world.app.corpId,
    });
    if (verified.acknowledged) this.#world.kf.doorbell.ownAddress = address;
    return verified;
  }

  #hands(customer: Customer): CustomerHands {
    return new CustomerHands(this.#world, customer, this.#account(this.app.openKfId));
  }

  #account(openKfId: string): Account {
    const account = this.#world.kf.accounts.get(openKfId);
    if (!account) throw new Error(`expected an account of customer service, got ${openKfId}`);
    return account;
  }
}
