/** Writes the next root: first the heads that moved, then the hash over them, in one transaction. */
import type { Hashing } from '../../desk/ports/audit.js';
import type { Database } from '../database.js';
import { iso, ms } from '../instants.js';
import { inTransaction } from '../transaction.js';

const NO_ROOT = '0'.repeat(64);
/** Read at once: a first root over a big house has a million. */
const PAGE = 20_000;

/** Every ticket is compared: once an hour, and cheaper than a mark each save would have to leave. */
const HEADS = `
  INSERT INTO audit_head (root, ticket_id, after, events, head)
  SELECT $1, k.id, coalesce((SELECT max(o.events) FROM audit_head o WHERE o.ticket_id = k.id), 0), k.events, k.head
  FROM ticket k
  WHERE k.events > 0 AND NOT EXISTS (SELECT FROM audit_head h WHERE h.ticket_id = k.id AND h.events = k.events)`;

const HEADS_OF = `
  SELECT ticket_id AS "ticketId", after, events, encode(head, 'hex') AS head FROM audit_head
  WHERE root = $1 AND ticket_id > $2 ORDER BY ticket_id LIMIT $3`;

interface HeadRow {
  readonly ticketId: number;
  readonly after: number;
  readonly events: number;
  readonly head: string;
}

export async function writeRoot(database: Database, at: number, hashing: Hashing): Promise<void> {
  await inTransaction(database, async (client) => {
    // Two at once would both be the next one.
    await client.query('LOCK TABLE audit_root IN EXCLUSIVE MODE');
    const { rows } = await client.query<{ n: number; at: Date; hash: string }>(
      "SELECT n, at, encode(hash, 'hex') AS hash FROM audit_root ORDER BY n DESC LIMIT 1",
    );
    const [last] = rows;
    const n = (last?.n ?? 0) + 1;
    const previous = last?.hash ?? NO_ROOT;
    const moment = Math.max(at, last ? ms(last.at) : at);
    const { rowCount } = await client.query(HEADS, [n]);
    const sum = hashing({ n, at: moment, previous });
    for (let after = 0, full = true; full; ) {
      const page = await client.query<HeadRow>(HEADS_OF, [n, after, PAGE]);
      for (const head of page.rows) sum.add(head);
      after = page.rows.at(-1)?.ticketId ?? after;
      full = page.rows.length === PAGE;
    }
    await client.query(
      "INSERT INTO audit_root (n, at, heads, previous, hash) VALUES ($1, $2, $3, decode($4, 'hex'), decode($5, 'hex'))",
      [n, iso(moment), rowCount ?? 0, previous, sum.hash()],
    );
  });
}
