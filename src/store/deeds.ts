/** The desk's own history: what people changed besides tickets, written and remembered in one transaction. */
import type pg from 'pg';
import type { Deed, DeedStore } from '../desk/ports/deeds.js';
import type { Database } from './database.js';
import { writeIdentity } from './deeds/identity.js';
import { writeMembers } from './deeds/member.js';
import { iso, ms } from './instants.js';
import { saveChanges, savedOrNot } from './save.js';
import { inTransaction } from './transaction.js';

/** Decisions rest on what these change: the directory is then another one. */
const OF_DIRECTORY: ReadonlySet<Deed['deed']> = new Set([
  'membersChanged',
  'identityBound',
  'identityUnbound',
]);

function write(client: pg.ClientBase, deed: Deed, now: number): Promise<void> {
  return deed.deed === 'membersChanged' ? writeMembers(client, deed) : writeIdentity(client, deed, now);
}

const REMEMBER = `
  INSERT INTO desk_event (at, by, type, data)
  SELECT $1, $2, d->>'deed', d - 'deed' - 'secret'
  FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS s(d, n) ORDER BY n`;

export function deedStore(database: Database): DeedStore {
  return {
    save: (deeds, by, change, now) =>
      savedOrNot(() =>
        inTransaction(database, async (client) => {
          const ofDirectory = deeds.some(({ deed }) => OF_DIRECTORY.has(deed));
          // Locked before it is compared with what was read: two who change the directory go one after the other.
          if (ofDirectory) await client.query("SELECT FROM revision WHERE name = 'directory' FOR UPDATE");
          await saveChanges(client, [change], now);
          for (const deed of deeds) await write(client, deed, now);
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
