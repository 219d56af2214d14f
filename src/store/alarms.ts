/** What became of due timers. Read by people now and then, so it may read the whole table; the beat is one row. */
import type { AlarmStore, SetAside } from '../desk/ports/alarms.js';
import type { Database } from './database.js';
import { iso, ms } from './instants.js';

/** The old beat is read by the insert itself: asked for afterwards, the row would be the new one. */
const BEAT = `
  WITH before AS (SELECT value FROM shared_state WHERE key = $1 FOR UPDATE),
    beat AS (SELECT floor(extract(epoch FROM clock_timestamp()) * 1000) AS at)
  INSERT INTO shared_state (key, value, version) SELECT $1, to_jsonb(at), 1 FROM beat LEFT JOIN before ON true
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = shared_state.version + 1
  RETURNING (SELECT (beat.at - (before.value #>> '{}')::numeric)::float8 FROM before, beat) AS gap`;
const HEARTBEAT = 'desk:heartbeat';

const SETTLED = `
  SELECT
    count(*) FILTER (WHERE status = 'fired')::int AS fired,
    count(*) FILTER (WHERE status = 'fired' AND settled_at > due_at + interval '1 second')::int AS late,
    count(*) FILTER (WHERE status = 'void')::int AS void,
    (percentile_cont(ARRAY[0.5, 0.99, 1]) WITHIN GROUP (ORDER BY extract(epoch FROM settled_at - due_at) * 1000)
      FILTER (WHERE status = 'fired'))::float8[] AS lag
  FROM timer WHERE settled_at >= $1`;
const DOUBLED = `
  SELECT count(*)::int AS n FROM (
    SELECT FROM timer WHERE status = 'fired' AND settled_at >= $1 AND ticket_id IS NOT NULL
    GROUP BY ticket_id, rule, visit, occurrence, date HAVING count(*) > 1) AS d`;
const WAITING = `
  SELECT count(*)::int AS count, min(due_at) AS next FROM timer WHERE status = 'pending'`;
const OVERDUE = `
  SELECT key, ticket_id, due_at, '' AS reason FROM timer
  WHERE status = 'pending' AND due_at < $1 ORDER BY due_at LIMIT 20`;
const POISONED = `
  SELECT key, ticket_id, due_at, coalesce(reason, '') AS reason FROM timer
  WHERE status = 'poisoned' ORDER BY settled_at DESC LIMIT 20`;
const CAUGHT_UP = `
  SELECT count(*) FILTER (WHERE status = 'fired')::int AS fired, count(*) FILTER (WHERE status = 'void')::int AS void
  FROM timer WHERE due_at >= $1 AND due_at < $2 AND settled_at >= $2`;

const LOST_AFTER_MS = 60_000;

interface Aside {
  readonly key: string;
  readonly ticket_id: number | null;
  readonly due_at: Date;
  readonly reason: string;
}

export function alarmStore({ reports, run }: Database): AlarmStore {
  /** Over the pool that may plan as it likes: the other one would take an index for what reads everything. */
  async function read<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return (await reports.query<Row>({ name, text, values })).rows;
  }
  return {
    async beat() {
      const [row] = await run<{ gap: number | null }>('heartbeat', BEAT, [HEARTBEAT]);
      return row?.gap ?? null;
    },

    async record(since, now) {
      const [[settled], [doubled], [waiting], overdue, poisoned] = await Promise.all([
        read<{ fired: number; late: number; void: number; lag: number[] | null }>('alarms_settled', SETTLED, [
          iso(since),
        ]),
        read<{ n: number }>('alarms_doubled', DOUBLED, [iso(since)]),
        read<{ count: number; next: Date | null }>('alarms_waiting', WAITING, []),
        read<Aside>('alarms_overdue', OVERDUE, [iso(now - LOST_AFTER_MS)]),
        read<Aside>('alarms_poisoned', POISONED, []),
      ]);
      const [p50, p99, most] = settled?.lag ?? [];
      return {
        fired: settled?.fired ?? 0,
        late: settled?.late ?? 0,
        void: settled?.void ?? 0,
        lagMs: p50 === undefined || p99 === undefined || most === undefined ? null : { p50, p99, most },
        doubled: doubled?.n ?? 0,
        waiting: { count: waiting?.count ?? 0, nextAt: waiting?.next ? ms(waiting.next) : null },
        lost: overdue.map(aside),
        setAside: poisoned.map((row) => ({ ...aside(row), reason: row.reason })),
      };
    },

    async caughtUp(from, to) {
      const [row] = await read<{ fired: number; void: number }>('alarms_caught_up', CAUGHT_UP, [
        iso(from),
        iso(to),
      ]);
      return row ?? { fired: 0, void: 0 };
    },
  };
}

function aside({ key, ticket_id, due_at }: Aside): SetAside {
  return { key, ticketId: ticket_id, dueAt: ms(due_at) };
}
