/** Deeds on what people prefer, and what their quiet hours held until now. */
import type pg from 'pg';
import type { PreferenceDeed } from '../../desk/ports/deeds.js';
import { iso } from '../instants.js';

const PREFER_MEMBER = 'UPDATE member SET preferences = $2::jsonb WHERE id = $1';
const PREFER_REQUESTER = 'UPDATE requester SET locale = $2, quiet = $3::jsonb WHERE id = $1';

/** Other quiet hours end at another time for what they held already. */
const HOLD_UNTIL = `
  UPDATE outbox SET held_until = $2 WHERE status = 'held' AND address = ANY (ARRAY(
    SELECT address FROM identity WHERE member_id = $1 UNION ALL SELECT address FROM requester WHERE id = $1))`;

export async function writePreference(client: pg.ClientBase, deed: PreferenceDeed): Promise<void> {
  const [id, sql, values] =
    deed.deed === 'memberPreferred'
      ? [deed.member, PREFER_MEMBER, [JSON.stringify(deed.preferences)]]
      : [deed.requester, PREFER_REQUESTER, [deed.locale, deed.quiet && JSON.stringify(deed.quiet)]];
  const { rowCount } = await client.query(sql, [id, ...values]);
  if (rowCount !== 1) throw new Error(`deeds: expected somebody with the id ${id}, got none`);
  await client.query(HOLD_UNTIL, [id, iso(deed.hearsFrom)]);
}
