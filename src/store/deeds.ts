/** The desk's own history: what people changed besides tickets, written and remembered in one transaction. */
import type pg from 'pg';
import type { DirectorySeed } from '../desk/ports/content.js';
import type { Deed, DeedStore } from '../desk/ports/deeds.js';
import type { Database } from './database.js';
import { iso, ms } from './instants.js';
import { saveChanges, savedOrNot } from './save.js';
import { seedDirectory } from './seed.js';
import { inTransaction } from './transaction.js';

/** The revisions a deed moves or may move: whoever rests on one of them reads again. */
const MOVES: Readonly<Record<Deed['deed'], readonly string[]>> = {
  memberChanged: ['directory'],
  contentPublished: ['content', 'directory'],
};

const CHANGE_MEMBER = `
  UPDATE member m SET
    name = coalesce(c.name, m.name), teams = coalesce(c.teams, m.teams), roles = coalesce(c.roles, m.roles),
    active = coalesce(c.active, m.active)
  FROM jsonb_to_record($2::jsonb) AS c(name text, teams text[], roles text[], active boolean)
  WHERE m.id = $1`;

const GO_LIVE = "UPDATE revision SET value = $1, version = version + 1 WHERE name = 'content'";
const MOVE_DIRECTORY = "UPDATE revision SET version = version + 1 WHERE name = 'directory'";

/** Returns whether the directory is now another one. */
async function write(client: pg.PoolClient, deed: Deed): Promise<boolean> {
  switch (deed.deed) {
    case 'memberChanged': {
      const { rowCount } = await client.query(CHANGE_MEMBER, [deed.member, JSON.stringify(deed.change)]);
      if (rowCount !== 1) throw new Error(`deeds: expected the member ${deed.member}, got none`);
      return true;
    }
    case 'contentPublished': {
      const { rows } = await client.query<{ seed: DirectorySeed }>(
        'SELECT seed FROM content_version WHERE id = $1',
        [deed.content],
      );
      if (!rows[0]) throw new Error(`deeds: expected the kept content ${deed.content}, got none`);
      await client.query(GO_LIVE, [deed.content]);
      return seedDirectory(client, rows[0].seed);
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
          const moves = deeds.flatMap(({ deed }) => MOVES[deed]);
          // Locked before they are compared with what was read, in one order: two who move the same go one after the other.
          if (moves.length > 0)
            await client.query('SELECT FROM revision WHERE name = ANY ($1) ORDER BY name FOR UPDATE', [
              moves,
            ]);
          await saveChanges(client, [change], now);
          let directory = false;
          for (const deed of deeds) directory = (await write(client, deed)) || directory;
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
