/** Deeds on members: who joined, changed, came back or left, however many at once. */
import type pg from 'pg';
import type { MemberDeed } from '../../desk/ports/deeds.js';
import { moved } from '../save.js';

const STAND = `
  INSERT INTO member (id, name, teams, roles, leader, active, locale)
  SELECT s.id, s.name, s.teams, s.roles, s.leader, true, $2
  FROM jsonb_to_recordset($1::jsonb) AS s(id text, name text, teams text[], roles text[], leader text)
  ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, teams = excluded.teams, roles = excluded.roles, leader = excluded.leader, active = true`;

/** Who wrote to us before being a member was taken for a requester: the list knows better. */
const BIND = `
  INSERT INTO identity AS i (platform, account, member_id, address, rank)
  SELECT s.platform, s.account, s.member, s.address,
    (SELECT coalesce(max(rank) + 1, 0) FROM identity WHERE member_id = s.member) + s.n
  FROM ROWS FROM (
    jsonb_to_recordset($1::jsonb) AS (platform text, account text, member text, address text))
    WITH ORDINALITY AS s(platform, account, member, address, n)
  ON CONFLICT (platform, account) DO UPDATE SET
    member_id = excluded.member_id, requester_id = NULL, address = excluded.address, rank = excluded.rank
  WHERE i.member_id IS NULL OR i.member_id = excluded.member_id`;

export async function writeMembers(client: pg.ClientBase, deed: MemberDeed): Promise<void> {
  const { standing, leaving, accounts, locale } = deed;
  if (standing.length > 0) await client.query(STAND, [JSON.stringify(standing), locale]);
  if (leaving.length > 0) {
    const left = await client.query('UPDATE member SET active = false WHERE id = ANY ($1)', [leaving]);
    if (left.rowCount !== leaving.length)
      throw new Error(`deeds: expected the members ${leaving.join(', ')}, got ${left.rowCount} of them`);
  }
  if (accounts.length > 0) {
    const bound = await client.query(BIND, [JSON.stringify(accounts)]);
    if (bound.rowCount !== accounts.length) throw moved("an account is somebody else's by now");
  }
}
