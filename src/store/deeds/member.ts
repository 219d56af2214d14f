/** Deeds on members. */
import type pg from 'pg';
import type { MemberDeed } from '../../desk/ports/deeds.js';
import { moved } from '../save.js';

const CHANGE_MEMBER = `
  UPDATE member m SET
    name = coalesce(c.name, m.name), teams = coalesce(c.teams, m.teams), roles = coalesce(c.roles, m.roles),
    active = coalesce(c.active, m.active)
  FROM jsonb_to_record($2::jsonb) AS c(name text, teams text[], roles text[], active boolean)
  WHERE m.id = $1`;

const ADD_MEMBER = `
  INSERT INTO member (id, name, teams, roles, locale) VALUES ($1, $2, '{}', $3, $4)
  ON CONFLICT (id) DO NOTHING`;

export async function writeMember(client: pg.ClientBase, deed: MemberDeed): Promise<void> {
  const { member } = deed;
  if (deed.deed === 'memberJoined') {
    const { name, roles, locale } = deed;
    const added = await client.query(ADD_MEMBER, [member, name, roles, locale]);
    if (added.rowCount !== 1) throw moved(`the member ${member} is there by now`);
    return;
  }
  const { rowCount } = await client.query(CHANGE_MEMBER, [member, JSON.stringify(deed.change)]);
  if (rowCount !== 1) throw new Error(`deeds: expected the member ${member}, got none`);
}
