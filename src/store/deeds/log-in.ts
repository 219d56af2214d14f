/** Deeds on links into our page: made, used, taken back, and the session at its end. */
import type pg from 'pg';
import type { LogInDeed } from '../../desk/ports/deeds.js';
import { iso } from '../instants.js';
import { moved } from '../save.js';

const MAKE = `
  INSERT INTO login_link (id, token_hash, purpose, member_id, made_at, expires_at)
  VALUES ($1, decode($2, 'hex'), $3, $4, $5, $6)`;

const LATELY = `
  SELECT count(*)::int AS count FROM login_link WHERE member_id = $1 AND made_at > $2 AND purpose = 'log_in'`;

/** A second use of the link waits for the first one's commit, and then finds it used. */
const USE = `
  UPDATE login_link SET used_at = $2, member_id = $3
  WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL AND (member_id IS NULL OR member_id = $3)`;

const UNIQUE_VIOLATION = '23505';

export async function writeLogIn(client: pg.ClientBase, deed: LogInDeed, now: number): Promise<void> {
  switch (deed.deed) {
    case 'linkMade': {
      const { link, purpose, member, expiresAt, lately, secret } = deed;
      if (lately !== null) await countAgain(client, member, lately);
      await client.query(MAKE, [link, secret.hash, purpose, member, iso(now), iso(expiresAt)]);
      return;
    }
    case 'linkRevoked':
      await client.query('UPDATE login_link SET revoked_at = $2 WHERE id = $1 AND used_at IS NULL', [
        deed.link,
        iso(now),
      ]);
      return;
    case 'loggedIn': {
      const used = await client.query(USE, [deed.link, iso(now), deed.member]).catch((error: unknown) => {
        // Of all first administrators' links one is ever used.
        if ((error as pg.DatabaseError).code === UNIQUE_VIOLATION)
          throw moved('there is a first administrator by now');
        throw error;
      });
      if (used.rowCount !== 1) throw moved(`the link ${deed.link} was used or revoked meanwhile`);
      return;
    }
    case 'loggedOut':
      await client.query('UPDATE login_link SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [
        deed.link,
        iso(now),
      ]);
  }
}

/** The member's row makes those who ask at once go one after the other. */
async function countAgain(
  client: pg.ClientBase,
  member: string | null,
  { since, count }: { readonly since: number; readonly count: number },
): Promise<void> {
  await client.query('SELECT FROM member WHERE id = $1 FOR UPDATE', [member]);
  const { rows } = await client.query<{ count: number }>(LATELY, [member, iso(since)]);
  if (rows[0]?.count !== count) throw moved(`${member} was given another link meanwhile`);
}
