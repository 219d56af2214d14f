/** Customers as people look for them: by name, with what belongs to them, and by where they stand. */
import type pg from 'pg';
import type { Contact, CustomerOrder, CustomerStore } from '../desk/ports/customers.js';
import type { Customer, CustomerName } from '../people/customer.js';
import type { Locale } from '../people/people.js';
import { customerImport } from './customer-import.js';
import type { Database } from './database.js';
import { ms } from './instants.js';

/** A word that half of all names hold is not sorted to the end. */
const LOOKED_AT = 500;

/**
 * Exact ones by their own indexes, so that a word many names hold cannot hide them; then names that hold it, the
 * shortest first: it says most of those.
 */
const SEARCH = `
  WITH said AS (SELECT plain_name($1) AS name), exact AS (
    SELECT id, name, tier FROM customer WHERE id = $1
    UNION SELECT id, name, tier FROM customer WHERE plain_name(name) = plain_name($1)
  ), holding AS (
    SELECT id, name, tier FROM customer
    WHERE name_pairs(plain_name(name)) @> name_pairs(plain_name($1)) AND position(plain_name($1) IN plain_name(name)) > 0
    LIMIT ${LOOKED_AT}
  )
  SELECT id, name, tier, bool_or(exact) AS exact
  FROM (SELECT *, true AS exact FROM exact UNION ALL SELECT *, false FROM holding) AS found
  WHERE (SELECT name FROM said) <> ''
  GROUP BY id, name, tier ORDER BY bool_or(exact) DESC, length(name), name, id LIMIT $2`;

const NEAR = 'SELECT id, name, tier FROM customers_like($1, $2)';

const CUSTOMER = `
  SELECT c.id, c.kind, c.name, c.tier, c.fields, c.dates, c.stage, c.stage_at AS "stageAt",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'phone', r.phone)), '[]') FROM (
      SELECT * FROM requester WHERE customer_id = $1 ORDER BY created_at, id LIMIT 20) AS r) AS contacts,
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'ref', o.ref, 'amount', o.amount, 'paidAt', floor(extract(epoch FROM o.paid_at) * 1000))), '[]') FROM (
      SELECT * FROM "order" WHERE customer_id = $1
      UNION SELECT * FROM "order" WHERE customer_id IS NULL
        AND requester_id = ANY (ARRAY(SELECT id FROM requester WHERE customer_id = $1))
      ORDER BY paid_at DESC NULLS FIRST, ref LIMIT 20) AS o) AS orders
  FROM customer c WHERE c.id = $1`;

/** `IS NOT DISTINCT FROM` would lead to no index. */
const inStageSql = (where: string) => `
  SELECT c.id, c.name, c.tier, c.stage_at, count(*) OVER ()::integer AS total,
    (SELECT count(*)::integer FROM ticket k
      WHERE k.customer_id = c.id AND k.category <> 'closed' AND k.queue = ANY ($2::text[])) AS open
  FROM customer c WHERE ${where} ORDER BY c.name, c.id LIMIT $1`;

type CustomerRow = Omit<Customer, 'stageAt'> & {
  readonly stageAt: Date | null;
  readonly contacts: readonly Contact[];
  readonly orders: readonly CustomerOrder[];
};

interface StageRow extends CustomerName {
  readonly stage_at: Date | null;
  readonly total: number;
  readonly open: number;
}

export function customerStore(database: Database, locale: Locale): CustomerStore {
  const { pool } = database;
  // Planned for what is asked: a plan that fits every name would fit none.
  const find = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[]) =>
    (await pool.query<Row>(sql, values)).rows;
  return {
    async search(said, limit) {
      const rows = await find<CustomerName & { exact: boolean }>(SEARCH, [said, limit]);
      const matches = rows.map(({ id, name, tier }) => ({ id, name, tier }));
      const near = rows.length > 0 ? [] : await find<CustomerName>(NEAR, [said, limit]);
      return { exact: rows.some(({ exact }) => exact), matches, near };
    },

    async customer(id) {
      const [row] = await find<CustomerRow>(CUSTOMER, [id]);
      if (!row) return null;
      const { contacts, orders, stageAt, ...customer } = row;
      return { customer: { ...customer, stageAt: ms(stageAt) }, contacts, orders };
    },

    async inStage(stage, queues, limit) {
      const sql = inStageSql(stage === null ? 'c.stage IS NULL' : 'c.stage = $3');
      const rows = await find<StageRow>(sql, [limit, queues, ...(stage === null ? [] : [stage])]);
      return {
        total: rows[0]?.total ?? 0,
        rows: rows.map(({ id, name, tier, stage_at, open }) => ({
          ...{ id, name, tier, stageAt: ms(stage_at), open },
        })),
      };
    },

    importing: (options) => customerImport(database, locale, options),
  };
}
