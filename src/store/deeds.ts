/** The desk's own history: what people changed besides tickets, written and remembered in one transaction. */
import type pg from 'pg';
import type { Deed, DeedStore } from '../desk/ports/deeds.js';
import type { Database } from './database.js';
import { writeBatch } from './deeds/batch.js';
import { writeContent } from './deeds/content.js';
import { writeErasure } from './deeds/erasure.js';
import { writeHolidays } from './deeds/holidays.js';
import { writeIdentity } from './deeds/identity.js';
import { writeLogIn } from './deeds/log-in.js';
import { writeMembers } from './deeds/member.js';
import { writePreference } from './deeds/preference.js';
import { iso, ms } from './instants.js';
import { saveChanges, savedOrNot } from './save.js';
import { inTransaction } from './transaction.js';

/** The revisions a deed moves or may move: whoever rests on one of them reads again. */
const MOVES: Readonly<Partial<Record<Deed['deed'], readonly string[]>>> = {
  membersChanged: ['directory'],
  memberPreferred: ['directory'],
  identityBound: ['directory'],
  identityUnbound: ['directory'],
  contentPublished: ['content', 'directory'],
  holidaysImported: ['holidays'],
};
const MOVE_DIRECTORY = "UPDATE revision SET version = version + 1 WHERE name = 'directory'";

/** Returns whether the directory is now another one. */
async function write(client: pg.ClientBase, deed: Deed, now: number): Promise<boolean> {
  switch (deed.deed) {
    case 'contentPublished':
      return writeContent(client, deed);
    case 'batchPlanned':
    case 'batchSent':
    case 'batchRecalled':
      await writeBatch(client, deed, now);
      break;
    case 'erasureAsked':
      break;
    case 'customerErased':
      await writeErasure(client, deed, now);
      break;
    case 'holidaysImported':
      await writeHolidays(client, deed);
      break;
    case 'membersChanged':
      await writeMembers(client, deed);
      break;
    case 'memberPreferred':
    case 'requesterPreferred':
      await writePreference(client, deed);
      break;
    case 'linkMade':
    case 'linkRevoked':
    case 'loggedIn':
    case 'loggedOut':
      await writeLogIn(client, deed, now);
      break;
    default:
      await writeIdentity(client, deed, now);
  }
  return MOVES[deed.deed]?.includes('directory') === true;
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
          const moves = deeds.flatMap(({ deed }) => MOVES[deed] ?? []);
          // Locked before they are compared with what was read, in one order: two who move the same go one after the other.
          if (moves.length > 0)
            await client.query('SELECT FROM revision WHERE name = ANY ($1) ORDER BY name FOR UPDATE', [
              moves,
            ]);
          await saveChanges(client, [change], now);
          let directory = false;
          for (const deed of deeds) directory = (await write(client, deed, now)) || directory;
          await client.query(REMEMBER, [iso(now), by, JSON.stringify(deeds)]);
          if (directory) await client.query(MOVE_DIRECTORY);
        }),
      ),

    async history(limit, deed) {
      const rows = await database.prisma.deskEvent.findMany({
        ...(deed ? { where: { type: deed } } : {}),
        orderBy: { id: 'desc' },
        take: limit,
      });
      return rows.map(({ at, by, type, data }) => ({
        at: ms(at),
        by,
        deed: { deed: type, ...(data as object) } as Deed,
      }));
    },
  };
}
