/** Queues what a routine or a reminder opens for customers, in the transaction that fires it. */
import type pg from 'pg';
import type { Change } from '../desk/ports/change.js';
import type { Openings, SelectionPage } from '../desk/ports/openings.js';
import type { Locale } from '../people/people.js';
import { iso } from './instants.js';
import { isMeant } from './meant.js';

const PAGE = `
  SELECT c.id FROM customer c
  WHERE ($1::text IS NULL OR c.id > $1) AND ${isMeant('$2')}
  ORDER BY c.id LIMIT $3`;

const NEXT_PAGE = `
  INSERT INTO timer (key, routine, rule, customer_id, date, due_at)
  VALUES ($1, $2, 'routine', $3, $4, $5) ON CONFLICT (key) DO NOTHING`;

/** The row that stands for the batch: it waits until all the others are settled, and is then told of. */
const BATCH_ROW = `
  INSERT INTO command_queue (key, batch, created_at) VALUES ($1, $1, $2) ON CONFLICT (key) DO NOTHING`;

async function customersOf(client: pg.PoolClient, page: SelectionPage): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>({
    name: 'selected_customers',
    text: PAGE,
    values: [page.after, JSON.stringify(page.meant), page.limit],
  });
  return rows.map(({ id }) => id);
}

async function closePage(
  client: pg.PoolClient,
  { batch }: Openings,
  { limit, next }: SelectionPage,
  customers: readonly string[],
  now: number,
): Promise<void> {
  const last = customers.length === limit ? customers.at(-1) : undefined;
  if (last !== undefined) {
    const { routine, date, dueAt } = next;
    await client.query(NEXT_PAGE, [`${batch}/after/${last}`, routine, last, date, iso(dueAt)]);
  } else if (batch !== null) await client.query(BATCH_ROW, [batch, iso(now)]);
}

/** Of many reminders of one rule and date only one statement is made. */
function together(changes: readonly Change[]): Openings[] {
  const groups = new Map<string, Openings>();
  for (const { openings } of changes) {
    if (!openings) continue;
    const { prefix, customers } = openings;
    const known = groups.get(prefix)?.customers;
    const all = known && 'length' in known && 'length' in customers ? [...known, ...customers] : customers;
    groups.set(prefix, { ...openings, customers: all });
  }
  return [...groups.values()];
}

export async function queueOpenings(
  client: pg.PoolClient,
  changes: readonly Change[],
  { now, locale }: { readonly now: number; readonly locale: Locale },
): Promise<void> {
  for (const openings of together(changes)) {
    const { prefix, batch, copy, command, customers } = openings;
    const ids = 'length' in customers ? customers : await customersOf(client, customers);
    await client.query({
      name: 'queue_openings',
      text: 'SELECT queue_openings($1, $2)',
      values: [JSON.stringify({ prefix, batch, copy, command, locale, now: iso(now) }), [...ids]],
    });
    if (!('length' in customers)) await closePage(client, openings, customers, ids, now);
  }
}
