/** The desk's own history: what people changed besides tickets, written and remembered in one transaction. */
import type pg from 'pg';
import type { Deed, DeedStore } from '../desk/ports/deeds.js';
import type { Database } from './database.js';
import { iso, ms } from './instants.js';
import { saveChanges, savedOrNot } from './save.js';
import { inTransaction } from './transaction.js';

/** Decisions rest on what these change: the directory is then another one. */
const OF_DIRECTORY: ReadonlySet<Deed['deed']> = new Set(['memberChanged']);

const CHANGE_MEMBER = `
  UPDATE member m SET
    name = coalesce(c.name, m.name), teams = coalesce(c.teams, m.teams), roles = coalesce(c.roles, m.roles),
    active = coalesce(c.active, m.active)
  FROM jsonb_to_record($2::jsonb) AS c(name text, teams text[], roles text[], active boolean)
  WHERE m.id = $1`;

async function write(client: pg.PoolClient, deed: Deed): Promise<void> {
  switch (deed.deed) {
    case 'memberChanged': {
      const { rowCount } = await client.query(CHANGE_MEMBER, [deed.member, JSON.stringify(deed.change)]);
      if (rowCount !== 1) throw new Error(`deeds: expected the member ${deed.member}, got none`);
    }
  }
}

const REMEMBER = `
  INSERT INTO desk_event (at, by, type, data)
  SELECT $1, $2, d->>'deed', d - 'deed' FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS s(d, n) ORDER BY n`;

export function deedStore(database: Database): DeedStore {
  return {
    save: (deeds, by, change, now) =>
      savedOrNot(() =>
        inTransaction(database, async (client) => {
          const ofDirectory = deeds.some(({ deed }) => OF_DIRECTORY.has(deed));
          // Locked before it is compared with what was read: two who change the directory go one after the other.
          if (ofDirectory) await client.query("SELECT FROM revision WHERE name = 'directory' FOR UPDATE");
          await saveChanges(client, [change], now);
          for (const deed of deeds) await write(client, deed);
          await client.query(REMEMBER, [iso(now), by, JSON.stringify(deeds)]);
          if (ofDirectory)
            await client.query("UPDATE revision SET version = version + 1 WHERE name = 'directory'");
        }),
      ),

    async history(limit) {
      const rows = await database.prisma.deskEvent.findMany({ orderBy: { id: 'desc' }, take: limit });
      return rows.map(({ at, by, type, data }) => ({
        at: ms(at),
        by,
        deed: { deed: type, ...(data as object) } as Deed,
      }));
    },
  };
}
