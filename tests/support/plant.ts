/** Plants many rows at once, past the store: specs about size need no history. */
import type pg from 'pg';
import { MONDAY } from './change.js';

const TICKET = {
  version: 1,
  events: 1,
  content: 'content-1',
  sop: 'company-registration',
  title: '启明科技有限公司 注册',
  state: 'review',
  category: 'open',
  visit: 1,
  entered_at: new Date(MONDAY),
  requester_id: 'r1',
  priority: 'P3',
  fields: { company_name: '启明科技有限公司', scope: '软件开发、技术服务'.repeat(10) },
  checklist: {},
  told: [],
  been: ['review'],
  created_at: new Date(MONDAY),
  reopens: 0,
  reassignments: 0,
  breaches: 0,
  stayed_m: 0,
  created_on: '2026-03-02',
  head: '\\xab',
};

/** Customers 1 to `count`, one in a hundred of the stage `served`, each with the requester of its number as contact. Not analysed. */
export async function plantCustomers(client: pg.Client, count: number): Promise<void> {
  await client.query(
    `INSERT INTO customer (id, kind, name, tier, stage)
     SELECT 'C-' || n, 'company', '杭州' || translate(n::text, '0123456789', '甲乙丙丁戊己庚辛壬癸') || '科技有限公司', 'vip',
       CASE WHEN n % 100 = 0 THEN 'served' ELSE 'left' END
     FROM generate_series(1, $1) n`,
    [count],
  );
  await client.query("UPDATE requester SET customer_id = 'C-' || substr(id, 2) WHERE id LIKE 'r%'");
  await client.query("UPDATE ticket SET customer_id = 'C-' || id");
  await client.query(
    `INSERT INTO "order" (ref, customer_id, requester_id, amount, paid_at)
     SELECT 'O-' || n, CASE WHEN n % 2 = 0 THEN 'C-' || n END, 'r' || n, 9.5, now() FROM generate_series(1, $1) n`,
    [count],
  );
}

/** Tickets 1 to `count` with an event, a visit, a timer of next year, a sent and a waiting message, and their lanes. Not analysed. */
export async function plantTickets(client: pg.Client, count: number): Promise<void> {
  await client.query(
    `INSERT INTO requester (id, name, locale, created_at)
     SELECT 'r' || n, 'r' || n, 'zh-CN', now() FROM generate_series(1, $1) n`,
    [count],
  );
  await client.query(
    `INSERT INTO identity (platform, account, requester_id) SELECT 'web', 'a' || n, 'r' || n FROM generate_series(1, $1) n`,
    [count],
  );
  await client.query(
    `INSERT INTO ticket SELECT t.* FROM generate_series(1, $1) n,
       jsonb_populate_record(NULL::ticket, $2::jsonb || jsonb_build_object(
         'id', n, 'queue', 'q' || n % 20, 'requester_id', 'r' || n)) t`,
    [count, JSON.stringify(TICKET)],
  );
  await client.query("SELECT setval('ticket_id_seq', $1)", [count]);
  for (const rows of [
    `ticket_event SELECT n, 0, 'ticketOpened', now(), current_date, 'system', 'x', '{}', '\\xab' FROM numbers`,
    `personal_value SELECT n, 'phone', '"13800138000"', 's' FROM numbers`,
    `visit (ticket_id, visit, sop, queue, state, entered_at, entered_on, again)
       SELECT n, 1, 's', 'q', 'review', now(), current_date, false FROM numbers`,
    `timer (key, ticket_id, rule, visit, occurrence, due_at)
       SELECT n || '/1/limit/1', n, 'limit', 1, 1, now() + interval '1 year' FROM numbers`,
    `inbox (platform, event_id, kind, received_at, settled_at)
       SELECT 'web', 'old-' || n, 'inbound', now(), now() FROM numbers`,
    `lane (address, next_at) SELECT 'web:d:' || n, now() + interval '1 year' FROM numbers`,
    `card_post SELECT 'p' || n, n, 'web:d:' || n, 'group', 'team', 'zh-CN', 'm' || n, 1, NULL, now() FROM numbers`,
    `outbox (key, address, locale, body, created_at, status, settled_at)
       SELECT 'sent-' || n, 'web:d:' || n, 'zh-CN', '{}', now(), 'sent', now() FROM numbers`,
    `outbox (key, address, locale, body, created_at, retry_at)
       SELECT 'waits-' || n, 'web:d:' || n, 'zh-CN', '{}', now(), now() + interval '1 year' FROM numbers`,
  ]) {
    await client.query(
      `WITH numbers AS (SELECT n FROM generate_series(1, ${Math.trunc(count)}) n)
       INSERT INTO ${rows.replace(/^(\w+)( \([^)]*\))?\s+SELECT/, '$1$2 SELECT')}`,
    );
  }
}
