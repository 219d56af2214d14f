/** The audit's rows: roots over the heads of tickets, and what is noted of people. */
import type { AuditEntry, AuditStore } from '../desk/ports/audit.js';
import { auditRecord } from './audit/record.js';
import { writeRoot } from './audit/root.js';
import type { Database } from './database.js';
import { iso, ms } from './instants.js';

/** So many different ones of one person a day; whoever tries every number there is must not fill the table. */
const MOST_A_DAY = 200;

const NOTE = `
  INSERT INTO audit_entry AS e (kind, "by", noted_on, act, subject, code, door, times, first_at, last_at)
  SELECT $1, $2, $3::date, $4,
    CASE WHEN (SELECT count(*) FROM audit_entry o WHERE o."by" = $2 AND o.noted_on = $3::date) < $9 THEN $5 ELSE '' END,
    $6, $7, 1, $8::timestamptz, $8::timestamptz
  ON CONFLICT ("by", noted_on, kind, act, subject, code, door) DO UPDATE SET
    times = e.times + 1, first_at = least(e.first_at, excluded.first_at), last_at = greatest(e.last_at, excluded.last_at)`;

export function auditStore(database: Database): AuditStore {
  const { run, prisma } = database;
  return {
    async note({ kind, by, act, subject, code, door, at, on }) {
      await run('note_audit', NOTE, [kind, by, on, act, subject, code, door, iso(at), MOST_A_DAY]);
    },

    async entries({ kind, limit }) {
      const rows = await prisma.auditEntry.findMany({
        ...(kind ? { where: { kind } } : {}),
        orderBy: { lastAt: 'desc' },
        take: limit,
      });
      return rows.map(({ on, firstAt, lastAt, ...row }) => ({
        ...row,
        kind: row.kind as AuditEntry['kind'],
        on: on.toISOString().slice(0, 10),
        firstAt: ms(firstAt),
        lastAt: ms(lastAt),
      }));
    },

    async rootedAt() {
      const [row] = await run<{ at: Date }>(
        'rooted_at',
        'SELECT at FROM audit_root ORDER BY n DESC LIMIT 1',
        [],
      );
      return row ? ms(row.at) : null;
    },

    root: (at, hashing) => writeRoot(database, at, hashing),
    record: (window) => auditRecord(database, window),
  };
}
