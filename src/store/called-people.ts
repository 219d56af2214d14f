/** Requesters by what they, or the customer they belong to, are called. */
import type { CalledPeople, NamedPerson } from '../desk/ports/people.js';
import type { Database } from './database.js';

/** Of a customer that many names resemble, its people are not sorted to the end. */
const LOOKED_AT = 200;

/** Exact ones first; names that begin so, and people of customers whose name holds it, only where there are none. */
const CALLED = `
  WITH exact AS (
    SELECT id FROM requester WHERE plain_name(name) = plain_name($1)
    UNION SELECT r.id FROM customer c JOIN requester r ON r.customer_id = c.id
      WHERE c.id = $1 OR plain_name(c.name) = plain_name($1)
  ), near AS (
    (SELECT id FROM requester
      WHERE plain_name(name) ~>=~ plain_name($1) AND plain_name(name) ~<~ (plain_name($1) || chr(1114111))
      LIMIT ${LOOKED_AT})
    UNION (SELECT r.id FROM customer c JOIN requester r ON r.customer_id = c.id
      WHERE name_pairs(plain_name(c.name)) @> name_pairs(plain_name($1))
        AND position(plain_name($1) IN plain_name(c.name)) > 0
      LIMIT ${LOOKED_AT})
  ), found AS (
    SELECT id, true AS exact FROM exact
    UNION ALL SELECT id, false FROM near WHERE NOT EXISTS (SELECT FROM exact)
  )
  SELECT r.id, r.name, r.phone, c.name AS customer, found.exact
  FROM found JOIN requester r ON r.id = found.id LEFT JOIN customer c ON c.id = r.customer_id
  WHERE plain_name($1) <> ''
  ORDER BY length(r.name), r.name, c.name, r.id LIMIT $2`;

export async function calledPeople({ pool }: Database, name: string, limit: number): Promise<CalledPeople> {
  const { rows } = await pool.query<NamedPerson & { readonly exact: boolean }>(CALLED, [name, limit]);
  return {
    exact: rows.some(({ exact }) => exact),
    people: rows.map(({ id, name: called, phone, customer }) => ({ id, name: called, phone, customer })),
  };
}
