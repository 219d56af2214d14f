/** Everything that comes in is received once, and says in the same round trip who it is from. */
import { randomUUID } from 'node:crypto';
import type { HookEvent, InboxStore, Received } from '../desk/ports/inbox.js';
import type { Locale } from '../people/people.js';
import type { Inbound } from '../platform/inbound.js';
import type { Reply } from '../platform/reply.js';
import type { Database } from './database.js';
import { iso } from './instants.js';
import { cleanJson } from './json.js';
import { together } from './together.js';

/** What the function `inbound_context` answers. */
interface Context {
  readonly status: Received['status'];
  readonly reply: Reply | null;
  readonly memberId: string | null;
  readonly requesterId: string | null;
  readonly name: string | null;
  readonly locale: Locale | null;
  readonly dialogue: Received['dialogue'];
  readonly team: string | null;
  readonly ticketId: number | null;
}

interface Asked {
  readonly order: string;
  /** As `receive_inbound` takes it. */
  readonly argument: string;
}

/** The place a thread hangs from: an address without its fourth part. */
function parentOf(address: string): string {
  return address.split(':', 3).join(':');
}

function received(context: Context): Received {
  const { status, reply, memberId, requesterId, name, locale, dialogue, team, ticketId } = context;
  if (memberId === null && requesterId === null) {
    throw new Error('inbox: expected the sender of a stored inbound to be known, got nobody');
  }
  return {
    status,
    reply,
    person:
      memberId !== null
        ? { kind: 'member', id: memberId }
        : { kind: 'requester', id: requesterId as string, name: name as string, locale: locale as Locale },
    dialogue,
    place: team === null && ticketId === null ? null : { team, ticketId },
  };
}

export function inboxStore({ prisma, run }: Database, locale: Locale): InboxStore {
  const question = (inbound: Inbound) => ({
    platform: inbound.platform,
    event_id: inbound.eventId,
    account: inbound.sender.account,
    address: inbound.address,
    parent: parentOf(inbound.address),
    private: inbound.private,
  });
  // Not waited for on its way to the disk: the save that settles it comes later in the same log, and is.
  const receive = together(async (asked: readonly Asked[]) => {
    // Those of one sender one after the other, and always in the same order: who waits for whom is then no circle.
    const inOrder = [...asked].sort((one, other) => (one.order < other.order ? -1 : 1));
    const rows = await run<{ context: Context }>(
      'receive_inbound',
      "SELECT set_config('synchronous_commit', 'off', true), receive_inbound(p) AS context FROM unnest($1::jsonb[]) AS p",
      [inOrder.map(({ argument }) => argument)],
    );
    const contexts = new Map(inOrder.map((one, n) => [one, rows[n]?.context as Context]));
    return asked.map((one) => contexts.get(one) as Context);
  });
  return {
    async receive(inbound, now) {
      const { name } = inbound.sender;
      const argument = {
        ...question(inbound),
        name,
        locale,
        requester: randomUUID(),
        body: inbound,
        now: iso(now),
      };
      const order = [inbound.platform, inbound.sender.account, inbound.eventId].join('/');
      return received(await receive({ order, argument: cleanJson(argument) }));
    },

    // A commit that is waited for, of nothing: the log before it is then on the disk too.
    async secure() {
      await run('secure', "SELECT pg_logical_emit_message(true, 'troika', '')", []);
    },

    async receiveHook(hook, now) {
      const [row] = await run<{ fresh: boolean; settled: boolean; reply: Reply | null }>(
        'receive_hook',
        `WITH stored AS (
           INSERT INTO inbox (platform, event_id, kind, body, received_at) VALUES ($1, $2, 'hook', $3, $4)
           ON CONFLICT (platform, event_id) DO NOTHING RETURNING true)
         SELECT EXISTS (SELECT FROM stored) AS fresh,
           coalesce((SELECT settled_at IS NOT NULL FROM inbox WHERE platform = $1 AND event_id = $2), false) AS settled,
           (SELECT reply FROM inbox WHERE platform = $1 AND event_id = $2) AS reply`,
        [`hook:${hook.source}`, hook.id, cleanJson(hook), iso(now)],
      );
      const { fresh, settled, reply } = row as { fresh: boolean; settled: boolean; reply: Reply | null };
      return { status: fresh ? 'new' : settled ? 'settled' : 'working', reply };
    },

    async unsettled(before, limit) {
      const rows = await prisma.inbox.findMany({
        where: { settledAt: null, receivedAt: { lt: new Date(before) } },
        orderBy: { receivedAt: 'asc' },
        take: limit,
      });
      return rows.map(({ kind, body }) =>
        kind === 'hook' ? { hook: body as unknown as HookEvent } : { inbound: body as unknown as Inbound },
      );
    },

    async awaits(address, person, since) {
      const sql = `SELECT FROM dialogue WHERE address = $1 AND person = $2 AND updated_at > $3
        AND state->>'kind' IN ('intake', 'input', 'similar')`;
      return (await run('awaits', sql, [address, person, iso(since)])).length > 0;
    },

    async context(inbound) {
      const [row] = await run<{ context: Context }>(
        'inbound_context',
        'SELECT inbound_context($1::jsonb) AS context',
        [cleanJson(question(inbound))],
      );
      return received((row as { context: Context }).context);
    },
  };
}
