/** Customers as rules see them, each with the person they are spoken to by: many in one statement. */
import type pg from 'pg';
import type { CustomerAndContact } from '../desk/ports/timers.js';
import type { Customer } from '../people/customer.js';
import type { Locale, QuietHours } from '../people/people.js';
import { ms } from './instants.js';

/** The person: whoever can be reached, whom we knew first. `queue_openings` chooses the same. */
const READ_CUSTOMERS = `
  SELECT c.id, c.kind, c.name, c.tier, c.fields, c.dates, c.stage, c.stage_at,
    p.id AS contact_id, p.name AS contact_name, p.locale AS contact_locale, p.address AS contact_address,
    p.quiet AS contact_quiet
  FROM customer c
  LEFT JOIN LATERAL (
    SELECT r.id, r.name, r.locale, r.address, r.quiet FROM requester r WHERE r.customer_id = c.id
    ORDER BY r.address IS NULL, r.created_at, r.id LIMIT 1) AS p ON true
  WHERE c.id = ANY ($1::text[])`;

interface CustomerRow {
  readonly id: string;
  readonly kind: Customer['kind'];
  readonly name: string;
  readonly tier: string | null;
  readonly fields: Customer['fields'];
  readonly dates: Customer['dates'];
  readonly stage: string | null;
  readonly stage_at: Date | null;
  readonly contact_id: string | null;
  readonly contact_name: string;
  readonly contact_locale: Locale;
  readonly contact_address: string | null;
  readonly contact_quiet: QuietHours | null;
}

export async function readCustomers(
  on: Pick<pg.ClientBase, 'query'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CustomerAndContact>> {
  if (ids.length === 0) return new Map();
  const { rows } = await on.query<CustomerRow>({
    name: 'read_customers',
    text: READ_CUSTOMERS,
    values: [[...new Set(ids)]],
  });
  return new Map(rows.map((row) => [row.id, customerRead(row)]));
}

function customerRead(row: CustomerRow): CustomerAndContact {
  const { id, kind, name, tier, fields, dates, stage, stage_at } = row;
  return {
    customer: { id, kind, name, tier, fields, dates, stage, stageAt: ms(stage_at) },
    contact:
      row.contact_id === null
        ? null
        : {
            id: row.contact_id,
            name: row.contact_name,
            locale: row.contact_locale,
            address: row.contact_address,
            quiet: row.contact_quiet,
            customerId: id,
          },
  };
}
