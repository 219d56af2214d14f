/** Deeds on members. */
import type pg from 'pg';
import type { MemberDeed } from '../../desk/ports/deeds.js';

const CHANGE_MEMBER = `
  UPDATE member m SET
    name = coalesce(c.name, m.name), teams = coalesce(c.teams, m.teams), roles = coalesce(c.roles, m.roles),
    active = coalesce(c.active, m.active)
  FROM jsonb_to_record($2::jsonb) AS c(name text, teams text[], roles text[], active boolean)
  WHERE m.id = $1`;

export async function writeMember(client: pg.ClientBase, { member, change }: MemberDeed): Promise<void> {
  const { rowCount } = await client.query(CHANGE_MEMBER, [member, JSON.stringify(change)]);
  if (rowCount !== 1) throw new Error(`deeds: expected the member ${member}, got none`);
}
