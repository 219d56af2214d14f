/** One-time links, and the sessions they started. */
import type { Entry, LogInStore } from '../desk/ports/log-ins.js';
import type { LinkPurpose } from '../people/log-in.js';
import type { LoggedIn } from '../platform/log-ins.js';
import type { Database } from './database.js';
import type { Prisma } from './generated/prisma/client.js';
import { ms } from './instants.js';

/** Our page alone is no way to ask the bot for a link. */
const ADMINISTERED = `
  SELECT EXISTS (
    SELECT FROM login_link l JOIN member m ON m.id = l.member_id
    WHERE l.used_at IS NOT NULL AND 'admin' = ANY (m.roles)
  ) OR EXISTS (
    SELECT FROM identity i JOIN member m ON m.id = i.member_id
    WHERE m.active AND 'admin' = ANY (m.roles) AND i.platform <> 'web'
  ) AS administered`;

/** Read anew each time and from the rows themselves: who has left must not come in by a memory of ours. */
const SESSION = `
  SELECT i.account, m.name, m.roles FROM login_link l
  JOIN member m ON m.id = l.member_id AND m.active
  JOIN identity i ON i.member_id = m.id AND i.platform = $2
  WHERE l.id = $1 AND l.used_at IS NOT NULL AND l.revoked_at IS NULL AND l.ended_at IS NULL
  ORDER BY i.rank, i.account LIMIT 1`;

/** Somebody who wrote to us before being made a member was taken for a requester. */
const BIND = `
  INSERT INTO identity AS i (platform, account, member_id, address, rank)
  SELECT $1, $2, $3, $4, coalesce((SELECT max(rank) + 1 FROM identity WHERE member_id = $3), 0)
  ON CONFLICT (platform, account) DO UPDATE SET
    member_id = excluded.member_id, requester_id = NULL, address = excluded.address, rank = excluded.rank
  WHERE i.member_id IS NULL`;

/** Rolls a use back: what it rested on has moved. */
class Moved extends Error {}

export function logInStore({ prisma, run }: Database): LogInStore {
  return {
    async make({ id, tokenHash, purpose, memberId, now, expiresAt }) {
      await prisma.loginLink.create({
        data: {
          id,
          tokenHash: Uint8Array.from(tokenHash),
          purpose,
          memberId,
          madeAt: new Date(now),
          expiresAt: expiresAt === null ? null : new Date(expiresAt),
        },
      });
    },

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

    async offered() {
      const where = { purpose: 'first_admin', usedAt: null, revokedAt: null };
      return (await prisma.loginLink.findMany({ where, select: { id: true } })).map(({ id }) => id);
    },

    async revoke(id, now) {
      await prisma.loginLink.updateMany({
        where: { id, usedAt: null, revokedAt: null },
        data: { revokedAt: new Date(now) },
      });
    },

    async account(memberId, platform) {
      const orderBy = [{ rank: 'asc' }, { account: 'asc' }] as const;
      const row = await prisma.identity.findFirst({ where: { memberId, platform }, orderBy: [...orderBy] });
      return row?.account ?? null;
    },

    async use(entry) {
      try {
        return await prisma.$transaction((tx) => enter(tx, entry));
      } catch (error) {
        if (error instanceof Moved) return 'moved';
        throw error;
      }
    },

    async session(id, platform) {
      const [row] = await run<LoggedIn>('session', SESSION, [id, platform]);
      return row ?? null;
    },

    async end(id, now) {
      await prisma.loginLink.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date(now) } });
    },
  };
}

/** The link's row first: a second use of it waits here, and then finds it used. */
async function enter(tx: Prisma.TransactionClient, entry: Entry): Promise<'used' | 'spent'> {
  const { link, member, joins, identity, changes, now } = entry;
  const used = await tx.loginLink.updateMany({
    where: { id: link, usedAt: null, revokedAt: null },
    data: { usedAt: new Date(now) },
  });
  if (used.count === 0) return 'spent';
  if (changes === null) return 'used';
  if (joins) {
    const { name, roles, locale } = joins;
    const { count } = await tx.member.createMany({
      data: [{ id: member.id, name, roles: [...roles], teams: [], locale }],
      skipDuplicates: true,
    });
    if (count === 0) throw new Moved();
  }
  await tx.loginLink.update({ where: { id: link }, data: { memberId: member.id } });
  const { platform, account, address } = identity;
  await tx.$executeRawUnsafe(BIND, platform, account, member.id, address);
  const { memberId } = await tx.identity.findUniqueOrThrow({
    where: { platform_account: { platform, account } },
  });
  if (memberId !== member.id) {
    throw new Error(
      `expected the ${platform} account ${account} to be free for the member ${member.id}, got one of ${memberId}; give one of them another account in desk.yaml`,
    );
  }
  // Last, as when content is published: two who change the directory at once must not wait for each other.
  const moved = await tx.revision.updateMany({
    where: { name: 'directory', version: changes },
    data: { version: { increment: 1 } },
  });
  if (moved.count === 0) throw new Moved();
  return 'used';
}
