/** Imported official holidays, and what is counted by them: read a page of tickets at a time, never one by one. */
import type { HolidayYear } from '../calendar/holidays.js';
import type { HolidayStore } from '../desk/ports/holidays.js';
import type { TimerSet } from '../tickets/reactions.js';
import type { Database } from './database.js';
import { iso, ms } from './instants.js';
import { readTickets } from './ticket-row.js';
import { inTransaction } from './transaction.js';

interface TimerRow {
  readonly ticket_id: number;
  readonly rule: string;
  readonly visit: number;
  readonly occurrence: number;
  readonly due_at: Date;
  readonly date: string | null;
}

/** Locked: of two instances that come to the same conclusion the second finds it done. */
const LOOKED_AT = `
  UPDATE revision SET value = $1, version = version + 1
  WHERE name = 'recounted' AND value::integer IS DISTINCT FROM $1::integer`;
const QUEUE = `
  INSERT INTO command_queue (key, command, created_at)
  SELECT s.key, s.command, $2 FROM jsonb_to_recordset($1::jsonb) AS s(key text, command jsonb)
  ON CONFLICT (key) DO NOTHING`;

export function holidayStore(database: Database): HolidayStore {
  const { pool, run } = database;
  const revisionOf = async (name: 'holidays' | 'recounted') => {
    const [row] = await run<{ version: number; value: string | null }>(
      'holidays_revision',
      'SELECT version, value FROM revision WHERE name = $1',
      [name],
    );
    return row;
  };
  return {
    revision: async () => (await revisionOf('holidays'))?.version ?? 0,

    async years() {
      // Together in one statement: the years are those of the revision.
      const [row] = await run<{ revision: number; years: HolidayYear[] }>(
        'holiday_years',
        `SELECT version AS revision, (SELECT coalesce(jsonb_agg(to_jsonb(h) ORDER BY h.year), '[]')
           FROM holiday_year h) AS years FROM revision WHERE name = 'holidays'`,
        [],
      );
      return row ?? { revision: 0, years: [] };
    },

    async open({ id, limit }) {
      const rows = await run<{ id: number }>(
        'open_tickets',
        "SELECT id FROM ticket WHERE category <> 'closed' AND id > $1 ORDER BY id LIMIT $2",
        [id, limit],
      );
      const ids = rows.map((row) => row.id);
      const [reads, timers] = await Promise.all([
        readTickets(pool, ids),
        run<TimerRow>(
          'waiting_timers',
          `SELECT ticket_id, rule, visit, occurrence, due_at, date FROM timer
           WHERE status = 'pending' AND ticket_id = ANY ($1::integer[])`,
          [ids],
        ),
      ]);
      const waiting = new Map<number, TimerSet[]>();
      for (const { ticket_id, due_at, date, rule, visit, occurrence } of timers) {
        const set = {
          ...{ rule, visit, occurrence, dueAt: ms(due_at) },
          ...(date === null ? {} : { date }),
        };
        waiting.set(ticket_id, [...(waiting.get(ticket_id) ?? []), set]);
      }
      return ids.flatMap((each) => {
        const read = reads.get(each);
        return read ? [{ read, timers: waiting.get(each) ?? [] }] : [];
      });
    },

    async routines() {
      const rows = await run<{ routine: string; date: string; due_at: Date }>(
        'waiting_routines',
        `SELECT routine, date, due_at FROM timer
         WHERE status = 'pending' AND ticket_id IS NULL AND routine IS NOT NULL AND customer_id IS NULL
           AND date IS NOT NULL ORDER BY due_at`,
        [],
      );
      return rows.map(({ routine, date, due_at }) => ({ routine, date, dueAt: ms(due_at) }));
    },

    recounted: async () => Number((await revisionOf('recounted'))?.value ?? 0),

    recount: (revision, commands, now) =>
      inTransaction(database, async (client) => {
        const { rowCount } = await client.query(LOOKED_AT, [String(revision)]);
        if (rowCount === 1 && commands.length > 0)
          await client.query(QUEUE, [JSON.stringify(commands), iso(now)]);
      }),

    async beyond(at) {
      const [row] = await run<{ tickets: number; routines: number }>(
        'beyond_horizon',
        `SELECT (SELECT count(*)::integer FROM ticket WHERE category <> 'closed' AND due_at > $1) AS tickets,
           (SELECT count(*)::integer FROM timer
            WHERE status = 'pending' AND ticket_id IS NULL AND routine IS NOT NULL AND due_at > $1) AS routines`,
        [iso(at)],
      );
      return row ?? { tickets: 0, routines: 0 };
    },
  };
}
