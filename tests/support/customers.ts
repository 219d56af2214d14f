/** Customers as an import brings them, for stories about what happens to them by itself. */
import type { CustomerLine } from '../../src/desk/ports/customers.js';
import type { OpenStore } from '../../src/store/store.js';

export interface Known {
  readonly id: string;
  readonly name?: string;
  readonly fields?: CustomerLine['customer']['fields'];
  readonly dates?: CustomerLine['customer']['dates'];
  readonly stage?: string;
  readonly tier?: string;
  /** Account on our page of the person who speaks for them. */
  readonly account?: string;
}

export async function imports(store: OpenStore, known: readonly Known[]): Promise<void> {
  const importing = await store.customers.importing({ dryRun: false });
  try {
    const lines = known.map(
      (
        { id, name = `客户${id}`, fields = {}, dates = {}, stage = null, tier = null, account },
        n,
      ): CustomerLine => ({
        line: n + 1,
        customer: { id, kind: null, name, tier, fields, dates, stage },
        contact:
          account === undefined
            ? null
            : { name: null, phone: null, accounts: [{ platform: 'web', account }] },
      }),
    );
    await importing.batch(lines, store.clock.now());
  } finally {
    await importing.close();
  }
}
