/** One-time links, and the sessions they started. */
import type { LogInStore } from '../desk/ports/log-ins.js';
import type { LinkPurpose } from '../people/log-in.js';
import type { LoggedIn } from '../platform/log-ins.js';
import type { Database } from './database.js';
import { iso, ms } from './instants.js';

/** Our page alone is no way to ask the bot for a link. */
const ADMINISTERED = `
  SELECT EXISTS (
    SELECT FROM login_link l JOIN member m ON m.id = l.member_id
    WHERE l.used_at IS NOT NULL AND (l.purpose = 'first_admin' OR 'admin' = ANY (m.roles))
  ) OR EXISTS (
    SELECT FROM identity i JOIN member m ON m.id = i.member_id
    WHERE m.active AND 'admin' = ANY (m.roles) AND i.platform <> 'web'
  ) AS administered`;

const MADE = `
  SELECT made_at FROM login_link WHERE member_id = $1 AND made_at > $2 AND purpose = 'log_in' ORDER BY made_at`;

/** Read anew each time and from the rows themselves: who has left must not come in by a memory of ours. */
const SESSION = `
  SELECT i.account, m.name, m.roles FROM login_link l
  JOIN member m ON m.id = l.member_id AND m.active
  JOIN identity i ON i.member_id = m.id AND i.platform = $2
  WHERE l.id = $1 AND l.used_at IS NOT NULL AND l.revoked_at IS NULL AND l.ended_at IS NULL
  ORDER BY i.rank, i.account LIMIT 1`;

export function logInStore({ prisma, run }: Database): LogInStore {
  return {
    async find(tokenHash) {
      const row = await prisma.loginLink.findUnique({ where: { tokenHash: Uint8Array.from(tokenHash) } });
      if (!row) return null;
      const { id, purpose, memberId, expiresAt, usedAt, revokedAt } = row;
      return {
        id,
        purpose: purpose as LinkPurpose,
        memberId,
        expiresAt: ms(expiresAt),
        usedAt: ms(usedAt),
        revokedAt: ms(revokedAt),
      };
    },

    async administered() {
      const [row] = await run<{ administered: boolean }>('administered', ADMINISTERED, []);
      return row?.administered ?? false;
    },

    async cameIn() {
      const rows = await prisma.loginLink.findMany({
        ...{ where: { usedAt: { not: null }, memberId: { not: null } }, distinct: ['memberId'] },
        select: { memberId: true },
      });
      return rows.flatMap(({ memberId }) => memberId ?? []);
    },

    async offered() {
      const where = { purpose: 'first_admin', usedAt: null, revokedAt: null };
      return (await prisma.loginLink.findMany({ where, select: { id: true } })).map(({ id }) => id);
    },

    async made(memberId, since) {
      const rows = await run<{ made_at: Date }>('links_made', MADE, [memberId, iso(since)]);
      return rows.map(({ made_at }) => ms(made_at));
    },

    async session(id, platform) {
      const [row] = await run<LoggedIn>('session', SESSION, [id, platform]);
      return row ?? null;
    },
  };
}
