/** Everything customer service (微信客服) knows: its accounts, the customers in WeChat, and the ways between them. */
import type { World } from '../world.js';
import { type Account, newAccount } from './account.js';
import { Codes } from './codes.js';
import type { Customer } from './customer.js';
import { Doorbell } from './doorbell.js';
import { Links } from './links.js';

/** What the console shows of customer service. */
export interface KfApp {
  /** Of the account that is there from the beginning. */
  readonly openKfId: string;
  readonly name: string;
  /** Gets tokens like the app's own: the app is one of those that may call. */
  readonly secret: string;
  /** Of its own callback address. */
  readonly token: string;
  readonly aesKey: string;
}

export interface Reception {
  readonly app: KfApp;
  /** By open_kfid. */
  readonly accounts: Map<string, Account>;
  /** By external user id. */
  readonly customers: Map<string, Customer>;
  readonly codes: Codes;
  readonly links: Links;
  readonly doorbell: Doorbell;
}

export function newReception(
  world: Pick<World, 'app' | 'clock' | 'faults' | 'tally'>,
  given: Partial<KfApp> = {},
): Reception {
  const app = {
    openKfId: 'wkTroikaAAAkfJx2b7Qd9Yw1ZsR4uVeT0',
    name: '三驾马车客服',
    secret: 'emulated-kf-secret',
    token: 'EmulatedKfToken',
    aesKey: 'ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210zyxwvuE',
    ...given,
  };
  return {
    app,
    accounts: new Map([[app.openKfId, newAccount(app.openKfId, app.name)]]),
    customers: new Map(),
    codes: new Codes(),
    links: new Links(),
    doorbell: new Doorbell(world),
  };
}
