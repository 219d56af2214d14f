/** Commands that follow from events: queued by the save that caused them, run once each by whoever claims them. */
import type { CommandStore, FinishedBatch } from '../desk/ports/commands.js';
import type { Command } from '../tickets/command.js';
import type { Database } from './database.js';
import { iso } from './instants.js';

interface ClaimedCommand {
  readonly key: string;
  readonly command: Omit<Command, 'cause'>;
}

/** A batch's own row (its key is the batch) is no command. Thousands of a routine must not keep a customer waiting. */
const claimSql = (which: 'batch IS NULL' | 'batch IS NOT NULL AND key <> batch') => `
  WITH next AS (
    SELECT key FROM command_queue
    WHERE status = 'waiting' AND ${which} AND (lease_until IS NULL OR lease_until <= $1)
    ORDER BY batch, seq LIMIT $2 FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE command_queue c SET lease_until = $3, attempts = attempts + 1
    FROM next WHERE c.key = next.key RETURNING c.key, c.seq, c.command
  )
  SELECT key, command FROM claimed ORDER BY seq`;

const DROP = `
  UPDATE command_queue c SET status = 'dropped', reason = s.reason, refusal = s.refusal
  FROM jsonb_to_recordset($1::jsonb) AS s(key text, reason text, refusal jsonb)
  WHERE c.key = ANY ($2::text[]) AND c.key = s.key AND c.status = 'waiting'`;

const FINISHED = `
  WITH next AS (
    SELECT b.key FROM command_queue b
    WHERE b.status = 'waiting' AND b.batch IS NOT NULL AND b.key = b.batch
      AND (b.lease_until IS NULL OR b.lease_until <= $1)
      AND NOT EXISTS (
        SELECT FROM command_queue o WHERE o.batch = b.batch AND o.status = 'waiting' AND o.key <> o.batch)
    LIMIT 1 FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE command_queue b SET lease_until = $2, attempts = attempts + 1
    FROM next WHERE b.key = next.key RETURNING b.key
  )
  SELECT c.key AS batch, (
      SELECT count(*)::integer FROM command_queue o WHERE o.batch = c.key AND o.status = 'done') AS done, (
      SELECT count(*)::integer FROM command_queue o WHERE o.batch = c.key AND o.status = 'dropped') AS dropped, (
      SELECT coalesce(jsonb_agg(jsonb_build_object('customer', f.name, 'refusal', f.refusal) ORDER BY f.seq), '[]')
      FROM (
        SELECT coalesce(k.name, o.key) AS name, o.refusal, o.seq
        FROM command_queue o LEFT JOIN customer k ON k.id = o.command->'input'->>'customerId'
        WHERE o.batch = c.key AND o.status = 'dropped' ORDER BY o.seq LIMIT $3) AS f) AS refused
  FROM claimed c`;

export function commandStore({ run }: Database): CommandStore {
  return {
    async known(keys) {
      const rows = await run<{ key: string }>(
        'known_commands',
        'SELECT key FROM command_queue WHERE key = ANY ($1::text[])',
        [keys],
      );
      return new Set(rows.map(({ key }) => key));
    },

    async claim({ now, limit, leaseMs }) {
      const values = [iso(now), limit, iso(now + leaseMs)];
      const single = await run<ClaimedCommand>('claim_commands', claimSql('batch IS NULL'), values);
      const rows =
        single.length > 0
          ? single
          : await run<ClaimedCommand>('claim_batch', claimSql('batch IS NOT NULL AND key <> batch'), values);
      return rows.map(({ key, command }) => ({
        key,
        command: { ...command, cause: { kind: 'event', key } },
      }));
    },

    async drop(refused) {
      if (refused.length === 0) return;
      await run('drop_commands', DROP, [JSON.stringify(refused), refused.map(({ key }) => key)]);
    },

    async finished({ now, leaseMs, most }) {
      const [row] = await run<FinishedBatch>('finished_batch', FINISHED, [
        iso(now),
        iso(now + leaseMs),
        most,
      ]);
      return row ?? null;
    },
  };
}
