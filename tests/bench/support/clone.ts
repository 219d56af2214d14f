/**
 * Many tickets out of one: the product opens a ticket through its own front door, and SQL repeats its rows. What is not
 * named here is copied as it stands, so a new column or table of a ticket needs no change of a bench.
 */
import type pg from 'pg';

/** Tables whose rows belong to a ticket. What went out (outbox, inbox) is history and is not repeated. */
const OF_A_TICKET = ['ticket_event', 'personal_value', 'visit', 'timer', 'card_post'] as const;
type Table = 'ticket' | (typeof OF_A_TICKET)[number];

/** Column → SQL expression over `t` (the row copied) and `n` (the new ticket's id). */
export type Changes = Partial<Record<Table, Readonly<Record<string, string>>>>;

const ALWAYS: Record<Table, Readonly<Record<string, string>>> = {
  ticket: { id: 'n', title: `t.title || ' #' || n` },
  ticket_event: { ticket_id: 'n' },
  personal_value: { ticket_id: 'n' },
  visit: { ticket_id: 'n' },
  // `<ticket>/<visit>/<rule>/<occurrence>`
  timer: { ticket_id: 'n', key: `n || substr(t.key, strpos(t.key, '/'))` },
  card_post: { ticket_id: 'n', id: `t.id || '-' || n` },
};

/** Copies `template` to the ids `from` … `to`. */
export async function cloneTicket(
  client: pg.ClientBase,
  clones: {
    readonly template: number;
    readonly from: number;
    readonly to: number;
    readonly changes?: Changes;
  },
): Promise<void> {
  const { template, from, to, changes = {} } = clones;
  for (const table of ['ticket', ...OF_A_TICKET] as const) {
    const { rows } = await client.query<{ column: string }>(
      `SELECT column_name AS column FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
      [table],
    );
    const columns = rows.map(({ column }) => column);
    const set: Readonly<Record<string, string>> = { ...ALWAYS[table], ...changes[table] };
    for (const name of Object.keys(set))
      if (!columns.includes(name)) throw new Error(`clone: expected a column ${table}.${name}, got none`);
    const values = columns.map((name) => set[name] ?? `t."${name}"`);
    await client.query(
      `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
       SELECT ${values.join(', ')} FROM generate_series(${from}, ${to}) n, ${table} t
       WHERE t.${table === 'ticket' ? 'id' : 'ticket_id'} = ${template} ORDER BY n`,
    );
  }
  await client.query(`SELECT setval(pg_get_serial_sequence('ticket', 'id'), (SELECT max(id) FROM ticket))`);
}

/** Requesters r1 … r<count>, each with an account and a one-to-one address on the platform `bench`. */
export async function makeRequesters(client: pg.ClientBase, count: number): Promise<void> {
  await client.query(
    `INSERT INTO requester (id, name, locale, address, created_at)
     SELECT 'r' || n, 'Requester ' || n, 'zh-CN', 'bench:desk:r' || n, now() FROM generate_series(1, ${count}) n`,
  );
  await client.query(
    `INSERT INTO identity (platform, account, requester_id) SELECT 'bench', 'r' || n, 'r' || n FROM generate_series(1, ${count}) n`,
  );
}
