/** What is due fires here: claimed, decided and saved in one transaction, many tickets at a time. */
import type pg from 'pg';
import type { Change } from '../desk/ports/change.js';
import type { DueTimer, TimerStore } from '../desk/ports/timers.js';
import type { Locale } from '../people/people.js';
import type { Database } from './database.js';
import { iso, ms } from './instants.js';
import { queueOpenings } from './openings.js';
import { readCustomers } from './read-customers.js';
import { saveChanges } from './save.js';
import { readTickets } from './ticket-row.js';
import { inTransaction } from './transaction.js';

interface ClaimedTimer {
  readonly key: string;
  readonly ticket_id: number | null;
  readonly routine: string | null;
  readonly rule: string;
  readonly visit: number;
  readonly occurrence: number;
  readonly due_at: Date;
  readonly date: string | null;
  readonly customer_id: string | null;
}

/** How many due timers whose tickets are held by others may be passed over in one claim. */
const PASSED_OVER = 200;

/**
 * The limit is part of the text, not a parameter: a plan for an unknown limit would sort every due row. The lateral
 * joins lock one ticket after the other by its key, in the order of dueness, until there are enough. The ticket is
 * locked before its timer: a timer whose ticket somebody else holds must not stay locked, or that one's save, which
 * may void it, waits for us while we wait for them.
 */
function claimSql(limit: number): string {
  const columns =
    't.key, t.ticket_id, t.routine, t.rule, t.visit, t.occurrence, t.due_at, t.date, t.customer_id';
  return `
    WITH due AS (
      SELECT key, ticket_id FROM timer
      WHERE status = 'pending' AND ticket_id IS NOT NULL AND due_at <= $1 AND key <> ALL ($2::text[])
      ORDER BY due_at LIMIT ${limit + PASSED_OVER}
    ), of_tickets AS (
      SELECT t.* FROM due d
      CROSS JOIN LATERAL (SELECT k.id FROM ticket k WHERE k.id = d.ticket_id FOR UPDATE SKIP LOCKED) AS k
      CROSS JOIN LATERAL (
        SELECT ${columns} FROM timer t
        WHERE t.key = d.key AND t.ticket_id = k.id AND t.status NOT IN ('fired', 'void', 'poisoned')
        FOR UPDATE SKIP LOCKED) AS t
      LIMIT ${limit}
    ), of_nothing AS (
      SELECT ${columns} FROM timer t
      WHERE t.status = 'pending' AND t.ticket_id IS NULL AND t.due_at <= $1 AND t.key <> ALL ($2::text[])
      ORDER BY t.due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    SELECT * FROM of_tickets UNION ALL SELECT * FROM of_nothing ORDER BY due_at, key LIMIT ${limit}`;
}

/** Of two timers of one ticket only the earlier: the later one must rest on what the earlier one makes of the ticket. */
function earliestPerTicket(claimed: readonly ClaimedTimer[]): ClaimedTimer[] {
  const seen = new Set<number>();
  return claimed.filter(({ ticket_id }) => {
    if (ticket_id === null) return true;
    return !seen.has(ticket_id) && seen.add(ticket_id);
  });
}

/** Read by a later statement than the claim: it sees what was committed before the locks were ours. */
async function readDue(client: pg.PoolClient, timers: readonly ClaimedTimer[]): Promise<DueTimer[]> {
  const ids = timers.flatMap(({ ticket_id }) => ticket_id ?? []);
  const reads = await readTickets(client, ids);
  const customers = await readCustomers(
    client,
    timers.flatMap(({ customer_id, routine }) =>
      routine === null && customer_id !== null ? customer_id : [],
    ),
  );
  return timers.map(({ key, rule, visit, occurrence, due_at, ticket_id, routine, date, customer_id }) => ({
    key,
    rule,
    visit,
    occurrence,
    dueAt: ms(due_at),
    read: ticket_id === null ? null : (reads.get(ticket_id) ?? null),
    routine,
    date,
    customerId: customer_id,
    customer: customers.get(customer_id ?? '') ?? null,
  }));
}

const SET_ROUTINE = `
  INSERT INTO timer AS t (key, routine, rule, date, due_at) VALUES ($1, $2, 'routine', $3, $4)
  ON CONFLICT (key) DO UPDATE SET
    status = 'pending', due_at = excluded.due_at, generation = t.generation + 1, reason = NULL, settled_at = NULL
  WHERE t.due_at <> excluded.due_at AND (t.status = 'pending' OR t.status = 'void' AND t.reason = 'rule_gone')`;

/** A timer without a change would be claimed for ever. */
function assertAllSettled(due: readonly DueTimer[], changes: readonly Change[]): void {
  const settled = new Set(changes.map((change) => change.timer?.key));
  const forgotten = due.filter(({ key }) => !settled.has(key)).map(({ key }) => key);
  if (forgotten.length > 0) {
    throw new Error(
      `timers: expected a change that settles each due timer, got none for ${forgotten.join(', ')}`,
    );
  }
}

export function timerStore(database: Database, clock: { now(): number }, locale: Locale): TimerStore {
  const { prisma, run } = database;
  return {
    async fireDue({ now, limit, skip }, decide) {
      return inTransaction(database, async (client) => {
        const { rows } = await client.query<ClaimedTimer>({
          name: `claim_timers_${limit}`,
          text: claimSql(limit),
          values: [iso(now), [...skip]],
        });
        const timers = earliestPerTicket(rows);
        if (timers.length > 0) {
          const due = await readDue(client, timers);
          const changes = decide(due);
          assertAllSettled(due, changes);
          await saveChanges(client, changes, now);
          await queueOpenings(client, changes, { now, locale });
        }
        return timers.length;
      });
    },

    async nextDue() {
      const [row] = await run<{ at: Date }>(
        'next_timer',
        "SELECT due_at AS at FROM timer WHERE status = 'pending' ORDER BY due_at LIMIT 1",
        [],
      );
      return row ? ms(row.at) : null;
    },

    async poison(key, reason) {
      await prisma.timer.updateMany({
        where: { key, status: 'pending' },
        data: { status: 'poisoned', reason, settledAt: new Date(clock.now()) },
      });
    },

    async pending(ticketId) {
      const rows = await prisma.timer.findMany({
        where: { ticketId, status: 'pending' },
        orderBy: { dueAt: 'asc' },
      });
      return rows.map(({ key, rule, visit, occurrence, dueAt, date }) => ({
        key,
        rule,
        visit,
        occurrence,
        dueAt: ms(dueAt),
        ...(date === null ? {} : { date }),
      }));
    },

    async setRoutine(routine, occurrence, dueAt) {
      await run('set_routine', SET_ROUTINE, [
        `routine/${routine}/${occurrence}`,
        routine,
        occurrence,
        iso(dueAt),
      ]);
    },
  };
}
