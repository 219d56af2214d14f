/** Deeds on accounts: asked to be bound, bound, taken away. */
import type pg from 'pg';
import type { IdentityDeed } from '../../desk/ports/deeds.js';
import { saltedCode } from '../bindings.js';
import { iso } from '../instants.js';
import { moved } from '../save.js';

const ASK = `
  INSERT INTO binding (id, platform, account, target_kind, target_id, code, salt, asked_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/** The account belongs to the person from now on, and is written to after those they had before. */
const BIND = `
  INSERT INTO identity AS i (platform, account, member_id, requester_id, address, rank)
  VALUES ($1, $2, $3, $4, $5, (SELECT coalesce(max(rank) + 1, 0) FROM identity WHERE member_id = $3))
  ON CONFLICT (platform, account) DO UPDATE SET
    member_id = excluded.member_id, requester_id = excluded.requester_id, address = excluded.address,
    rank = excluded.rank
  WHERE i.member_id IS NULL AND i.requester_id IS NOT DISTINCT FROM $6`;

/** What one requester was shown and bought is the other's from now on; their tickets follow by commands. */
const INHERIT = [
  'UPDATE "order" SET requester_id = $1 WHERE requester_id = $2',
  `UPDATE card_post SET audience_id = $1 WHERE audience_kind = 'requester' AND audience_id = $2`,
  `UPDATE requester r SET customer_id = coalesce(r.customer_id, (SELECT customer_id FROM requester WHERE id = $2))
   WHERE r.id = $1`,
];

export async function writeIdentity(client: pg.ClientBase, deed: IdentityDeed, now: number): Promise<void> {
  switch (deed.deed) {
    case 'bindingAsked': {
      const { id, platform, account, target, secret, expiresAt } = deed;
      const { digest, salt } = saltedCode(secret.code);
      const values = [id, platform, account, target.kind, target.id, digest, salt, iso(now), iso(expiresAt)];
      await client.query(ASK, values);
      return;
    }
    case 'codeMissed':
      return tried(client, deed.id, deed.tries, 'waiting');
    case 'bindingRefused':
      await client.query("UPDATE binding SET status = 'refused' WHERE id = $1 AND status = 'waiting'", [
        deed.id,
      ]);
      return;
    case 'identityBound': {
      const { platform, account, address, to, from } = deed;
      await tried(client, deed.binding, deed.tries, 'bound');
      const [member, requester] = to.kind === 'member' ? [to.id, null] : [null, to.id];
      const bound = await client.query(BIND, [platform, account, member, requester, address, from]);
      if (bound.rowCount !== 1) throw moved(`the account ${platform}/${account} is somebody else's by now`);
      if (requester !== null && from !== null)
        for (const sql of INHERIT) await client.query(sql, [requester, from]);
      return;
    }
    case 'identityUnbound': {
      const { platform, account, from } = deed;
      const column = from.kind === 'member' ? 'member_id' : 'requester_id';
      const gone = await client.query(
        `DELETE FROM identity WHERE platform = $1 AND account = $2 AND ${column} = $3`,
        [platform, account, from.id],
      );
      if (gone.rowCount !== 1) throw moved(`the account ${platform}/${account} is not theirs any more`);
    }
  }
}

/** Counts a try. Whoever read fewer tries than there are by now reads again: no guess is free. */
async function tried(client: pg.ClientBase, id: string, tries: number, status: string): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE binding SET tries = tries + 1, status = $3 WHERE id = $1 AND tries = $2 AND status = 'waiting'`,
    [id, tries, status],
  );
  if (rowCount !== 1) throw moved(`the binding ${id} was tried meanwhile`);
}
