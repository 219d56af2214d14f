/**
 * Two years of a busy desk, made by SQL: tickets with the facts `evolve` keeps, five stays and ten events each. Ages,
 * response and working times are spread as real ones are (many short, few very long), the same in every run.
 */
import type pg from 'pg';

export const EVENTS_PER_TICKET = 10;
export const STAYS = 5;
const DAYS = 730;
const ZONE = 'Asia/Shanghai';
export const QUEUES = 20;
const MEMBERS = 60;

/** One row a ticket with all that was drawn for it. Tickets are numbered in the order they were opened, as real ones are. */
const DRAWN = `
CREATE TEMP TABLE drawn AS
WITH dice AS (
  SELECT n,
    date_trunc('milliseconds', now() - make_interval(secs => ${DAYS} * 86400.0 * (1 - (n - random()) / $COUNT))) AS opened_at,
    random() AS fate,
    exp(random_normal(6.5, 1.2))::int AS response_s,
    (600 + exp(random_normal(10.2, 1.3)))::int AS work_s,
    ('{repair,company-registration,tax-setup}'::text[])[1 + (random() * 2.99)::int % 3] AS sop,
    'q' || (random() * random() * ${QUEUES})::int % ${QUEUES} AS queue,
    'm' || (random() * ${MEMBERS})::int % ${MEMBERS} AS member,
    'r' || 1 + (random() * $REQUESTERS)::int % $REQUESTERS AS requester,
    CASE WHEN random() < 0.06 THEN 1 ELSE 0 END AS reopens,
    CASE WHEN random() < 0.18 THEN 1 + (random() * 2)::int ELSE 0 END AS reassignments,
    CASE WHEN random() < 0.11 THEN 1 ELSE 0 END AS breaches,
    'P' || 1 + (random() * 3.99)::int % 4 AS priority
  FROM generate_series(1, $COUNT) n
)
SELECT *,
  CASE WHEN opened_at + make_interval(secs => response_s) < now() THEN opened_at + make_interval(secs => response_s) END AS responded_at,
  CASE WHEN fate < 0.97 AND opened_at + make_interval(secs => response_s + work_s) < now()
    THEN opened_at + make_interval(secs => response_s + work_s) END AS resolved_at,
  CASE WHEN fate < 0.97 AND opened_at + make_interval(secs => response_s + work_s, days => 3) < now()
    THEN opened_at + make_interval(secs => response_s + work_s, days => 3) END AS closed_at
FROM dice ORDER BY n`;

const TICKETS = `
INSERT INTO ticket (id, version, events, content, sop, title, state, category, visit, entered_at, queue, assignee_id,
  requester_id, priority, fields, checklist, told, created_at, first_response_at, resolved_at, closed_at,
  first_response_s, resolution_s, reopens, reassignments, breaches, created_on, resolved_on, head, due_at, late_at, last, been, stayed_m, work_m)
SELECT n, ${EVENTS_PER_TICKET}, ${EVENTS_PER_TICKET}, 'bench', sop, '三楼 · 打印机卡纸 #' || n,
  CASE WHEN closed_at IS NOT NULL THEN 'closed' WHEN resolved_at IS NOT NULL THEN 'resolved' WHEN responded_at IS NULL THEN 'new' ELSE 'open' END,
  CASE WHEN closed_at IS NOT NULL THEN 'closed' WHEN resolved_at IS NOT NULL THEN 'resolved' WHEN responded_at IS NULL THEN 'new' ELSE 'open' END,
  CASE WHEN closed_at IS NOT NULL THEN 6 WHEN resolved_at IS NOT NULL THEN 5 WHEN responded_at IS NULL THEN 1 ELSE 2 END,
  coalesce(closed_at, resolved_at, responded_at, opened_at), queue, CASE WHEN responded_at IS NOT NULL THEN member END,
  requester, priority, jsonb_build_object('problem', '打印机卡纸', 'place', '三楼 ' || n % 90), '{}', '{}', opened_at,
  responded_at, resolved_at, closed_at,
  CASE WHEN responded_at IS NOT NULL THEN response_s END, CASE WHEN resolved_at IS NOT NULL THEN response_s + work_s END,
  reopens, reassignments, breaches, (opened_at AT TIME ZONE '${ZONE}')::date, (resolved_at AT TIME ZONE '${ZONE}')::date,
  sha256(n::text::bytea), CASE WHEN resolved_at IS NULL THEN opened_at + make_interval(secs => 2 * response_s) END,
  CASE WHEN breaches > 0 THEN responded_at END,
  jsonb_build_object('by', 'member:' || member, 'what', 'ticketMoved', 'at', (extract(epoch FROM opened_at) * 1000)::bigint),
  stay.been, stay.stayed_m, CASE WHEN resolved_at IS NOT NULL THEN stay.work_m END
FROM drawn JOIN (
  SELECT ticket_id, array_agg(state ORDER BY visit) FILTER (WHERE NOT again) AS been,
    coalesce(sum(minutes), 0) AS stayed_m, sum(minutes) FILTER (WHERE visit < 5) AS work_m
  FROM visit GROUP BY ticket_id
) AS stay ON ticket_id = n
ORDER BY n`;

/** new → open → waiting → open → resolved → closed; the work is shared among the three middle stays. */
const VISITS = `
INSERT INTO visit (ticket_id, visit, sop, queue, state, member_id, entered_at, entered_on, left_at, left_on, minutes, again)
SELECT n, visit, sop, queue, state, CASE WHEN left_at IS NOT NULL THEN member END,
  entered_at, (entered_at AT TIME ZONE '${ZONE}')::date, left_at, (left_at AT TIME ZONE '${ZONE}')::date,
  -- A third of what the clock says is working time.
  (extract(epoch FROM left_at - entered_at) / 60 / 3)::int,
  visit = 4
FROM drawn, LATERAL (VALUES
  (1, 'new', opened_at, responded_at),
  (2, 'open', responded_at, responded_at + (resolved_at - responded_at) * 0.3),
  (3, 'waiting', responded_at + (resolved_at - responded_at) * 0.3, responded_at + (resolved_at - responded_at) * 0.7),
  (4, 'open', responded_at + (resolved_at - responded_at) * 0.7, resolved_at),
  (5, 'resolved', resolved_at, closed_at),
  (6, 'closed', closed_at, NULL)
) AS stay (visit, state, entered_at, left_at)
WHERE entered_at IS NOT NULL ORDER BY n, visit`;

const EVENTS = `
INSERT INTO ticket_event (ticket_id, seq, type, at, happened_on, by, cause, data, hash)
SELECT n, seq,
  ('{ticketOpened,ticketAssigned,ticketMoved,replied,ticketMoved,replied,noteAdded,ticketMoved,ticketMoved,fieldsFilled}'::text[])[seq + 1],
  at, (at AT TIME ZONE '${ZONE}')::date, CASE WHEN seq = 0 THEN 'requester:' || requester ELSE 'member:' || member END,
  'inbound:bench/' || n || '-' || seq,
  jsonb_build_object('transition', 'start', 'from', 'new', 'to', 'open', 'category', 'open', 'minutes', work_s / 180, 'input', '{}'::jsonb),
  sha256((n || '/' || seq)::bytea)
FROM drawn, generate_series(0, ${EVENTS_PER_TICKET - 1}) seq,
  LATERAL (SELECT opened_at + (coalesce(closed_at, now()) - opened_at) * (seq / ${EVENTS_PER_TICKET}.0) AS at) AS moment
ORDER BY n, seq`;

/** Fills an empty schema; requesters must be there. */
export async function makeHistory(client: pg.ClientBase, tickets: number, requesters: number): Promise<void> {
  await client.query('SELECT setseed(0.42)');
  await client.query(
    DRAWN.replaceAll('$COUNT', String(tickets)).replaceAll('$REQUESTERS', String(requesters)),
  );
  for (const sql of [VISITS, TICKETS, EVENTS]) await client.query(sql);
  await client.query('DROP TABLE drawn');
}
