/** Commands that follow from events: queued by the save that caused them, run once each by whoever claims them. */
import type { CommandStore } from '../desk/ports/commands.js';
import type { Command } from '../tickets/command.js';
import type { Database } from './database.js';
import { iso } from './instants.js';

interface ClaimedCommand {
  readonly key: string;
  readonly command: Omit<Command, 'cause'>;
}

const CLAIM = `
  WITH next AS (
    SELECT key FROM command_queue
    WHERE status = 'waiting' AND (lease_until IS NULL OR lease_until <= $1)
    ORDER BY seq LIMIT $2 FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE command_queue c SET lease_until = $3, attempts = attempts + 1
    FROM next WHERE c.key = next.key RETURNING c.key, c.seq, c.command
  )
  SELECT key, command FROM claimed ORDER BY seq`;

export function commandStore({ prisma, run }: Database): CommandStore {
  return {
    async claim({ now, limit, leaseMs }) {
      const rows = await run<ClaimedCommand>('claim_commands', CLAIM, [iso(now), limit, iso(now + leaseMs)]);
      return rows.map(({ key, command }) => ({
        key,
        command: { ...command, cause: { kind: 'event', key } },
      }));
    },

    async drop(key, reason) {
      await prisma.commandQueue.updateMany({
        where: { key, status: 'waiting' },
        data: { status: 'dropped', reason },
      });
    },
  };
}
