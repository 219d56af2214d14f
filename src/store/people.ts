/** The directory and the people in it, as decisions and notices need them. */
import type { PersonRef } from '../desk/ports/inbox.js';
import type { PeopleStore } from '../desk/ports/people.js';
import type { Customer } from '../people/customer.js';
import type { Directory, Locale, Member, Queue, QuietHours, Requester, Team } from '../people/people.js';
import { accountsOf } from './accounts.js';
import { calledPeople } from './called-people.js';
import type { Database } from './database.js';
import { iso } from './instants.js';

/** One statement, so that version, members, teams and queues are of one moment. */
const DIRECTORY = `
  SELECT
    (SELECT version FROM revision WHERE name = 'directory') AS version,
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', m.id, 'name', m.name, 'teams', m.teams, 'roles', m.roles, 'skills', m.skills,
        'active', m.active, 'leader', m.leader,
        'locale', coalesce(m.preferences->>'locale', m.locale), 'preferences', m.preferences,
        'addresses', (
          SELECT coalesce(jsonb_agg(i.address
            ORDER BY array_position(ARRAY(SELECT jsonb_array_elements_text(m.preferences->'channels')), i.address),
              i.rank, i.platform, i.account), '[]')
          FROM identity i WHERE i.member_id = m.id AND i.address IS NOT NULL)) ORDER BY m.id), '[]')
      FROM member m) AS members,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'chats', chats) ORDER BY id), '[]')
      FROM team) AS teams,
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', id, 'name', name, 'team', team_id, 'calendar', calendar) ORDER BY id), '[]')
      FROM queue) AS queues`;

const REQUESTERS = `
  SELECT id, name, locale, address, quiet, customer_id AS "customerId" FROM requester WHERE id = ANY ($1::text[])`;
/** Its name follows the company's; nobody can write as it, since no account is bound to it. */
const OURSELVES = `
  INSERT INTO requester AS r (id, name, locale, created_at) VALUES ('house', $1, $2, $3)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, locale = excluded.locale
  WHERE (r.name, r.locale) IS DISTINCT FROM (excluded.name, excluded.locale)`;
/** A number that was only given becomes an account when its owner wants to hear no more there. */
const OPT_OUT = `
  INSERT INTO identity AS i (platform, account, requester_id, opted_out_at)
  SELECT $1, $2, known.id, $3::timestamptz
  FROM (
    SELECT requester_id AS id, 0 AS rank, NULL::timestamptz AS since FROM identity
    WHERE platform = $1 AND account = $2 AND requester_id IS NOT NULL
    UNION ALL
    SELECT id, 1, created_at FROM requester WHERE $1 = 'sms' AND phone = $2
    ORDER BY rank, since DESC LIMIT 1
  ) known
  ON CONFLICT (platform, account) DO UPDATE SET opted_out_at = excluded.opted_out_at WHERE i.requester_id IS NOT NULL`;
const CUSTOMERS = 'SELECT id, tier, dates FROM customer WHERE id = ANY ($1::text[])';

interface DirectoryRow {
  readonly version: number;
  readonly members: readonly Member[];
  readonly teams: readonly Team[];
  readonly queues: readonly Queue[];
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

export function peopleStore(database: Database): PeopleStore {
  const { prisma, run } = database;
  return {
    async directory(): Promise<Directory> {
      const [row] = await run<DirectoryRow>('directory', DIRECTORY, []);
      const { version, members, teams, queues } = row as DirectoryRow;
      return { version, members: byId(members), teams: byId(teams), queues: byId(queues) };
    },

    async directoryVersion() {
      const [row] = await run<{ version: number }>(
        'directory_version',
        "SELECT version FROM revision WHERE name = 'directory'",
        [],
      );
      return (row as { version: number }).version;
    },

    async person(platform, account): Promise<PersonRef | null> {
      const identity = await prisma.identity.findUnique({
        where: { platform_account: { platform, account } },
        include: { requester: true },
      });
      if (identity?.memberId) return { kind: 'member', id: identity.memberId };
      if (!identity?.requester) return null;
      const { id, name, locale } = identity.requester;
      return { kind: 'requester', id, name, locale: locale as Locale };
    },

    async requester(id) {
      const row = await prisma.requester.findUnique({ where: { id } });
      return (
        row && {
          ...{ id, name: row.name, locale: row.locale as Locale, address: row.address },
          ...{ quiet: row.quiet as QuietHours | null, customerId: row.customerId },
        }
      );
    },

    async accounts(requester) {
      return run<{ platform: string; account: string }>('accounts', accountsOf('$1'), [requester]);
    },

    async requesterAt(address) {
      const sql = 'SELECT id FROM requester WHERE address = $1 ORDER BY created_at DESC LIMIT 1';
      const [row] = await run<{ id: string }>('requester_at', sql, [address]);
      return row?.id ?? null;
    },

    async optOut(platform, account, at) {
      await run('opt_out', OPT_OUT, [platform, account, iso(at)]);
    },

    async ourselves({ name, locale, now }) {
      await run('ourselves', OURSELVES, [name, locale, iso(now)]);
      return 'house';
    },

    async defaults(member) {
      const row = await prisma.member.findUnique({
        where: { id: member },
        include: { identities: { orderBy: [{ rank: 'asc' }, { platform: 'asc' }, { account: 'asc' }] } },
      });
      return (
        row && {
          locale: row.locale as Locale,
          addresses: row.identities.flatMap(({ address }) => address ?? []),
        }
      );
    },

    async requesters(ids) {
      const rows = await run<Requester>('requesters', REQUESTERS, [[...new Set(ids)]]);
      return byId(rows);
    },

    called: (name, limit) => calledPeople(database, name, limit),

    async customers(ids) {
      if (ids.length === 0) return new Map();
      const rows = await run<Pick<Customer, 'id' | 'tier' | 'dates'>>('customers_of_tickets', CUSTOMERS, [
        [...new Set(ids)],
      ]);
      return byId(rows);
    },
  };
}
