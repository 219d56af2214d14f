-- Locking: adding a column without a default takes ACCESS EXCLUSIVE on ticket for an instant and rewrites nothing. The
-- functions are replaced in the same transaction. The desk can stay up: an instance of the version before goes on saving
-- with them, and what stands beside a ticket stays when it does.

ALTER TABLE "ticket" ADD COLUMN "beside" JSONB;

-- As before, and: the column `beside`; a version of another ticket that a decision rested on; notices of an act that
-- was undone before they were said.
CREATE OR REPLACE FUNCTION save_changes(p jsonb, tickets integer[], done text[], fired text[]) RETURNS void
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  moment CONSTANT timestamptz := (p->>'now')::timestamptz;
  cause record;
  touched integer;
BEGIN
  -- Causes. Zero rows: this was done before. Inbox rows one by one: for a key of two columns there is no array.
  FOR cause IN
    SELECT * FROM jsonb_to_recordset(p->'inbox') AS s(platform text, event_id text, reply jsonb) ORDER BY 1, 2
  LOOP
    UPDATE inbox SET settled_at = moment, reply = cause.reply, body = NULL
      WHERE platform = cause.platform AND event_id = cause.event_id
        AND coalesce(settled_at, '-infinity') = '-infinity'; -- IS NULL would lead to the index of all unsettled rows
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the inbox row is settled already' USING ERRCODE = 'TR001';
    END IF;
  END LOOP;
  IF done <> '{}' THEN
    UPDATE command_queue SET status = 'done', command = NULL
      WHERE key = ANY (done) AND status NOT IN ('done', 'dropped');
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched < cardinality(done) THEN
      RAISE EXCEPTION 'the queued command is settled already' USING ERRCODE = 'TR001';
    END IF;
  END IF;
  IF fired <> '{}' THEN
    UPDATE timer SET status = 'fired', settled_at = moment
      WHERE key = ANY (fired) AND status NOT IN ('fired', 'void', 'poisoned');
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched < cardinality(fired) THEN
      RAISE EXCEPTION 'the timer is settled already' USING ERRCODE = 'TR001';
    END IF;
  END IF;
  IF p ? 'over' THEN -- due, and nothing to do any more: the reason is kept
    UPDATE timer t SET status = 'void', reason = s.reason
      FROM jsonb_to_recordset(p->'over') AS s(key text, reason text)
      WHERE t.key = ANY (fired) AND t.key = s.key;
  END IF;

  -- What the decision rested on. Not locked: whoever moves a revision reads no ticket, so that "first this save, then
  -- the move" is a true order of events even when the two overlap.
  IF p ? 'expect' AND EXISTS (
    SELECT FROM jsonb_to_recordset(p->'expect') AS e(name text, version integer)
      LEFT JOIN revision r ON r.name = e.name
      WHERE r.version IS DISTINCT FROM e.version
  ) THEN
    RAISE EXCEPTION 'the directory or the content has moved' USING ERRCODE = '40001';
  END IF;

  -- Tickets, and what belongs to them.
  IF p ? 'opened' THEN
    INSERT INTO ticket SELECT s.* FROM jsonb_populate_recordset(NULL::ticket, p->'opened') AS s;
  END IF;
  IF p ? 'moved' THEN
    WITH s AS MATERIALIZED ( -- reading so wide a row out of JSON is dear: once each
      SELECT (m.change->>'read_version')::integer AS read_version, r.*
      FROM jsonb_array_elements(p->'moved') AS m(change), jsonb_populate_record(NULL::ticket, m.change) AS r)
    UPDATE ticket t SET
      version = s.version, events = s.events, content = s.content, sop = s.sop, title = s.title, state = s.state,
      category = s.category, visit = s.visit, entered_at = s.entered_at, queue = s.queue,
      assignee_id = s.assignee_id, requester_id = s.requester_id, customer_id = s.customer_id,
      order_ref = s.order_ref, priority = s.priority,
      fields = s.fields, checklist = s.checklist, proposal = s.proposal, running_limit = s.running_limit,
      due_at = s.due_at, late_at = s.late_at, beside = coalesce(s.beside, t.beside), told = s.told, been = s.been,
      last = s.last,
      first_response_at = s.first_response_at, resolved_at = s.resolved_at, closed_at = s.closed_at,
      first_response_s = s.first_response_s, resolution_s = s.resolution_s, reopens = s.reopens,
      reassignments = s.reassignments, breaches = s.breaches, stayed_m = s.stayed_m, work_m = s.work_m,
      resolved_on = s.resolved_on, head = s.head
      FROM s WHERE t.id = ANY (tickets) AND t.id = s.id AND t.version = s.read_version;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched < jsonb_array_length(p->'moved') THEN
      RAISE EXCEPTION 'the ticket has moved' USING ERRCODE = '40001';
    END IF;
  END IF;
  -- Another ticket the decision rested on. Locked: of two that are merged into each other only one may be.
  IF p ? 'others' THEN
    PERFORM FROM ticket WHERE id = ANY (ARRAY(SELECT (e->>'id')::integer FROM jsonb_array_elements(p->'others') AS e))
      ORDER BY id FOR SHARE;
    IF EXISTS (
      SELECT FROM jsonb_to_recordset(p->'others') AS o(id integer, version integer) LEFT JOIN ticket t ON t.id = o.id
        WHERE t.version IS DISTINCT FROM o.version
    ) THEN
      RAISE EXCEPTION 'the other ticket has moved' USING ERRCODE = '40001';
    END IF;
  END IF;
  IF p ? 'events' THEN
    INSERT INTO ticket_event SELECT s.* FROM jsonb_populate_recordset(NULL::ticket_event, p->'events') AS s;
  END IF;
  IF p ? 'personal' THEN
    -- An unchanged value keeps its salt, so that the digests in older events still match it.
    INSERT INTO personal_value AS v
      SELECT s.* FROM jsonb_populate_recordset(NULL::personal_value, p->'personal') AS s
      ON CONFLICT (ticket_id, field) DO UPDATE SET value = excluded.value, salt = excluded.salt
      WHERE v.value <> excluded.value;
  END IF;
  IF p ? 'left' THEN
    UPDATE visit v SET left_at = s.left_at, left_on = s.left_on, minutes = s.minutes, member_id = s.member_id
      FROM jsonb_populate_recordset(NULL::visit, p->'left') AS s
      WHERE v.ticket_id = ANY (tickets) AND v.ticket_id = s.ticket_id AND v.visit = s.visit;
  END IF;
  IF p ? 'entered' THEN
    INSERT INTO visit SELECT s.* FROM jsonb_populate_recordset(NULL::visit, p->'entered') AS s;
  END IF;
  IF p ? 'orders' THEN
    -- The first payment's instant stands; a later message may still bring the amount.
    INSERT INTO "order" AS o SELECT s.* FROM jsonb_populate_recordset(NULL::"order", p->'orders') AS s
      ON CONFLICT (ref) DO UPDATE SET
        amount = coalesce(excluded.amount, o.amount),
        paid_at = coalesce(o.paid_at, excluded.paid_at),
        requester_id = coalesce(o.requester_id, excluded.requester_id),
        customer_id = coalesce(o.customer_id, excluded.customer_id);
  END IF;
  IF p ? 'files' THEN
    UPDATE file f SET ticket_id = s.ticket_id
      FROM jsonb_to_recordset(p->'files') AS s(id text, ticket_id integer)
      WHERE f.id = ANY (ARRAY(SELECT e->>'id' FROM jsonb_array_elements(p->'files') AS e))
        AND f.id = s.id AND f.ticket_id IS NULL;
  END IF;

  -- Customers. A timer may rest on a date only if it still is that date when we commit: whoever moves it now waits
  -- for us, and then finds our timer.
  IF p ? 'rests' THEN
    PERFORM FROM customer
      WHERE id = ANY (ARRAY(SELECT e->>'customer_id' FROM jsonb_array_elements(p->'rests') AS e))
      ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (
      SELECT FROM jsonb_to_recordset(p->'rests') AS s(customer_id text, dates jsonb)
        JOIN customer c ON c.id = s.customer_id CROSS JOIN LATERAL jsonb_each_text(s.dates) AS d
        WHERE c.dates->>d.key IS DISTINCT FROM d.value
    ) THEN
      RAISE EXCEPTION 'a date of the customer has moved' USING ERRCODE = '40001';
    END IF;
  END IF;
  IF p ? 'stages' THEN
    FOR cause IN
      SELECT s.* FROM ROWS FROM (
        jsonb_to_recordset(p->'stages') AS (customer_id text, stage text, stays text[]))
        WITH ORDINALITY AS s(customer_id, stage, stays, n)
      ORDER BY s.customer_id, s.n
    LOOP
      UPDATE customer SET stage = cause.stage, stage_at = moment
        WHERE id = cause.customer_id AND (stage IS NULL OR stage <> ALL (cause.stays));
    END LOOP;
  END IF;

  -- Timers: first the old ones go, then the new ones come, so that none of the new is void. One that is set again
  -- under the key of a void one is pending again; one that fired, or was not to fire when it was due, stays so.
  IF p ? 'void' THEN
    UPDATE timer t SET status = 'void', settled_at = moment
      FROM jsonb_to_recordset(p->'void') AS s(ticket_id integer, visits integer[], visit integer, rules text[])
      WHERE t.ticket_id = ANY (tickets) AND t.ticket_id = s.ticket_id AND t.status = 'pending'
        AND (t.visit = ANY (s.visits) OR (t.visit = s.visit AND t.rule = ANY (s.rules)));
  END IF;
  IF p ? 'timers' THEN
    INSERT INTO timer AS t (key, ticket_id, rule, visit, occurrence, due_at, date)
      SELECT s.key, s.ticket_id, s.rule, s.visit, s.occurrence, s.due_at, s.date
      FROM jsonb_populate_recordset(NULL::timer, p->'timers') AS s
      ON CONFLICT (key) DO UPDATE SET
        status = 'pending', due_at = excluded.due_at, generation = t.generation + 1, reason = NULL, settled_at = NULL
      WHERE t.status = 'void' AND t.reason IS DISTINCT FROM 'condition_false';
  END IF;

  IF p ? 'commands' THEN
    INSERT INTO command_queue (key, command, created_at)
      SELECT s.key, s.command, moment
      FROM ROWS FROM (jsonb_to_recordset(p->'commands') AS (key text, command jsonb))
        WITH ORDINALITY AS s(key, command, n)
      ORDER BY s.n;
  END IF;
  IF p ? 'dialogues' THEN
    DELETE FROM dialogue d
      USING jsonb_populate_recordset(NULL::dialogue, p->'dialogues') AS s
      WHERE d.address = ANY (ARRAY(SELECT e->>'address' FROM jsonb_array_elements(p->'dialogues') AS e))
        AND d.address = s.address AND d.person = s.person AND s.state IS NULL;
    INSERT INTO dialogue
      SELECT s.* FROM jsonb_populate_recordset(NULL::dialogue, p->'dialogues') AS s WHERE s.state IS NOT NULL
      ON CONFLICT (address, person) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at;
  END IF;

  -- What goes out. The lane's row lock comes before the insert: ids per address are then in commit order, and nobody
  -- can send a later one while an earlier one is still being committed. A lane that is leased keeps its `next_at`
  -- (the lease's end); settling it looks at what has come meanwhile.
  IF p ? 'outbox' OR p ? 'refresh' THEN
    INSERT INTO lane AS l (address, next_at, recent)
      SELECT a.address, moment,
        coalesce(array_agg(a.ticket_id ORDER BY a.n DESC) FILTER (WHERE a.ticket_id IS NOT NULL), '{}')
      FROM (
        SELECT s.address, s.ticket_id, s.n
          FROM ROWS FROM (jsonb_to_recordset(p->'outbox') AS (address text, ticket_id integer))
            WITH ORDINALITY AS s(address, ticket_id, n)
        UNION ALL
        SELECT c.address, NULL, NULL FROM card_post c
          WHERE c.ticket_id = ANY (tickets) AND p->'refresh' @> to_jsonb(c.ticket_id)
      ) AS a
      GROUP BY a.address
      ORDER BY a.address
      ON CONFLICT (address) DO UPDATE SET
        next_at = CASE WHEN l.lease_until > moment THEN l.next_at ELSE least(l.next_at, excluded.next_at) END,
        recent = (excluded.recent || array_remove(l.recent, excluded.recent[1]))[1:20];
    -- A live card is brought up to date before anything new is said below it. One waiting refresh is enough: it shows
    -- the newest state when it goes out. One that is being sent is not: it may have read the state before this save.
    INSERT INTO outbox (key, address, locale, ticket_id, body, post_id, created_at)
      SELECT 'refresh/' || c.id || '/' || gen_random_uuid(), c.address, c.locale, c.ticket_id,
        jsonb_build_object('kind', 'refresh', 'post', c.id), c.id, moment
      FROM card_post c WHERE c.ticket_id = ANY (tickets) AND p->'refresh' @> to_jsonb(c.ticket_id)
      ON CONFLICT (post_id) WHERE status = 'pending' DO NOTHING;
    INSERT INTO outbox (key, address, locale, ticket_id, body, created_at)
      SELECT s.key, s.address, s.locale, s.ticket_id, s.body, moment
      FROM ROWS FROM (
        jsonb_to_recordset(p->'outbox') AS (key text, address text, locale text, ticket_id integer, body jsonb))
        WITH ORDINALITY AS s(key, address, locale, ticket_id, body, n)
      ORDER BY s.n;
  END IF;
  -- What an act that is undone would have told, as far as it still waits.
  IF p ? 'unsaid' THEN
    UPDATE outbox o SET status = 'dropped', reason = 'undone', settled_at = moment
      FROM jsonb_to_recordset(p->'unsaid') AS s(ticket_id integer, keys text)
      WHERE o.status = 'held' AND o.ticket_id = s.ticket_id AND starts_with(o.key, s.keys);
  END IF;
  -- What quiet hours hold is not in the lane yet: it can neither be claimed nor stand in the way.
  IF p ? 'held' THEN
    INSERT INTO outbox (key, address, locale, ticket_id, body, status, held_until, created_at)
      SELECT s.key, s.address, s.locale, s.ticket_id, s.body, 'held', s.held_until, moment
      FROM ROWS FROM (jsonb_to_recordset(p->'held') AS (
        key text, address text, locale text, ticket_id integer, body jsonb, held_until timestamptz))
        WITH ORDINALITY AS s(key, address, locale, ticket_id, body, held_until, n)
      ORDER BY s.n;
  END IF;
END $$;

-- As before; what waits only because its act may be undone is told by itself, and never counted as a night's notices.
CREATE OR REPLACE FUNCTION release_held(moment timestamptz, most integer)
  RETURNS TABLE (released integer, next_at timestamptz)
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  due CONSTANT text[] := ARRAY(
    SELECT DISTINCT address FROM outbox WHERE status = 'held' AND held_until <= moment ORDER BY address LIMIT most);
BEGIN
  released := 0;
  IF due <> '{}' THEN
    INSERT INTO lane AS l (address, next_at, recent)
      SELECT o.address, moment,
        coalesce(array_agg(o.ticket_id ORDER BY o.id DESC) FILTER (WHERE o.ticket_id IS NOT NULL), '{}')
      FROM outbox o WHERE o.status = 'held' AND o.held_until <= moment AND o.address = ANY (due)
      GROUP BY o.address
      ORDER BY o.address
      ON CONFLICT (address) DO UPDATE SET
        next_at = CASE WHEN l.lease_until > moment THEN l.next_at ELSE least(l.next_at, excluded.next_at) END,
        recent = (excluded.recent || array_remove(l.recent, excluded.recent[1]))[1:20];
    WITH notices AS (
      SELECT o.id, count(*) OVER here AS n, row_number() OVER (here ORDER BY o.id) AS nth,
        first_value(o.key) OVER (here ORDER BY o.id) AS first_key,
        jsonb_agg(o.body || jsonb_build_object('ticketId', o.ticket_id)) OVER (
          here ORDER BY o.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS bodies
      FROM outbox o
      WHERE o.status = 'held' AND o.held_until <= moment AND o.address = ANY (due) AND coalesce(o.body->>'recallable', o.body->>'kind') = 'say'
      WINDOW here AS (PARTITION BY o.address)
    ), freed AS (
      SELECT o.id, s.n, s.nth, s.first_key, s.bodies FROM outbox o LEFT JOIN notices s ON s.id = o.id
      WHERE o.status = 'held' AND o.held_until <= moment AND o.address = ANY (due)
    )
    UPDATE outbox o SET
      status = CASE WHEN f.n > 3 AND f.nth > 1 THEN 'dropped' ELSE 'pending' END,
      reason = CASE WHEN f.n > 3 AND f.nth > 1 THEN 'told in ' || f.first_key END,
      settled_at = CASE WHEN f.n > 3 AND f.nth > 1 THEN moment END,
      ticket_id = CASE WHEN f.n > 3 AND f.nth = 1 THEN NULL ELSE o.ticket_id END,
      body = CASE
        WHEN f.n > 3 AND f.nth = 1 THEN jsonb_build_object('kind', 'gathered', 'notices', f.bodies)
        WHEN f.n > 1 AND f.nth = 1 THEN o.body || jsonb_build_object('overnight', f.n)
        ELSE o.body END
      FROM freed f WHERE o.id = f.id AND o.status = 'held';
    GET DIAGNOSTICS released = ROW_COUNT;
  END IF;
  SELECT o.held_until INTO next_at FROM outbox o WHERE o.status = 'held' ORDER BY o.held_until LIMIT 1;
  RETURN NEXT;
END $$;
