/** Everything the database holds at the end, read once, in the shapes the verdict compares. */
import pg from 'pg';
import type { SealedEvent } from '../../src/desk/ports/change.js';
import type { OutboxBody } from '../../src/desk/ports/outbox.js';
import type { TicketRead } from '../../src/desk/ports/tickets.js';
import type { Card } from '../../src/platform/card.js';
import type { OpenStore } from '../../src/store/store.js';

export interface CrashRecord {
  readonly tickets: readonly (TicketRead & { readonly events: readonly SealedEvent[] })[];
  readonly inbox: readonly {
    readonly platform: string;
    readonly event_id: string;
    readonly settled: boolean;
  }[];
  readonly outbox: readonly {
    readonly key: string;
    readonly address: string;
    readonly ticket_id: number | null;
    readonly status: string;
    readonly body: OutboxBody;
  }[];
  readonly feed: readonly {
    readonly id: number;
    readonly key: string;
    readonly address: string;
    readonly author: string;
    readonly body: { readonly card?: Card };
    readonly revision: number;
  }[];
  readonly timers: readonly {
    readonly key: string;
    readonly ticket_id: number | null;
    readonly rule: string;
    readonly visit: number;
    readonly occurrence: number;
    readonly status: string;
    readonly due_at: Date;
    readonly settled_at: Date | null;
  }[];
  readonly commands: readonly {
    readonly key: string;
    readonly status: string;
    readonly reason: string | null;
  }[];
  readonly posts: readonly {
    readonly ticket_id: number;
    readonly address: string;
    readonly ref: string;
    readonly version: number;
  }[];
  readonly orders: readonly { readonly ref: string; readonly amount: number | null }[];
  readonly salts: readonly { readonly ticket_id: number; readonly field: string; readonly salt: string }[];
}

export async function readRecord(store: OpenStore, databaseUrl: string): Promise<CrashRecord> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'crash record' });
  await client.connect();
  const all = async <Row extends pg.QueryResultRow>(sql: string) => (await client.query<Row>(sql)).rows;
  try {
    const tickets: CrashRecord['tickets'][number][] = [];
    for (const { id } of await all<{ id: number }>('SELECT id FROM ticket ORDER BY id')) {
      const read = await store.tickets.ticket(id);
      if (read) tickets.push({ ...read, events: await store.tickets.events(id) });
    }
    return {
      tickets,
      inbox: await all('SELECT platform, event_id, settled_at IS NOT NULL AS settled FROM inbox'),
      outbox: await all('SELECT key, address, ticket_id, status, body FROM outbox ORDER BY id'),
      feed: await all('SELECT id, key, address, author, body, revision::float8 FROM feed_item ORDER BY id'),
      timers: await all(
        'SELECT key, ticket_id, rule, visit, occurrence, status, due_at, settled_at FROM timer WHERE routine IS NULL',
      ),
      commands: await all('SELECT key, status, reason FROM command_queue'),
      posts: await all('SELECT ticket_id, address, ref, version FROM card_post'),
      orders: await all('SELECT ref, amount::float8 FROM "order"'),
      salts: await all('SELECT ticket_id, field, salt FROM personal_value'),
    };
  } finally {
    await client.end();
  }
}
