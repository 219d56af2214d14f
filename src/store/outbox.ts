/** What goes out: claimed by lane (one address), sent by `deliver`, settled lane by lane. */
import type { CardAudience, Lane, NoticeFate, OutboxRow, OutboxStore } from '../desk/ports/outbox.js';
import type { Locale } from '../people/people.js';
import type { Address } from '../platform/address.js';
import type { Database } from './database.js';
import { iso, ms } from './instants.js';
import { settleArguments } from './settlements.js';

interface ClaimedRow {
  readonly lane: Address;
  readonly tokens: number | null;
  readonly tokens_at: Date | null;
  readonly id: string;
  readonly key: string;
  readonly locale: Locale;
  readonly ticket_id: number | null;
  readonly body: OutboxRow['body'];
  readonly attempts: number;
  readonly interrupted: boolean;
}

/** Rows come lane by lane, in id order. A lane that never sent has an empty bucket of long ago: it is full by now. */
function lanesOf(rows: readonly ClaimedRow[], by: string, until: number): Lane[] {
  const lanes = new Map<Address, Lane & { readonly items: OutboxRow[] }>();
  for (const row of rows) {
    let lane = lanes.get(row.lane);
    if (!lane) {
      const { lane: address, tokens, tokens_at } = row;
      lane = { address, by, until, tokens: tokens ?? 0, tokensAt: ms(tokens_at) ?? 0, items: [] };
      lanes.set(row.lane, lane);
    }
    lane.items.push({
      id: Number(row.id),
      key: row.key,
      address: row.lane,
      locale: row.locale,
      ticketId: row.ticket_id,
      body: row.body,
      attempts: row.attempts,
      interrupted: row.interrupted,
    });
  }
  return [...lanes.values()];
}

function audienceOf(kind: string, id: string): CardAudience {
  return kind === 'group' ? { kind, team: id } : { kind: kind as 'requester' | 'member', id };
}

const RECEIPT = `
  UPDATE outbox SET status = $3, reason = coalesce($4, reason), settled_at = $5
  WHERE followed AND ref = $1 AND address LIKE $2 AND status = 'sent'
  RETURNING id, key, address, locale, ticket_id AS "ticketId", body, attempts, false AS interrupted`;

const FATES = `
  SELECT key, address, status, reason, body, coalesce(settled_at, created_at) AS at
  FROM outbox WHERE ticket_id = $1 AND followed AND body->>'kind' NOT IN ('refresh', 'conversation') ORDER BY id DESC LIMIT $2`;

/** Addresses whose quiet hours end with one statement. */
const RELEASED_AT_ONCE = 500;

export function outboxStore({ prisma, run }: Database): OutboxStore {
  return {
    async claim({ now, by, lanes, perLane, leaseMs }) {
      const until = now + leaseMs;
      const rows = await run<ClaimedRow>('claim_outbox', 'SELECT * FROM claim_outbox($1, $2, $3, $4, $5)', [
        iso(now),
        by,
        lanes,
        perLane,
        iso(until),
      ]);
      return lanesOf(rows, by, until);
    },

    async settle(settlements, now) {
      await run('settle_outbox', 'SELECT settle_outbox($1, $2, $3)', settleArguments(settlements, now));
    },

    async release(now) {
      const [row] = await run<{ released: number; next_at: Date | null }>(
        'release_held',
        'SELECT * FROM release_held($1, $2)',
        [iso(now), RELEASED_AT_ONCE],
      );
      return { released: row?.released ?? 0, nextAt: ms(row?.next_at ?? null) };
    },

    async nextDue() {
      const [row] = await run<{ at: Date }>(
        'next_lane',
        'SELECT next_at AS at FROM lane WHERE next_at IS NOT NULL ORDER BY next_at LIMIT 1',
        [],
      );
      return row ? ms(row.at) : null;
    },

    async deadLetters(limit) {
      const rows = await prisma.outbox.findMany({
        where: { status: { in: ['dead', 'uncertain'] } },
        orderBy: { settledAt: 'desc' },
        take: limit,
      });
      return rows.map((row) => ({
        key: row.key,
        address: row.address as Address,
        ticketId: row.ticketId,
        status: row.status as 'dead' | 'uncertain',
        reason: row.reason ?? '',
        at: ms(row.settledAt ?? row.createdAt),
      }));
    },

    async known(keys) {
      const rows = await prisma.outbox.findMany({ where: { key: { in: [...keys] } }, select: { key: true } });
      return new Set(rows.map(({ key }) => key));
    },

    async resend(key, now) {
      const [row] = await run<{ found: boolean }>('resend_outbox', 'SELECT resend_outbox($1, $2) AS found', [
        key,
        iso(now),
      ]);
      return row?.found ?? false;
    },

    async receipt({ platform, ref, kind, reason, now }) {
      const values = [ref, `${platform}:%`, kind === 'arrived' ? 'arrived' : 'dead', reason, iso(now)];
      const [row] = await run<OutboxRow & { id: string }>('receipt', RECEIPT, values);
      return row ? { ...row, id: Number(row.id) } : null;
    },

    async moved(id) {
      await run('moved', "UPDATE outbox SET status = 'moved' WHERE id = $1 AND status = 'dead'", [id]);
    },

    async fates(ticketId, limit) {
      const rows = await run<Omit<NoticeFate, 'at'> & { at: Date }>('fates', FATES, [ticketId, limit]);
      return rows.map((row) => ({ ...row, at: ms(row.at) })).reverse();
    },

    async health(now) {
      const [row] = await run<
        Record<'pending' | 'held' | 'dead' | 'uncertain', number> & { oldest: Date | null }
      >(
        'outbox_health',
        `SELECT least(w.oldest, h.overdue) AS oldest, w.pending, h.held, g.dead, g.uncertain
         FROM (SELECT min(created_at) AS oldest, count(*)::integer AS pending FROM outbox
               WHERE status = 'pending' OR status = 'sending') AS w,
              (SELECT min(held_until) AS overdue, count(*)::integer AS held FROM outbox WHERE status = 'held') AS h,
              (SELECT count(*) FILTER (WHERE status = 'dead')::integer AS dead,
                 count(*) FILTER (WHERE status = 'uncertain')::integer AS uncertain FROM outbox
               WHERE status = 'dead' OR status = 'uncertain') AS g`,
        [],
      );
      const { oldest = null, pending = 0, held = 0, dead = 0, uncertain = 0 } = row ?? {};
      return { oldestMs: oldest ? Math.max(0, now - ms(oldest)) : 0, pending, held, dead, uncertain };
    },

    async post(id) {
      const row = await prisma.cardPost.findUnique({ where: { id } });
      if (!row) return null;
      return {
        id,
        ticketId: row.ticketId,
        address: row.address as Address,
        audience: audienceOf(row.audienceKind, row.audienceId),
        locale: row.locale as Locale,
        ref: row.ref,
        version: row.version,
        editableUntil: ms(row.editableUntil),
      };
    },
  };
}
