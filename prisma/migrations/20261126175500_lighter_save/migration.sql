-- The save, lighter: of a ticket only the columns that change are read out of JSON, and which cards are to be
-- refreshed is unpacked once, not once a card. A process of the version before, which sends whole rows, is served too.
-- Locks: replaces a function; no table is touched.
CREATE OR REPLACE FUNCTION save_changes(p jsonb, tickets integer[], done text[], fired text[]) RETURNS void
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  moment CONSTANT timestamptz := (p->>'now')::timestamptz;
  -- Taken out once: what is looked up in `p` row by row is unpacked row by row.
  refreshed CONSTANT integer[] := ARRAY(SELECT e::integer FROM jsonb_array_elements_text(p->'refresh') AS e);
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
    -- A change holds the columns that are other values now; the rest stays as it stands.
    UPDATE ticket t SET
      (version, events, content, sop, title, category_path, state, category, visit, entered_at, queue, assignee_id,
        requester_id, customer_id, order_ref, priority, fields, checklist, proposal, running_limit, due_at,
        late_at, beside, told, been, last, first_response_at, resolved_at, closed_at, first_response_s,
        resolution_s, reopens, reassignments, breaches, stayed_m, work_m, resolved_on, head)
      = (SELECT r.version, r.events, r.content, r.sop, r.title, r.category_path, r.state, r.category, r.visit, r.entered_at,
          r.queue, r.assignee_id, r.requester_id, r.customer_id, r.order_ref, r.priority, r.fields,
          r.checklist, r.proposal, r.running_limit, r.due_at, r.late_at, r.beside, r.told, r.been, r.last,
          r.first_response_at, r.resolved_at, r.closed_at, r.first_response_s, r.resolution_s, r.reopens,
          r.reassignments, r.breaches, r.stayed_m, r.work_m, r.resolved_on, r.head
        FROM jsonb_populate_record(t, s.change) AS r)
      FROM jsonb_array_elements(p->'moved') AS s(change)
      WHERE t.id = ANY (tickets) AND t.id = (s.change->>'id')::integer
        AND t.version = (s.change->>'read_version')::integer;
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
          WHERE c.ticket_id = ANY (refreshed)
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
      FROM card_post c WHERE c.ticket_id = ANY (refreshed)
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
