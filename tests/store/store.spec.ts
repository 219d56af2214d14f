/** The store on PostgreSQL keeps the contract. */
import { afterAll, beforeAll } from '@jest/globals';
import { storeContract } from '../contracts/store.contract.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { emptyTables, openStore } from '../support/store.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase('contract');
});

storeContract('the store on PostgreSQL', () => ({
  open: () => openStore(database.url),
  clear: () => emptyTables(database.url),
}));

afterAll(() => database.drop());
