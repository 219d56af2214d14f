/** Deeds on texts to many customers: one that was shown, one that is sent, one that is taken back. */
import type pg from 'pg';
import type { BatchDeed } from '../../desk/ports/deeds.js';
import { keysOf } from '../batch-keys.js';
import { iso } from '../instants.js';
import { moved } from '../save.js';

/** One that nobody sent is of no use for long. */
const FORGET = `DELETE FROM batch WHERE sent_at IS NULL AND planned_at < $1::timestamptz - interval '7 days'`;
const PLAN = 'INSERT INTO batch (id, by, meant, text, planned_at) VALUES ($1, $2, $3, $4, $5)';
const SEND = 'UPDATE batch SET sent_at = $2, recipients = $3 WHERE id = $1 AND sent_at IS NULL';
const RECALL =
  'UPDATE batch SET recalled_at = $2 WHERE id = $1 AND sent_at IS NOT NULL AND recalled_at IS NULL';

/** What waits in a lane may be on its way at this moment: only what is held can be taken back for certain. */
const UNSAY = `
  UPDATE outbox o SET status = 'dropped', reason = 'recalled', settled_at = $2
  FROM batch b CROSS JOIN LATERAL (${keysOf('b')}) AS k
  WHERE b.id = $1 AND o.key = k.key AND o.status = 'held'`;

export async function writeBatch(client: pg.ClientBase, deed: BatchDeed, now: number): Promise<void> {
  switch (deed.deed) {
    case 'batchPlanned': {
      const { batch, by, secret } = deed;
      await client.query(FORGET, [iso(now)]);
      await client.query(PLAN, [batch, by, JSON.stringify(secret.meant), secret.text, iso(now)]);
      return;
    }
    case 'batchSent':
      return once(client, deed.batch, SEND, [deed.batch, iso(now), deed.recipients]);
    case 'batchRecalled':
      await once(client, deed.batch, RECALL, [deed.batch, iso(now)]);
      await client.query(UNSAY, [deed.batch, iso(now)]);
  }
}

async function once(client: pg.ClientBase, batch: string, sql: string, values: unknown[]): Promise<void> {
  const { rowCount } = await client.query(sql, values);
  if (rowCount !== 1) throw moved(`somebody was faster with the batch ${batch}`);
}
