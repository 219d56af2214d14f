/**
 * A list of customers on its way in: batch by batch, a few statements each, whatever its length. Which numbers and
 * accounts the list has had is remembered by the database, in tables of this one connection: our memory stays small.
 */
import type pg from 'pg';
import type { CustomerImport, CustomerLine, LineOutcome } from '../desk/ports/customers.js';
import type { Locale } from '../people/people.js';
import type { Database } from './database.js';
import { iso } from './instants.js';
import { cleanJson } from './json.js';

const SEEN = `
  CREATE TEMP TABLE seen_customer (id text PRIMARY KEY, line integer NOT NULL);
  CREATE TEMP TABLE seen_account (platform text, account text, id text NOT NULL, PRIMARY KEY (platform, account))`;

/** A number met before is the earlier line's. */
const SEE_CUSTOMERS = `
  WITH s AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS s(id text, line integer)), fresh AS (
    INSERT INTO seen_customer SELECT id, line FROM s ORDER BY line ON CONFLICT (id) DO NOTHING RETURNING id, line)
  SELECT id, line FROM fresh UNION SELECT * FROM seen_customer WHERE id = ANY (ARRAY(SELECT id FROM s))`;

const SEE_ACCOUNTS = `
  WITH s AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS s(platform text, account text, id text)), fresh AS (
    INSERT INTO seen_account SELECT platform, account, id FROM s ON CONFLICT DO NOTHING RETURNING platform, account, id
  ), owner AS (
    SELECT * FROM fresh
    UNION SELECT o.* FROM seen_account o JOIN s ON o.platform = s.platform AND o.account = s.account)
  SELECT o.platform, o.account, o.id, i.member_id IS NOT NULL AS member
  FROM owner o LEFT JOIN identity i ON i.platform = o.platform AND i.account = o.account`;

/** Who changes the same customers meanwhile waits, and we see what they wrote. */
const LOCK = 'SELECT FROM customer WHERE id = ANY ($1::text[]) ORDER BY id FOR UPDATE';

const CUSTOMERS = `
  WITH merged AS (
    SELECT s.id, coalesce(s.kind, o.kind, 'company') AS kind, s.name, coalesce(s.tier, o.tier) AS tier,
      coalesce(o.fields, '{}') || s.fields AS fields, coalesce(o.dates, '{}') || s.dates AS dates,
      coalesce(s.stage, o.stage) AS stage,
      CASE WHEN s.stage IS NULL OR s.stage = o.stage THEN o.stage_at ELSE $2::timestamptz END AS stage_at,
      o.id IS NOT NULL AS known
    FROM jsonb_to_recordset($1::jsonb)
      AS s(id text, kind text, name text, tier text, fields jsonb, dates jsonb, stage text)
    LEFT JOIN customer o ON o.id = s.id
  ), written AS (
    INSERT INTO customer AS c (id, kind, name, tier, fields, dates, stage, stage_at)
      SELECT id, kind, name, tier, fields, dates, stage, stage_at FROM merged ORDER BY id
      ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, tier = excluded.tier,
        fields = excluded.fields, dates = excluded.dates, stage = excluded.stage, stage_at = excluded.stage_at
      WHERE (c.kind, c.name, c.tier, c.fields, c.dates, c.stage)
        IS DISTINCT FROM (excluded.kind, excluded.name, excluded.tier, excluded.fields, excluded.dates, excluded.stage)
      RETURNING id)
  SELECT w.id, m.known FROM written w JOIN merged m ON m.id = w.id`;

/** Whom an account of the line leads to already: they are of this customer from now on. */
const KNOWN_PEOPLE = `
  WITH s AS (SELECT * FROM jsonb_to_recordset($1::jsonb)
    AS s(id text, contact text, phone text, platform text, account text)
  ), whose AS (
    SELECT DISTINCT ON (i.requester_id) i.requester_id, i.account, s.id, s.contact, s.phone
    FROM s JOIN identity i ON i.platform = s.platform AND i.account = s.account
    WHERE i.requester_id IS NOT NULL ORDER BY i.requester_id, s.id
  ), changed AS (
    UPDATE requester r SET customer_id = w.id, phone = coalesce(w.phone, r.phone),
      -- We learn the name of somebody we only knew by the account.
      name = CASE WHEN r.name = w.account THEN coalesce(w.contact, r.name) ELSE r.name END
    FROM whose w WHERE r.id = w.requester_id AND (r.customer_id IS DISTINCT FROM w.id
      OR r.phone IS DISTINCT FROM coalesce(w.phone, r.phone) OR (r.name = w.account AND r.name <> w.contact))
    RETURNING r.id)
  SELECT w.id, w.requester_id AS person, w.requester_id IN (SELECT id FROM changed) AS changed FROM whose w`;

const NEW_PEOPLE = `
  INSERT INTO requester AS r (id, name, locale, phone, customer_id, created_at)
  SELECT 'customer:' || s.id, coalesce(s.contact, s.name), $3, s.phone, s.id, $2::timestamptz
  FROM jsonb_to_recordset($1::jsonb) AS s(id text, name text, contact text, phone text) ORDER BY s.id
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = coalesce(excluded.phone, r.phone),
    customer_id = excluded.customer_id
  WHERE (r.name, r.phone, r.customer_id)
    IS DISTINCT FROM (excluded.name, coalesce(excluded.phone, r.phone), excluded.customer_id)
  RETURNING r.customer_id AS id`;

const ACCOUNTS = `
  INSERT INTO identity (platform, account, requester_id)
  SELECT s.platform, s.account, s.person
  FROM jsonb_to_recordset($1::jsonb) AS s(platform text, account text, person text)
  ORDER BY 1, 2 ON CONFLICT (platform, account) DO NOTHING RETURNING requester_id AS person`;

export async function customerImport(
  { pool }: Database,
  locale: Locale,
  { dryRun }: { readonly dryRun: boolean },
): Promise<CustomerImport> {
  const client = await pool.connect();
  const rows = async <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) =>
    (await client.query<Row>({ name, text, values })).rows;

  /** Lines that cannot be written, by what was met before. */
  async function barred(lines: readonly CustomerLine[]): Promise<Map<number, LineOutcome>> {
    const out = new Map<number, LineOutcome>();
    const ids = lines.map(({ line, customer }) => ({ id: customer.id, line }));
    const first = new Map(
      (await rows<{ id: string; line: number }>('see_customers', SEE_CUSTOMERS, [cleanJson(ids)])).map(
        ({ id, line }) => [id, line],
      ),
    );
    for (const { line, customer } of lines) {
      const earlier = first.get(customer.id);
      if (earlier !== undefined && earlier !== line) out.set(line, { kind: 'repeated', line: earlier });
    }
    const accounts = lines.filter(({ line }) => !out.has(line)).flatMap(accountsOf);
    if (accounts.length === 0) return out;
    const owners = await rows<{ platform: string; account: string; id: string; member: boolean }>(
      'see_accounts',
      SEE_ACCOUNTS,
      [cleanJson(accounts)],
    );
    const ownerOf = new Map(owners.map((owner) => [`${owner.platform}\n${owner.account}`, owner]));
    for (const { line, id, platform, account } of accounts) {
      const owner = ownerOf.get(`${platform}\n${account}`);
      if (owner?.member) out.set(line, { kind: 'taken', platform, account, by: 'member' });
      else if (owner && owner.id !== id) out.set(line, { kind: 'taken', platform, account, by: 'line' });
    }
    return out;
  }

  /** Gives the numbers that are new and those that changed. */
  async function write(lines: readonly CustomerLine[], now: number) {
    const customers = lines.map(({ customer }) => customer);
    await rows('lock_customers', LOCK, [customers.map(({ id }) => id)]);
    const written = await rows<{ id: string; known: boolean }>('import_customers', CUSTOMERS, [
      cleanJson(customers),
      iso(now),
    ]);
    const fresh = new Set(written.filter(({ known }) => !known).map(({ id }) => id));
    const changed = new Set(written.filter(({ known }) => known).map(({ id }) => id));
    for (const id of await writePeople(lines, now)) changed.add(id);
    return { fresh, changed };
  }

  async function writePeople(lines: readonly CustomerLine[], now: number): Promise<string[]> {
    const named = lines.filter(({ contact }) => contact !== null);
    if (named.length === 0) return [];
    const accounts = named.flatMap(accountsOf);
    const known = await rows<{ id: string; person: string; changed: boolean }>(
      'import_known_people',
      KNOWN_PEOPLE,
      [cleanJson(accounts)],
    );
    const personOf = new Map(known.map(({ id, person }) => [id, person]));
    const strangers = named.flatMap(({ customer: { id, name }, contact }) =>
      contact && !personOf.has(id) ? [{ id, name, contact: contact.name, phone: contact.phone }] : [],
    );
    const added = await rows<{ id: string }>('import_new_people', NEW_PEOPLE, [
      cleanJson(strangers),
      iso(now),
      locale,
    ]);
    const bound = accounts.map(({ platform, account, id }) => ({
      ...{ platform, account, id, person: personOf.get(id) ?? `customer:${id}` },
    }));
    const idOf = new Map(bound.map(({ id, person }) => [person, id]));
    const opened = await rows<{ person: string }>('import_accounts', ACCOUNTS, [cleanJson(bound)]);
    return [
      ...known.filter(({ changed }) => changed).map(({ id }) => id),
      ...added.map(({ id }) => id),
      ...opened.flatMap(({ person }) => idOf.get(person) ?? []),
    ];
  }

  await client.query(SEEN);
  return {
    async batch(lines, now) {
      // Remembered whether or not it is taken back: a dry run meets the same repetitions.
      const out = await barred(lines);
      const good = lines.filter(({ line }) => !out.has(line));
      await client.query('BEGIN');
      try {
        const { fresh, changed } = await write(good, now);
        await client.query(dryRun ? 'ROLLBACK' : 'COMMIT');
        for (const { line, customer } of good) {
          const kind = fresh.has(customer.id) ? 'new' : changed.has(customer.id) ? 'changed' : 'unchanged';
          out.set(line, { kind });
        }
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {}); // a lost connection has rolled back already
        throw error;
      }
      return lines.map(({ line }) => out.get(line) as LineOutcome);
    },
    // The tables of what was met go with the connection.
    async close() {
      client.release(true);
    },
  };
}

function accountsOf({ line, customer: { id }, contact }: CustomerLine) {
  return (contact?.accounts ?? []).map(({ platform, account }) => ({
    ...{ line, id, platform, account, contact: contact?.name ?? null, phone: contact?.phone ?? null },
  }));
}
