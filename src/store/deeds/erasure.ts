/**
 * A customer is erased: one transaction, set by set, so that a crash leaves all or nothing. Rows stay where numbers, keys
 * and chains hang on them; what somebody said, was called or could be reached by goes.
 */
import type pg from 'pg';
import type { ErasureDeed } from '../../desk/ports/deeds.js';
import { PEOPLE, TICKETS } from '../erasure.js';
import { iso } from '../instants.js';
import { moved } from '../save.js';
import { CONVERSATIONS, WAITING } from './erasure-conversations.js';
import { RECORDS } from './erasure-records.js';
import { type Erased, gathered } from './erasure-traces.js';

type Erasing = Extract<ErasureDeed, { deed: 'customerErased' }>;

export async function writeErasure(client: pg.ClientBase, deed: Erasing, now: number): Promise<void> {
  const { customer, asked, secret } = deed;
  // Whoever opens a ticket for the customer, imports it or erases it too waits here; then we see what they wrote.
  await client.query('SELECT FROM customer WHERE id = $1 FOR UPDATE', [customer]);
  const people = await ids<string>(client, `${PEOPLE} ORDER BY id FOR UPDATE`, customer);
  const tickets = await ids<number>(
    client,
    `SELECT id FROM ticket WHERE id IN (${TICKETS}) ORDER BY id FOR UPDATE`,
    customer,
  );
  const { rows } = await client.query<{ done: boolean; open: boolean }>(
    `SELECT EXISTS (SELECT FROM desk_event WHERE type = 'customerErased' AND data->>'customer' = $1
        AND (data->'asked'->>'at')::float8 = $2) AS done,
      EXISTS (SELECT FROM ticket WHERE id = ANY ($3) AND category <> 'closed') AS open`,
    [customer, asked.at, tickets],
  );
  if (rows[0]?.done || rows[0]?.open) throw moved(`the customer ${customer} is not as it was read`);

  const erased: Erased = { customer, people, tickets, called: secret.called, now: iso(now) };
  const traces = await gathered(client, erased);
  // First what is found by what the records still say, then the records.
  for (const { sql, values } of [...WAITING, ...CONVERSATIONS, ...RECORDS])
    await client.query(sql, values(erased, traces));
  // Cards in colleagues' hands are drawn anew.
  await client.query("SELECT save_changes($1, '{}', '{}', '{}')", [
    JSON.stringify({ now: iso(now), refresh: [...tickets, ...traces.linked] }),
  ]);
}

async function ids<Id>(client: pg.ClientBase, sql: string, customer: string): Promise<readonly Id[]> {
  const { rows } = await client.query<{ id: Id }>(sql, [customer]);
  return rows.map(({ id }) => id);
}
