/** What every store of the desk must do, whatever keeps its rows. Called with a kit that opens instances of it. */
import { afterAll, beforeAll, beforeEach, describe } from '@jest/globals';
import type { Store } from '../../src/desk/ports/store.js';
import type { Feed, SharedState } from '../../src/platform/context.js';
import { cardsContract } from './store/cards.js';
import { commandsContract } from './store/commands.js';
import { contentContract } from './store/content.js';
import { customersContract } from './store/customers.js';
import { deedsContract } from './store/deeds.js';
import { inboxContract } from './store/inbox.js';
import { logInsContract } from './store/log-ins.js';
import { outboxContract } from './store/outbox.js';
import { placesContract } from './store/places.js';
import { ratingsContract } from './store/ratings.js';
import { sharedContract } from './store/shared.js';
import { ticketsContract } from './store/tickets.js';
import { timersContract } from './store/timers.js';

export interface StoreInstance extends Store {
  readonly feed: Feed;
  readonly state: SharedState;
  lock(name: string, work: () => Promise<void>): Promise<boolean>;
  close(): Promise<void>;
}

export interface StoreKit {
  /** One more instance over the same rows. */
  open(): Promise<StoreInstance>;
  /** Forgets everything but the clock and the published revisions' numbers. */
  clear(): Promise<void>;
}

/** Two instances over the same rows. */
export type Instances = () => { readonly here: StoreInstance; readonly there: StoreInstance };

export function storeContract(title: string, kit: () => StoreKit): void {
  describe(title, () => {
    let open: { here: StoreInstance; there: StoreInstance } | undefined;

    beforeAll(async () => {
      open = { here: await kit().open(), there: await kit().open() };
    });
    beforeEach(() => kit().clear());
    afterAll(async () => {
      await open?.here.close();
      await open?.there.close();
    });

    const instances: Instances = () => {
      if (!open)
        throw new Error('contract: expected the instances inside a test, got a call before beforeAll');
      return open;
    };
    ticketsContract(instances);
    inboxContract(instances);
    logInsContract(instances);
    outboxContract(instances);
    placesContract(instances);
    ratingsContract(instances);
    cardsContract(instances);
    timersContract(instances);
    commandsContract(instances);
    contentContract(instances);
    customersContract(instances);
    deedsContract(instances);
    sharedContract(instances);
  });
}
