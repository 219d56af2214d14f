/** What the other side has allowed us to send, kept by address and key. */
import type { AllowanceStore } from '../desk/ports/allowances.js';
import type { OutboxRow } from '../desk/ports/outbox.js';
import type { Allowance } from '../people/allowance.js';
import type { Database } from './database.js';
import { iso, ms } from './instants.js';

interface Row {
  readonly key: string;
  readonly messages: number;
  readonly given_at: Date;
  readonly until: Date | null;
  readonly spent: readonly Date[];
  readonly template: string | null;
}

const allowance = ({ key, messages, given_at, until, spent, template }: Row): Allowance => ({
  ...{ key, messages, at: ms(given_at), until: ms(until), template },
  spent: spent.map((each) => ms(each)),
});

const WAITING = `
  SELECT id, key, address, locale, ticket_id AS "ticketId", body, attempts, false AS interrupted FROM outbox
  WHERE address = $1 AND status = 'held' AND reason = 'no_room' ORDER BY id LIMIT 50`;

export function allowanceStore({ run }: Database): AllowanceStore {
  return {
    async give({ address, key, messages, at, until, template = null }, now) {
      const values = [address, key, messages, iso(at), iso(until), iso(now), template];
      const [row] = await run<{ given: boolean }>(
        'allow_sends',
        'SELECT allow_sends($1, $2, $3, $4, $5, $6, $7) AS given',
        values,
      );
      return row?.given ?? false;
    },

    async at(address) {
      const sql = 'SELECT key, messages, given_at, until, spent, template FROM allowance WHERE address = $1';
      const rows = await run<Row>('allowances', sql, [address]);
      return rows.map(allowance);
    },

    async spend(address, key, at) {
      const sql = 'UPDATE allowance SET spent = array_append(spent, $3) WHERE address = $1 AND key = $2';
      await run('spend_allowance', sql, [address, key, iso(at)]);
    },

    async ended(address, key, from, at) {
      const sql =
        'UPDATE allowance SET spent = array_append(array_remove(spent, $3), $4) WHERE address = $1 AND key = $2';
      await run('allowance_spent', sql, [address, key, iso(from), iso(at)]);
    },

    async unspent(address, key, from) {
      const sql = 'UPDATE allowance SET spent = array_remove(spent, $3) WHERE address = $1 AND key = $2';
      await run('unspend_allowance', sql, [address, key, iso(from)]);
    },

    async waiting(address) {
      const rows = await run<OutboxRow & { id: string | number }>('waiting_for_room', WAITING, [address]);
      return rows.map((row) => ({ ...row, id: Number(row.id) }));
    },
  };
}
