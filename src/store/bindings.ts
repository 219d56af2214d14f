/** Requests to make two accounts one person. A code is kept as a salted digest. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { BindingStore } from '../desk/ports/bindings.js';
import type { Binding } from '../people/binding.js';
import type { Address } from '../platform/address.js';
import type { Database } from './database.js';
import { iso, ms } from './instants.js';

interface BindingRow {
  readonly id: string;
  readonly platform: string;
  readonly account: string;
  readonly target_kind: Binding['target']['kind'];
  readonly target_id: string;
  readonly asked_at: Date;
  readonly expires_at: Date;
  readonly tries: number;
  readonly status: Binding['status'];
}

const COLUMNS = 'id, platform, account, target_kind, target_id, asked_at, expires_at, tries, status';
const RECENT = `
  SELECT ${COLUMNS} FROM binding WHERE platform = $1 AND account = $2 AND asked_at >= $5
  UNION
  SELECT ${COLUMNS} FROM binding WHERE target_kind = $3 AND target_id = $4 AND asked_at >= $5`;

export function saltedCode(
  code: string,
  salt = randomBytes(16),
): { readonly digest: Buffer; readonly salt: Buffer } {
  return { digest: createHash('sha256').update(salt).update(code).digest(), salt };
}

export function bindingStore({ prisma, run }: Database): BindingStore {
  return {
    async recent({ platform, account }, target, since) {
      const values = [platform, account, target?.kind ?? null, target?.id ?? null, iso(since)];
      const rows = await run<BindingRow>('recent_bindings', RECENT, values);
      return rows.map((row) => ({
        id: row.id,
        platform: row.platform,
        account: row.account,
        target: { kind: row.target_kind, id: row.target_id },
        askedAt: ms(row.asked_at),
        expiresAt: ms(row.expires_at),
        tries: row.tries,
        status: row.status,
      }));
    },

    async matches(id, code) {
      const row = await prisma.binding.findUnique({ where: { id }, select: { code: true, salt: true } });
      if (!row) return false;
      return timingSafeEqual(saltedCode(code, Buffer.from(row.salt)).digest, Buffer.from(row.code));
    },

    async memberAccounts() {
      const rows = await prisma.identity.findMany({ where: { memberId: { not: null } } });
      return rows.map(({ platform, account, memberId }) => ({
        platform,
        account,
        member: memberId as string,
      }));
    },

    async identities({ kind, id }) {
      const rows = await prisma.identity.findMany({
        where: kind === 'member' ? { memberId: id } : { requesterId: id },
        orderBy: [{ rank: 'asc' }, { platform: 'asc' }, { account: 'asc' }],
      });
      return rows.map(({ platform, account, address }) => ({
        platform,
        account,
        address: address as Address | null,
      }));
    },
  };
}
