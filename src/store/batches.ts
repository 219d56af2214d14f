/** Texts to many customers: whom they mean, and what became of them. */
import type { Batch, BatchFate, BatchRecipient, BatchStore } from '../desk/ports/batches.js';
import { accountsOf } from './accounts.js';
import { keysOf } from './batch-keys.js';
import type { Database } from './database.js';
import { ms } from './instants.js';
import { isMeant } from './meant.js';

const RECIPIENTS = `
  SELECT jsonb_build_object('id', r.id, 'name', r.name, 'locale', r.locale, 'address', r.address, 'quiet', r.quiet,
      'customerId', c.id) AS requester,
    jsonb_build_object('id', c.id, 'kind', c.kind, 'name', c.name, 'tier', c.tier, 'fields', c.fields,
      'dates', c.dates, 'stage', c.stage) AS customer,
    EXISTS (SELECT FROM identity i WHERE i.requester_id = r.id AND i.opted_out_at IS NOT NULL) AS "optedOut",
    ARRAY(SELECT DISTINCT platform FROM (${accountsOf('r.id')}) AS a) AS platforms
  FROM requester r JOIN customer c ON c.id = r.customer_id
  WHERE ${isMeant('$1')} ORDER BY c.id, r.id LIMIT $2`;

/** The last way that a message took says what became of it; what another one told was told. */
const FATES = `
  SELECT coalesce(r.name, m.person) AS name, CASE
      WHEN m.reason = 'recalled' THEN 'recalled'
      WHEN m.status IN ('dead', 'uncertain') OR m.reason = 'erased' THEN 'failed'
      WHEN m.status IN ('pending', 'held', 'sending') THEN 'waiting'
      WHEN m.key LIKE 'way/%' AND m.first NOT LIKE 'unmet:%' THEN 'elsewhere'
      WHEN m.status = 'arrived' THEN 'arrived'
      ELSE 'sent' END AS fate
  FROM (
    SELECT DISTINCT ON (k.person) k.person, o.key, o.status, o.reason,
      first_value(o.address) OVER (PARTITION BY k.person ORDER BY o.id) AS first
    FROM batch b CROSS JOIN LATERAL (${keysOf('b')}) AS k JOIN outbox o ON o.key = k.key
    WHERE b.id = $1 ORDER BY k.person, o.id DESC) AS m
  LEFT JOIN requester r ON r.id = m.person ORDER BY name`;

export function batchStore({ prisma, run }: Database): BatchStore {
  return {
    recipients: (meant, limit) =>
      run<BatchRecipient>('batch_recipients', RECIPIENTS, [JSON.stringify(meant), limit]),

    async batch(id) {
      const row = await prisma.batch.findUnique({ where: { id } });
      return row && batchOf(row);
    },

    async sent(limit) {
      const where = { sentAt: { not: null } };
      const rows = await prisma.batch.findMany({ where, orderBy: { sentAt: 'desc' }, take: limit });
      return rows.map(batchOf);
    },

    fates: (id) => run<BatchFate>('batch_fates', FATES, [id]),
  };
}

interface BatchRow extends Omit<Batch, 'meant' | 'sentAt' | 'recalledAt'> {
  readonly meant: unknown;
  readonly sentAt: Date | null;
  readonly recalledAt: Date | null;
}

const batchOf = ({ id, by, meant, text, sentAt, recalledAt }: BatchRow): Batch => ({
  ...{ id, by, text, meant: meant as Batch['meant'], sentAt: ms(sentAt), recalledAt: ms(recalledAt) },
});
