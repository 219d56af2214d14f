/** What fires: the daily reminder of a ticket that waits for its requester, on a ticket of its own each. */
import { handle } from '../../../src/desk/handle.js';
import type { House } from '../../../src/desk/house.js';
import { withClient } from '../support/server.js';

/** Steps of the template that lead to where the reminder is set. */
export const TO_WAITING = ['start', 'ask'];
const TIMER = /^(?<ticket>\d+)\/(?<visit>\d+)\/sop:(?<rule>\w+)\/(?<occurrence>\d+)$/u;

/**
 * One reminder as a job queue does it: the product's own read, decision and one-statement save, for one timer. The next
 * occurrence becomes a row of ours but no job; a queue would have to add that too.
 */
export async function fireOne(house: House, timer: string): Promise<void> {
  const { ticket, visit, rule, occurrence } = TIMER.exec(timer)?.groups ?? {};
  if (!ticket) throw new Error(`expected the key of a reminder, got ${timer}`);
  const handled = await handle(
    house,
    {
      type: 'remind',
      ticketId: Number(ticket),
      input: { rule, visit: Number(visit), occurrence: Number(occurrence) },
      actor: { kind: 'system' },
      cause: { kind: 'timer', key: timer },
    },
    () => ({ timer: { key: timer } }),
  );
  if (handled.kind !== 'done')
    throw new Error(`${timer}: expected it to be done, got ${JSON.stringify(handled)}`);
}

export interface Fired {
  /** Tickets reminded, and reminders: equal when none was reminded twice. */
  readonly tickets: number;
  readonly reminders: number;
  readonly fired: number;
  readonly pending: number;
  readonly outbox: number;
  readonly versions: number;
}

/** What the rows of a database say of everything that fired so far. */
export async function fired(url: string): Promise<Fired> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<Fired>(`SELECT
      (SELECT count(DISTINCT ticket_id)::int FROM ticket_event WHERE type = 'reminded') AS tickets,
      (SELECT count(*)::int FROM ticket_event WHERE type = 'reminded') AS reminders,
      (SELECT count(*)::int FROM timer WHERE status = 'fired') AS fired,
      (SELECT count(*)::int FROM timer WHERE status = 'pending') AS pending,
      (SELECT count(*)::int FROM outbox WHERE status = 'pending') AS outbox,
      (SELECT sum(version)::int FROM ticket) AS versions`);
    return rows[0] as Fired;
  });
}
