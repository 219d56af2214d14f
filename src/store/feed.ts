/** The conversation memory of platforms that have none of their own. */
import type { Address } from '../platform/address.js';
import type { Feed, FeedItem } from '../platform/context.js';
import type { Database } from './database.js';
import { iso, ms } from './instants.js';
import { cleanJson } from './json.js';

interface FeedRow {
  readonly id: number;
  readonly address: Address;
  readonly author: string;
  readonly body: unknown;
  readonly at: Date;
  readonly revision: string;
}

const COLUMNS = 'id, address, author, body, at, revision';

function itemOf({ id, address, author, body, at, revision }: FeedRow): FeedItem {
  return { id, address, author, body, at: ms(at), revision: Number(revision) };
}

export function feedStore({ run }: Database, clock: { now(): number }): Feed {
  return {
    async append({ key, address, author, body }) {
      const rows = await run<FeedRow>(
        'feed_append',
        `SELECT ${COLUMNS} FROM feed_append($1, $2, $3, $4::jsonb, $5)`,
        [key, address, author, cleanJson(body), iso(clock.now())],
      );
      return itemOf(rows[0] as FeedRow);
    },

    async update(id, body) {
      const [row] = await run<FeedRow>('feed_update', `SELECT ${COLUMNS} FROM feed_update($1, $2::jsonb)`, [
        id,
        cleanJson(body),
      ]);
      return row ? itemOf(row) : null;
    },

    async since(addresses, revision, limit) {
      const newest = revision === 0;
      const rows = await run<FeedRow>(
        newest ? 'feed_newest' : 'feed_since',
        `SELECT ${COLUMNS} FROM feed_item WHERE address = ANY ($1::text[]) AND revision > $2
         ORDER BY revision ${newest ? 'DESC' : 'ASC'} LIMIT $3`,
        [addresses, revision, limit],
      );
      const items = rows.map(itemOf);
      return newest ? items.reverse() : items;
    },
  };
}
