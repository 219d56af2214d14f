/**
 * The same writes as one click, by plain `pg` as people usually write it: prepared statements one after the other in
 * one transaction that locks the ticket first (a2 in shared/performance.md). It is given what is decided and hashed
 * already, and reads nothing but the ticket's lock and its cards: the ratio flatters it, never us.
 */
import type pg from 'pg';
import type { Change } from '../../../src/desk/ports/change.js';
import type { Inbound } from '../../../src/platform/inbound.js';
import { movedRow } from '../../../src/store/ticket-row.js';

type Row = Readonly<Record<string, unknown>>;

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
const at = (ms: number) => new Date(ms).toISOString();

/** Every connection prepares a statement once, by its text. */
function statement(client: pg.ClientBase) {
  return (text: string, values: readonly unknown[]) =>
    client.query({ name: nameOf(text), text, values: [...values] });
}

const names = new Map<string, string>();
function nameOf(text: string): string {
  const name = names.get(text) ?? `plain_${names.size}`;
  names.set(text, name);
  return name;
}

/** A click changes these and nothing else; what is new in a change must be added here, or the sides are not equal. */
function expectKnown({ ticket, command, timer, dialogue, commands }: Change): void {
  const unknown = [command, timer, dialogue, ticket?.order, ...commands, ...(ticket?.personal ?? [])].filter(
    Boolean,
  );
  if (!ticket || unknown.length > 0)
    throw new Error(`plain: expected a click's change, got ${JSON.stringify(unknown)}`);
}

export async function plainClick(pool: pg.Pool, inbound: Inbound, change: Change): Promise<void> {
  expectKnown(change);
  const client = await pool.connect();
  try {
    const run = statement(client);
    await run('BEGIN', []);
    const now = at((change.ticket as NonNullable<Change['ticket']>).now);
    await run(
      `INSERT INTO inbox (platform, event_id, kind, body, received_at) VALUES ($1, $2, 'inbound', $3, $4) ON CONFLICT DO NOTHING`,
      [inbound.platform, inbound.eventId, JSON.stringify(inbound), now],
    );
    await writeTicket(run, change, now);
    await writeOutbox(run, change, now);
    await run(
      'UPDATE inbox SET settled_at = $3, reply = $4, body = NULL WHERE platform = $1 AND event_id = $2',
      [inbound.platform, inbound.eventId, now, json(change.inbox?.reply ?? null)],
    );
    await run('COMMIT', []);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

type Run = ReturnType<typeof statement>;

async function writeTicket(run: Run, change: Change, now: string): Promise<void> {
  const moved = change.ticket as NonNullable<Change['ticket']>;
  const { id } = moved.ticket;
  const locked = await run('SELECT version FROM ticket WHERE id = $1 FOR UPDATE', [id]);
  const { read } = moved;
  if (!read || (locked.rows[0] as { version: number } | undefined)?.version !== read.version)
    throw new Error(`plain: expected ticket ${id} at version ${read?.version}`);
  const row: Row = movedRow({ ...moved, read });
  const columns = Object.keys(row);
  await run(
    `UPDATE ticket SET ${columns.map((name, n) => `"${name}" = $${n + 2}`).join(', ')} WHERE id = $1`,
    [id, ...Object.entries(row).map(([name, value]) => (JSONB.has(name) ? json(value) : value))],
  );
  for (const { seq, type, at: happened, by, cause, data, hash } of moved.events)
    await run(
      `INSERT INTO ticket_event (ticket_id, seq, type, at, happened_on, by, cause, data, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, seq, type, at(happened), moved.dates.now, by, cause, json(data), Buffer.from(hash, 'hex')],
    );
  const { left, entered } = moved;
  if (left)
    await run(
      'UPDATE visit SET left_at = $3, left_on = $4, minutes = $5, member_id = $6 WHERE ticket_id = $1 AND visit = $2',
      [id, left.visit, at(left.leftAt), moved.dates.now, left.minutes, left.memberId],
    );
  if (entered)
    await run(
      'INSERT INTO visit (ticket_id, visit, sop, queue, state, entered_at, entered_on, again) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [
        id,
        entered.visit,
        moved.ticket.sop,
        moved.ticket.queue,
        entered.state,
        at(entered.enteredAt),
        moved.dates.now,
        entered.again,
      ],
    );
  await run(
    `UPDATE timer SET status = 'void', settled_at = $2
     WHERE ticket_id = $1 AND status = 'pending' AND (visit = ANY ($3) OR (visit = $4 AND rule = ANY ($5)))`,
    [id, now, moved.voidVisits, moved.ticket.visit, moved.voidRules],
  );
  for (const { key, rule, visit, occurrence, dueAt } of moved.timers)
    await run(
      'INSERT INTO timer (key, ticket_id, rule, visit, occurrence, due_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [key, id, rule, visit, occurrence, at(dueAt)],
    );
}

/** Columns that take JSON text; everything else is given to the driver as it is. */
const JSONB = new Set(['fields', 'checklist', 'proposal', 'running_limit', 'last']);

interface Post {
  readonly id: string;
  readonly address: string;
  readonly locale: string;
}

async function writeOutbox(run: Run, change: Change, now: string): Promise<void> {
  const { ticket } = change.ticket as NonNullable<Change['ticket']>;
  const posts = (await run('SELECT id, address, locale FROM card_post WHERE ticket_id = $1', [ticket.id]))
    .rows as Post[];
  // In one order everywhere, or two clicks in two chats wait for each other for ever.
  const told = new Map<string, number[]>([...posts, ...change.outbox].map(({ address }) => [address, []]));
  for (const { address, ticketId } of change.outbox) if (ticketId !== null) told.get(address)?.push(ticketId);
  for (const [address, tickets] of [...told].sort(([a], [b]) => (a < b ? -1 : 1)))
    await run(
      `INSERT INTO lane AS l (address, next_at, recent) VALUES ($1, $2, $3)
       ON CONFLICT (address) DO UPDATE SET
         next_at = CASE WHEN l.lease_until > $2 THEN l.next_at ELSE least(l.next_at, excluded.next_at) END,
         recent = (excluded.recent || l.recent)[1:20]`,
      [address, now, tickets],
    );
  for (const { id, address, locale } of posts)
    await run(
      `INSERT INTO outbox (key, address, locale, ticket_id, body, post_id, created_at)
       VALUES ('refresh/' || $1::text || '/' || gen_random_uuid(), $2, $3, $4, $5, $1, $6)
       ON CONFLICT (post_id) WHERE status = 'pending' DO NOTHING`,
      [id, address, locale, ticket.id, json({ kind: 'refresh', post: id }), now],
    );
  for (const { key, address, locale, ticketId, body } of change.outbox)
    await run(
      'INSERT INTO outbox (key, address, locale, ticket_id, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [key, address, locale, ticketId, json(body), now],
    );
}
