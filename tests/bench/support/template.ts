/** The one ticket all others are copies of: opened, moved and shown by the product itself. */
import { createDeliver } from '../../../src/desk/deliver.js';
import { handle } from '../../../src/desk/handle.js';
import type { House } from '../../../src/desk/house.js';
import type { Actor } from '../../../src/people/people.js';
import { addressOf } from '../../../src/platform/address.js';
import { type Changes, cloneTicket, makeRequesters } from './clone.js';
import { TEAMS } from './content.js';
import { openHouse } from './house.js';
import { benchAdapter } from './platform.js';
import { withClient } from './server.js';

export const PLATFORM = 'bench';

/** Who asks for ticket `id`, and who works it. The clones below are spread in the same way. */
export const agentOf = (id: number): string => `m${id % TEAMS}`;
export const teamChatOf = (id: number) => addressOf(PLATFORM, 'desk', `t${id % TEAMS}`);

export interface Seed {
  readonly url: string;
  /** Tickets 1 … this. */
  readonly tickets: number;
  /** Steps the agent takes on the ticket before it is copied. */
  readonly steps: readonly string[];
}

/** Fills an empty schema with copies of one ticket, spread over all teams and over a tenth as many requesters. */
export async function seedTickets({ url, tickets, steps }: Seed): Promise<void> {
  const requesters = Math.ceil(tickets / 10);
  await withClient(url, (client) => makeRequesters(client, requesters));
  const template = await openTemplate(url, steps);
  await withClient(url, async (client) => {
    await client.query('TRUNCATE outbox, inbox, lane, command_queue');
    await cloneTicket(client, { template, from: template + 1, to: tickets, changes: spread(requesters) });
    // A desk that has run for a while: every place was written to before, and what came in and went out is kept.
    await client.query(
      `INSERT INTO inbox (platform, event_id, kind, received_at, settled_at)
       SELECT '${PLATFORM}', 'once-' || n, 'inbound', now() - interval '1 day', now() - interval '1 day' FROM generate_series(1, ${tickets}) n`,
    );
    await client.query(
      `INSERT INTO outbox (key, address, locale, ticket_id, body, status, ref, created_at, settled_at)
       SELECT id || '/once', address, locale, ticket_id, '{"kind": "refresh"}', 'sent', ref, now() - interval '1 day', now() - interval '1 day'
       FROM card_post ORDER BY ticket_id`,
    );
    await client.query(
      `INSERT INTO lane (address, recent) SELECT DISTINCT address, '{}'::int[] FROM card_post
       UNION SELECT address, '{}' FROM requester WHERE address IS NOT NULL`,
    );
  });
}

function spread(requesters: number): Changes {
  const team = `n % ${TEAMS}`;
  const requester = `1 + n % ${requesters}`;
  const mine = (group: string, member: string, asks: string) =>
    `CASE t.audience_kind WHEN 'group' THEN ${group} WHEN 'member' THEN ${member} ELSE ${asks} END`;
  return {
    ticket: {
      queue: `'q' || ${team}`,
      assignee_id: `CASE WHEN t.assignee_id IS NOT NULL THEN 'm' || ${team} END`,
      requester_id: `'r' || ${requester}`,
    },
    visit: { queue: `'q' || ${team}` },
    card_post: {
      address: mine(
        `'bench:desk:t' || ${team}`,
        `'bench:desk:m' || ${team}`,
        `'bench:desk:r' || ${requester}`,
      ),
      audience_id: mine(`'t' || ${team}`, `'m' || ${team}`, `'r' || ${requester}`),
    },
  };
}

/** Returns the ticket's id; its cards are posted, as deliver does it, on a platform that takes them in no time. */
async function openTemplate(url: string, steps: readonly string[]): Promise<number> {
  let posted = 0;
  const post = async () => ({ ref: String(++posted) });
  const house = await openHouse({ url, adapter: { ...benchAdapter(), send: post, update: post } });
  try {
    const fields = { problem: '打印机卡纸，重启后仍然报错', place: '三楼东侧打印间', phone: '13800138000' };
    const asks: Actor = { kind: 'requester', id: 'r1' };
    await run(house, asks, 'open', undefined, { sop: 'repair', fields });
    const id = 1;
    const { ticket } = (await house.store.tickets.ticket(id)) ?? {};
    if (!ticket) throw new Error('expected the template to be ticket 1, got none');
    const agent: Actor = { kind: 'member', id: `m${ticket.queue.slice(1)}` };
    for (const transition of steps) await run(house, agent, 'advance', id, { transition });
    const deliver = createDeliver(house);
    deliver.kick();
    await deliver.idle();
    await deliver.stop();
    return id;
  } finally {
    await house.close();
  }
}

let causes = 0;

async function run(
  house: House,
  actor: Actor,
  type: string,
  ticketId: number | undefined,
  input: Record<string, unknown>,
): Promise<void> {
  const cause = { kind: 'api', key: `bench-${++causes}` } as const;
  const command = { type, input, actor, cause, ...(ticketId === undefined ? {} : { ticketId }) };
  const handled = await handle(house, command, () => ({}));
  if (handled.kind !== 'done')
    throw new Error(`template: expected ${type} to be done, got ${JSON.stringify(handled)}`);
}
