/** What there is of one customer, counted, and who asked that it be erased. */
import type { ErasedCounts, ErasureAsked, ErasureStore } from '../desk/ports/erasure.js';
import type { Database } from './database.js';
import { ms } from './instants.js';

/** Whose people and tickets: those of today, and those it was opened for. `$1`: the customer. */
export const PEOPLE = 'SELECT id FROM requester WHERE customer_id = $1';
export const TICKETS = `SELECT id FROM ticket WHERE customer_id = $1 UNION
  SELECT k.id FROM ticket k WHERE k.requester_id = ANY (ARRAY(${PEOPLE}))`;

/** Parts of `data` in which an event from before words lay apart has them. */
const OLD_WORDS = "ARRAY['title', 'text', 'reason', 'lateReason', 'lateNote']";

const EXTENT = `
  WITH people AS MATERIALIZED (${PEOPLE}), theirs AS MATERIALIZED (${TICKETS})
  SELECT c.name,
    (SELECT count(*)::integer FROM people) AS people,
    (SELECT count(*)::integer FROM identity WHERE requester_id = ANY (ARRAY(SELECT id FROM people))) AS accounts,
    (SELECT count(*)::integer FROM theirs) AS tickets,
    ARRAY(SELECT k.id FROM ticket k JOIN theirs USING (id) WHERE k.category <> 'closed' ORDER BY k.id) AS open,
    (SELECT count(*)::integer FROM ticket_event e JOIN theirs ON theirs.id = e.ticket_id WHERE e.said IS NOT NULL) AS said,
    (SELECT count(*)::integer FROM file f JOIN theirs ON theirs.id = f.ticket_id) AS files,
    (SELECT count(*)::integer FROM ticket_event e JOIN theirs ON theirs.id = e.ticket_id
      WHERE NOT e.data ? 'said' AND jsonb_strip_nulls(e.data) ?| ${OLD_WORDS}) AS kept
  FROM customer c WHERE c.id = $1`;

const ASKED = `
  SELECT a.by, a.at, (a.data->>'expiresAt')::float8 AS "expiresAt" FROM desk_event a
  WHERE a.type = 'erasureAsked' AND a.data->>'customer' = $1 AND NOT EXISTS (
    SELECT FROM desk_event e WHERE e.id > a.id AND e.type = 'customerErased' AND e.data->>'customer' = $1)
  ORDER BY a.id DESC LIMIT 1`;

interface ExtentRow extends ErasedCounts {
  readonly name: string;
  readonly open: readonly number[];
}

export function erasureStore({ pool }: Database): ErasureStore {
  return {
    async extent(customer) {
      const { rows } = await pool.query<ExtentRow>(EXTENT, [customer]);
      const [row] = rows;
      if (!row) return null;
      const { name, open, ...counts } = row;
      return { customer, name, open, counts };
    },

    async asked(customer) {
      const { rows } = await pool.query<Omit<ErasureAsked, 'at'> & { readonly at: Date }>(ASKED, [customer]);
      const [row] = rows;
      return row ? { ...row, at: ms(row.at) } : null;
    },
  };
}
