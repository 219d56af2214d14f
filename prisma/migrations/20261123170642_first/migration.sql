-- The first schema. Locking: made in an empty database in well under a second; there is nothing to lock yet.

-- Search in Chinese and by parts of words. The database's lc_ctype must know Chinese: start-up checks it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "member" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "teams" TEXT[],
    "roles" TEXT[],
    "leader" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "locale" TEXT NOT NULL,
    "seeded" JSONB,
    "preferences" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "chats" TEXT[],
    "seeded" JSONB,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "queue" (
    "id" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "team_id" TEXT NOT NULL,
    "calendar" TEXT NOT NULL,
    "seeded" JSONB,

    CONSTRAINT "queue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "requester" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "address" TEXT,
    "quiet" JSONB,
    "phone" TEXT,
    "customer_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "requester_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tier" TEXT,
    "fields" JSONB NOT NULL DEFAULT '{}',
    "dates" JSONB NOT NULL DEFAULT '{}',
    "stage" TEXT,
    "stage_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order" (
    "ref" TEXT NOT NULL,
    "customer_id" TEXT,
    "requester_id" TEXT,
    "amount" DECIMAL(18,4),
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_pkey" PRIMARY KEY ("ref")
);

-- CreateTable
CREATE TABLE "identity" (
    "platform" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "member_id" TEXT,
    "requester_id" TEXT,
    "address" TEXT,
    "rank" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("platform","account")
);

-- CreateTable
CREATE TABLE "binding" (
    "id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "code" BYTEA NOT NULL,
    "salt" BYTEA NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'waiting',

    CONSTRAINT "binding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_link" (
    "id" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "member_id" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "login_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place" (
    "address" TEXT NOT NULL,
    "team_id" TEXT,
    "ticket_id" INTEGER,

    CONSTRAINT "place_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "ticket" (
    "id" SERIAL NOT NULL,
    "version" INTEGER NOT NULL,
    "events" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "sop" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "visit" INTEGER NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "queue" TEXT NOT NULL,
    "assignee_id" TEXT,
    "requester_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "order_ref" TEXT,
    "priority" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "checklist" JSONB NOT NULL,
    "proposal" JSONB,
    "running_limit" JSONB,
    "due_at" TIMESTAMPTZ(3),
    "late_at" TIMESTAMPTZ(3),
    "told" TEXT[],
    "been" TEXT[],
    "last" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "first_response_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "first_response_s" INTEGER,
    "resolution_s" INTEGER,
    "reopens" INTEGER NOT NULL,
    "reassignments" INTEGER NOT NULL,
    "breaches" INTEGER NOT NULL,
    "stayed_m" INTEGER NOT NULL,
    "work_m" INTEGER,
    "created_on" DATE NOT NULL,
    "resolved_on" DATE,
    "head" BYTEA NOT NULL,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_event" (
    "ticket_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "happened_on" DATE NOT NULL,
    "by" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "ticket_event_pkey" PRIMARY KEY ("ticket_id","seq")
);

-- CreateTable
CREATE TABLE "personal_value" (
    "ticket_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "salt" TEXT NOT NULL,

    CONSTRAINT "personal_value_pkey" PRIMARY KEY ("ticket_id","field")
);

-- CreateTable
CREATE TABLE "visit" (
    "ticket_id" INTEGER NOT NULL,
    "visit" INTEGER NOT NULL,
    "sop" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "member_id" TEXT,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "entered_on" DATE NOT NULL,
    "left_at" TIMESTAMPTZ(3),
    "left_on" DATE,
    "minutes" INTEGER,
    "again" BOOLEAN NOT NULL,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("ticket_id","visit")
);

-- CreateTable
CREATE TABLE "inbox" (
    "platform" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "body" JSONB,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "reply" JSONB,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("platform","event_id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "ticket_id" INTEGER,
    "body" JSONB NOT NULL,
    "post_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "held_until" TIMESTAMPTZ(3),
    "reason" TEXT,
    "ref" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lane" (
    "address" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "lease_by" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "tokens" DOUBLE PRECISION,
    "tokens_at" TIMESTAMPTZ(3),
    "in_doubt" BIGINT[],
    "recent" INTEGER[],

    CONSTRAINT "lane_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "card_post" (
    "id" TEXT NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "audience_kind" TEXT NOT NULL,
    "audience_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "editable_until" TIMESTAMPTZ(3),
    "posted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "card_post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dialogue" (
    "address" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dialogue_pkey" PRIMARY KEY ("address","person")
);

-- CreateTable
CREATE TABLE "timer" (
    "key" TEXT NOT NULL,
    "ticket_id" INTEGER,
    "routine" TEXT,
    "customer_id" TEXT,
    "date_key" TEXT,
    "date" TEXT,
    "rule" TEXT NOT NULL,
    "visit" INTEGER NOT NULL DEFAULT 0,
    "occurrence" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "timer_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "command_queue" (
    "key" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "batch" TEXT,
    "command" JSONB,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "refusal" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "command_queue_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "moved_date" (
    "customer_id" TEXT NOT NULL,
    "date_key" TEXT NOT NULL,
    "moved" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "moved_date_pkey" PRIMARY KEY ("customer_id","date_key")
);

-- CreateTable
CREATE TABLE "content_version" (
    "id" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "seed" JSONB NOT NULL,

    CONSTRAINT "content_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "desk_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "desk_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "value" TEXT,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "file" (
    "id" TEXT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "personal" BOOLEAN NOT NULL,
    "ticket_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_bytes" (
    "file_id" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_bytes_pkey" PRIMARY KEY ("file_id")
);

-- CreateTable
CREATE TABLE "file_view" (
    "id" BIGSERIAL NOT NULL,
    "file_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "file_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feed_item" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "feed_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shared_state" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "shared_state_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "clock_offset" (
    "id" INTEGER NOT NULL,
    "ms" BIGINT NOT NULL,

    CONSTRAINT "clock_offset_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "requester_customer_id_idx" ON "requester"("customer_id") WHERE (customer_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "customer_name_like" ON "customer" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "customer_stage_name_idx" ON "customer"("stage", "name");

-- CreateIndex
CREATE INDEX "order_customer_id_idx" ON "order"("customer_id") WHERE (customer_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "order_requester_id_idx" ON "order"("requester_id") WHERE (requester_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "identity_member_id_idx" ON "identity"("member_id") WHERE (member_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "identity_requester_id_idx" ON "identity"("requester_id") WHERE (requester_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "binding_platform_account_asked_at_idx" ON "binding"("platform", "account", "asked_at");

-- CreateIndex
CREATE INDEX "binding_target_kind_target_id_asked_at_idx" ON "binding"("target_kind", "target_id", "asked_at");

-- CreateIndex
CREATE UNIQUE INDEX "login_link_token_hash_key" ON "login_link"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "login_link_one_first_admin" ON "login_link"("purpose") WHERE ((purpose = 'first_admin'::text) AND (used_at IS NOT NULL));

-- CreateIndex
CREATE INDEX "login_link_member_id_made_at_idx" ON "login_link"("member_id", "made_at") WHERE (member_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "place_team_id_idx" ON "place"("team_id") WHERE (team_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "ticket_requester_id_id_idx" ON "ticket"("requester_id", "id");

-- CreateIndex
CREATE INDEX "ticket_customer_id_id_idx" ON "ticket"("customer_id", "id") WHERE (customer_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "ticket_open_queue" ON "ticket"("queue", "id") WHERE (category <> 'closed');

-- CreateIndex
CREATE INDEX "ticket_open_assignee" ON "ticket"("assignee_id", "id") WHERE (category <> 'closed');

-- CreateIndex
CREATE INDEX "ticket_order_ref_idx" ON "ticket"("order_ref") WHERE (order_ref IS NOT NULL);

-- CreateIndex
CREATE INDEX "ticket_created" ON "ticket"("created_on", "queue", "assignee_id", "sop", "first_response_s", "breaches");

-- CreateIndex
CREATE INDEX "ticket_closed" ON "ticket"("closed_at", "queue", "assignee_id", "sop") WHERE (closed_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "ticket_resolved" ON "ticket"("resolved_on", "queue", "assignee_id", "sop", "resolution_s", "work_m") WHERE (resolved_on IS NOT NULL);

-- CreateIndex
CREATE INDEX "visit_left" ON "visit"("left_on", "queue", "sop", "state", "minutes", "again") WHERE (left_on IS NOT NULL);

-- CreateIndex
CREATE INDEX "inbox_received_at_idx" ON "inbox"("received_at") WHERE (settled_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "outbox_key_key" ON "outbox"("key");

-- CreateIndex
CREATE INDEX "outbox_unsent" ON "outbox"("address", "id") WHERE ((status = 'pending'::text) OR (status = 'sending'::text));

-- CreateIndex
CREATE INDEX "outbox_given_up" ON "outbox"("settled_at") WHERE ((status = 'dead'::text) OR (status = 'uncertain'::text));

-- CreateIndex
CREATE INDEX "outbox_held" ON "outbox"("held_until", "id") WHERE (status = 'held'::text);

-- CreateIndex
CREATE UNIQUE INDEX "outbox_one_refresh" ON "outbox"("post_id") WHERE (status = 'pending'::text);

-- CreateIndex
CREATE INDEX "lane_next_at_idx" ON "lane"("next_at") WHERE (next_at IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "card_post_ticket_id_address_audience_kind_audience_id_key" ON "card_post"("ticket_id", "address", "audience_kind", "audience_id");

-- CreateIndex
CREATE INDEX "timer_due" ON "timer"("due_at") WHERE (status = 'pending'::text);

-- CreateIndex
CREATE INDEX "timer_due_without_ticket" ON "timer"("due_at") WHERE ((status = 'pending'::text) AND (ticket_id IS NULL));

-- CreateIndex
CREATE INDEX "timer_of_customer" ON "timer"("customer_id", "date_key") WHERE ((status = 'pending'::text) AND (customer_id IS NOT NULL));

-- CreateIndex
CREATE INDEX "timer_of_ticket" ON "timer"("ticket_id") WHERE (status = 'pending'::text);

-- CreateIndex
CREATE INDEX "timer_poisoned" ON "timer"("settled_at") WHERE (status = 'poisoned'::text);

-- CreateIndex
CREATE INDEX "command_queue_waiting" ON "command_queue"("batch", "seq") WHERE (status = 'waiting'::text);

-- CreateIndex
CREATE INDEX "command_queue_batch_idx" ON "command_queue"("batch") WHERE (batch IS NOT NULL);

-- CreateIndex
CREATE INDEX "file_ticket_id_idx" ON "file"("ticket_id") WHERE (ticket_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "file_view_file_id_idx" ON "file_view"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "feed_item_key_key" ON "feed_item"("key");

-- CreateIndex
CREATE INDEX "feed_item_address_revision_idx" ON "feed_item"("address", "revision");

-- AddForeignKey
ALTER TABLE "queue" ADD CONSTRAINT "queue_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "requester" ADD CONSTRAINT "requester_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "requester"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "requester"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "login_link" ADD CONSTRAINT "login_link_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "requester"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "file_bytes" ADD CONSTRAINT "file_bytes_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "file_view" ADD CONSTRAINT "file_view_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- From here on by hand: what Prisma's schema language cannot say.

-- What a row may say -------------------------------------------------------------------------------------------------

-- Not on the tables of the hot paths: PostgreSQL prepares a check anew for every statement, and there the functions
-- below are the only writers.
ALTER TABLE identity ADD CONSTRAINT identity_of_one CHECK ((member_id IS NULL) <> (requester_id IS NULL));
ALTER TABLE place ADD CONSTRAINT place_of_something CHECK (team_id IS NOT NULL OR ticket_id IS NOT NULL);
ALTER TABLE customer ADD CONSTRAINT customer_kind CHECK (kind IN ('company', 'person'));

-- How names are compared: one width, no case, no spaces.
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(lower(normalize(name, NFKC)), '\s+', '', 'g')
$$;
-- The characters of a plain name and its pairs of neighbours. Trigrams find nothing inside a Chinese name by two characters,
-- which is what people type; pairs do.
CREATE FUNCTION name_pairs(plain text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT pair), '{}')
  FROM generate_series(1, length(plain)) AS at,
    LATERAL (VALUES (substr(plain, at, 1)), (substr(plain, at, 2))) AS p(pair)
$$;
CREATE INDEX customer_name_is ON customer (plain_name(name));
CREATE INDEX customer_name_has ON customer USING GIN (name_pairs(plain_name(name)));

-- Customers whose names resemble what was said, the nearest first. The threshold falls step by step: half of all names
-- may share 科技有限公司 with what was said, and none of those may be looked at while a nearer one is to be had. Where
-- very many resemble it alike, some of them do.
CREATE FUNCTION customers_like(said text, most integer) RETURNS SETOF customer
  LANGUAGE plpgsql SET pg_trgm.word_similarity_threshold = 0.7
AS $$
DECLARE
  threshold text;
BEGIN
  FOREACH threshold IN ARRAY ARRAY['0.7', '0.5', '0.3'] LOOP
    PERFORM set_config('pg_trgm.word_similarity_threshold', threshold, true);
    RETURN QUERY
      SELECT c.* FROM (SELECT * FROM customer n WHERE said <% n.name LIMIT 500) AS c
      ORDER BY word_similarity(said, c.name) DESC, c.name LIMIT most;
    IF FOUND THEN RETURN; END IF;
  END LOOP;
END $$;

-- Rows that change often keep free room in their page, so that an update need not touch the indexes, and are
-- vacuumed before dead rows pile up under the claims.
ALTER TABLE ticket SET (fillfactor = 80);
ALTER TABLE lane SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE timer SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE inbox SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE command_queue SET (autovacuum_vacuum_scale_factor = 0.05);

INSERT INTO revision (name, version) VALUES ('directory', 0), ('content', 0), ('reminders', 0);
INSERT INTO clock_offset (id, ms) VALUES (1, 0);
CREATE SEQUENCE feed_revision;

-- Saving -------------------------------------------------------------------------------------------------------------

-- Everything that some commands change, all or nothing, in one round trip. `p` holds one list per table, so that a
-- hundred timers cost one statement per table, not a hundred; `tickets` names every ticket in it, `done` the queued
-- commands and `fired` the timers that it settles.
--
-- Refuses by SQLSTATE: TR001 when a cause (inbox row, queued command, timer) had its effect already, 40001 when a row
-- the decision rested on has moved.
--
-- Locks are taken in one order everywhere: causes, tickets by id, customers by id, timers, lanes by address. Changing the order of the
-- sections below makes deadlocks.
--
-- The planner knows nothing of the lists, and its plans outlive the sizes they were made for. `= ANY (an array)` beside
-- every join leaves it no choice but the key. Left to itself it would plan anew for every array, which costs more than
-- running the plan.
CREATE FUNCTION save_changes(p jsonb, tickets integer[], done text[], fired text[]) RETURNS void
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
      due_at = s.due_at, late_at = s.late_at, told = s.told, been = s.been,
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

-- Customers ----------------------------------------------------------------------------------------------------------

-- Whoever writes customers, by whatever way: every date that is new, other or gone is noted, and what waits around it is
-- set anew by whoever works off the notes. A note that is there already is touched: the one who is just working it off
-- read the customer before our commit, and must not take our note along.
CREATE FUNCTION note_moved_dates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO moved_date AS m (customer_id, date_key)
      SELECT n.id, d.key FROM written n CROSS JOIN LATERAL jsonb_object_keys(n.dates) AS d(key)
      ORDER BY 1, 2
      ON CONFLICT (customer_id, date_key) DO UPDATE SET moved = true;
  ELSE
    INSERT INTO moved_date AS m (customer_id, date_key)
      SELECT n.id, d.key
      FROM written n JOIN overwritten o ON o.id = n.id AND o.dates IS DISTINCT FROM n.dates
      CROSS JOIN LATERAL (
        SELECT key FROM jsonb_each_text(o.dates) AS was FULL JOIN jsonb_each_text(n.dates) AS now USING (key)
        WHERE was.value IS DISTINCT FROM now.value) AS d
      ORDER BY 1, 2
      ON CONFLICT (customer_id, date_key) DO UPDATE SET moved = true;
  END IF;
  IF FOUND THEN
    PERFORM pg_notify('troika', '{"topic": "dates", "payload": {}}');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER customer_made AFTER INSERT ON customer
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_moved_dates();
CREATE TRIGGER customer_changed AFTER UPDATE ON customer
  REFERENCING OLD TABLE AS overwritten NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_moved_dates();

-- Queues one command that opens a ticket for each of the customers, for the person they are spoken to by. `p`: prefix
-- (of the keys, so that it happens once), batch, command, copy { field: key of the customer }, locale, now.
CREATE FUNCTION queue_openings(p jsonb, customers text[]) RETURNS void
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  moment CONSTANT timestamptz := (p->>'now')::timestamptz;
BEGIN
  -- Whoever has nobody to speak to is spoken to under their own name, as soon as somebody gives an address.
  INSERT INTO requester (id, name, locale, customer_id, created_at)
    SELECT 'of-' || md5(c.id), c.name, p->>'locale', c.id, moment
    FROM customer c
    WHERE c.id = ANY (customers) AND NOT EXISTS (SELECT FROM requester r WHERE r.customer_id = c.id)
    ORDER BY c.id
    ON CONFLICT (id) DO NOTHING;
  INSERT INTO command_queue (key, batch, command, created_at)
    SELECT (p->>'prefix') || '/' || c.id, p->>'batch',
      jsonb_set(p->'command', '{input}', p->'command'->'input' || jsonb_build_object(
        'customerId', c.id, 'requesterId', contact.id,
        'fields', p->'command'->'input'->'fields' || coalesce(copied.fields, '{}'))),
      moment
    FROM customer c
    CROSS JOIN LATERAL (
      SELECT r.id FROM requester r WHERE r.customer_id = c.id
      ORDER BY r.address IS NULL, r.created_at, r.id LIMIT 1) AS contact
    CROSS JOIN LATERAL (
      SELECT jsonb_object_agg(k.field, coalesce(own.known->k.name, c.fields->k.name, c.dates->k.name)) AS fields
      FROM jsonb_each_text(p->'copy') AS k(field, name),
        LATERAL (SELECT jsonb_build_object('id', c.id, 'name', c.name) AS known) AS own
      WHERE coalesce(own.known->k.name, c.fields->k.name, c.dates->k.name) IS NOT NULL) AS copied
    WHERE c.id = ANY (customers)
    ORDER BY c.id
    ON CONFLICT (key) DO NOTHING;
END $$;

-- Receiving ----------------------------------------------------------------------------------------------------------

-- Who wrote, what they are being asked, and what the place is about. `p` as in receive_inbound.
CREATE FUNCTION inbound_context(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  here CONSTANT text := p->>'address';
  alone CONSTANT boolean := (p->>'private')::boolean;
  who identity;
  asks requester;
  stored inbox;
BEGIN
  SELECT * INTO who FROM identity WHERE platform = p->>'platform' AND account = p->>'account';
  SELECT * INTO asks FROM requester WHERE id = who.requester_id;
  SELECT * INTO stored FROM inbox WHERE platform = p->>'platform' AND event_id = p->>'event_id';
  RETURN jsonb_build_object(
    'status', CASE WHEN stored.settled_at IS NULL THEN 'working' ELSE 'settled' END,
    'reply', stored.reply,
    'memberId', who.member_id, 'requesterId', asks.id, 'name', asks.name, 'locale', asks.locale,
    'dialogue', (
      SELECT state FROM dialogue
      WHERE address = here AND person = coalesce('member:' || who.member_id, 'requester:' || asks.id)),
    -- A thread belongs to the team of the place it hangs from.
    'team', (SELECT team_id FROM place WHERE address IN (here, p->>'parent') AND team_id IS NOT NULL LIMIT 1),
    -- A thread's own ticket; else the newest one told about here that is theirs. What a member was told in private
    -- was meant for them, whoever holds the ticket.
    'ticketId', coalesce(
      (SELECT ticket_id FROM place WHERE address = here),
      (SELECT told.id FROM lane l CROSS JOIN LATERAL unnest(l.recent) WITH ORDINALITY AS told(id, n)
        WHERE l.address = here AND (
          SELECT k.requester_id = asks.id OR k.assignee_id = who.member_id OR (alone AND who.member_id IS NOT NULL)
          FROM ticket k WHERE k.id = told.id)
        ORDER BY told.n LIMIT 1)));
END $$;

-- Stores an inbound once and says everything that interpreting it needs. `p`: platform, event_id, account, name,
-- address, parent, private, locale, requester (an id, should the sender be new), body, now.
CREATE FUNCTION receive_inbound(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  moment CONSTANT timestamptz := (p->>'now')::timestamptz;
  fresh boolean;
  met text;
BEGIN
  INSERT INTO inbox (platform, event_id, kind, body, received_at)
    VALUES (p->>'platform', p->>'event_id', 'inbound', p->'body', moment)
    ON CONFLICT (platform, event_id) DO NOTHING;
  fresh := FOUND;
  SELECT coalesce(requester_id, '') INTO met FROM identity
    WHERE platform = p->>'platform' AND account = p->>'account';
  IF met IS NULL THEN
    -- Two first messages of one stranger: the second waits for the first one's commit, inserts nothing, and then
    -- finds what the first one wrote.
    WITH stranger AS (
      INSERT INTO identity (platform, account, requester_id)
        VALUES (p->>'platform', p->>'account', p->>'requester')
        ON CONFLICT (platform, account) DO NOTHING RETURNING requester_id)
    INSERT INTO requester (id, name, locale, created_at)
      SELECT requester_id, coalesce(p->>'name', p->>'account'), p->>'locale', moment FROM stranger;
    SELECT coalesce(requester_id, '') INTO met FROM identity
      WHERE platform = p->>'platform' AND account = p->>'account';
  END IF;
  IF (p->>'private')::boolean AND met <> '' THEN
    UPDATE requester SET address = p->>'address' WHERE id = met AND address IS DISTINCT FROM p->>'address';
  END IF;
  IF p->>'name' <> p->>'account' AND met <> '' THEN -- we learn the name of somebody we only knew by the account
    UPDATE requester SET name = p->>'name' WHERE id = met AND name = p->>'account';
  END IF;
  RETURN inbound_context(p) || CASE WHEN fresh THEN '{"status": "new"}' ELSE '{}' END::jsonb;
END $$;

-- Sending ------------------------------------------------------------------------------------------------------------

-- Takes lanes that are due and free, and the next items of each. The lanes are locked first and their items read by
-- later statements, which see everything that was committed under those locks before.
--
-- Taking writes the lane, not the items: rewriting each of them, body and indexes, costs more than all else here. Only a
-- refresh says so itself, as `sending`: it must not stop a newer one from being asked for.
CREATE FUNCTION claim_outbox(moment timestamptz, claimer text, lanes integer, per_lane integer, until timestamptz)
  RETURNS TABLE (lane text, tokens float8, tokens_at timestamptz, id bigint, key text, locale text,
    ticket_id integer, body jsonb, attempts integer, interrupted boolean)
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  taken text[];
BEGIN
  SELECT array_agg(free.address) INTO taken FROM (
    SELECT l.address FROM lane l
    WHERE l.next_at <= moment AND (l.lease_until IS NULL OR l.lease_until <= moment)
    ORDER BY l.next_at LIMIT lanes FOR UPDATE SKIP LOCKED) AS free;
  IF taken IS NULL THEN RETURN; END IF;

  -- In doubt before: the one who had it died, or lost its lease, without saying what became of it.
  RETURN QUERY
    WITH head AS (
      SELECT h.* FROM unnest(taken) AS t(address) CROSS JOIN LATERAL (
        SELECT o.*, bool_and(o.retry_at IS NULL OR o.retry_at <= moment) OVER (ORDER BY o.id) AS due
        FROM outbox o WHERE o.address = t.address AND (o.status = 'pending' OR o.status = 'sending')
        ORDER BY o.id LIMIT per_lane) AS h
      WHERE h.due
    ), leased AS (
      UPDATE lane l SET lease_by = claimer, lease_until = until, next_at = until, in_doubt = h.ids
      FROM (SELECT address, array_agg(id) AS ids FROM head GROUP BY address) AS h
      WHERE l.address = ANY (taken) AND l.address = h.address
    ), refreshing AS (
      UPDATE outbox o SET status = 'sending'
      WHERE o.id = ANY (ARRAY(SELECT id FROM head WHERE post_id IS NOT NULL AND status = 'pending'))
    )
    SELECT l.address, l.tokens, l.tokens_at, h.id, h.key, h.locale, h.ticket_id, h.body, h.attempts,
      coalesce(h.id = ANY (l.in_doubt), false)
    FROM head h JOIN lane l ON l.address = ANY (taken) AND l.address = h.address
    ORDER BY l.address, h.id;

  -- A lane woken by something new may still have to wait for a retry; nothing may be left at all.
  UPDATE lane l SET lease_by = NULL, lease_until = NULL, next_at = (
      SELECT o.retry_at FROM outbox o
      WHERE o.address = l.address AND (o.status = 'pending' OR o.status = 'sending') ORDER BY o.id LIMIT 1)
    WHERE l.address = ANY (taken) AND l.next_at <= moment;
END $$;

-- What became of the items of some lanes, and the lanes back. `items` are the ids that were taken, `addresses` the
-- lanes. `p`: now, lanes [{ address, by, until, due_at, tokens, tokens_at, in_doubt }], and where there are such over
-- [{ id, status, ref, reason }], retries [{ id, retry_at, reason }], unshown [the ids of refreshes still to be sent],
-- cards [{ id, ref, editable_until, ticket_id, audience_kind, audience_id, version }].
CREATE FUNCTION settle_outbox(p jsonb, items bigint[], addresses text[]) RETURNS void
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  moment CONSTANT timestamptz := (p->>'now')::timestamptz;
  shown integer[];
  unshown bigint[];
  ours text[];
BEGIN
  -- A ticket that moves now waits for us and then finds the card we post; one that has moved is seen below. Without
  -- this lock both could miss each other, and a card would show an old state for ever. Tickets before lanes, as ever.
  IF p ? 'cards' THEN
    shown := ARRAY(SELECT DISTINCT (c->>'ticket_id')::integer FROM jsonb_array_elements(p->'cards') AS c);
    PERFORM FROM ticket WHERE id = ANY (shown) ORDER BY id FOR SHARE;
  END IF;
  -- The end of a lease tells it from a later one of the same sender.
  SELECT coalesce(array_agg(l.address), '{}') INTO ours
    FROM (SELECT address, lease_by, lease_until FROM lane WHERE address = ANY (addresses)
      ORDER BY address FOR UPDATE) AS l
    JOIN jsonb_to_recordset(p->'lanes') AS s(address text, by text, until timestamptz)
      ON s.address = l.address AND s.by = l.lease_by AND s.until = l.lease_until;

  -- What was sent was sent, even when the lease was lost meanwhile; what is to be tried again is then the new
  -- holder's affair.
  IF p ? 'over' THEN
    UPDATE outbox o SET status = s.status, reason = s.reason, ref = s.ref, settled_at = moment
      FROM jsonb_to_recordset(p->'over') AS s(id bigint, status text, reason text, ref text)
      WHERE o.id = ANY (items) AND o.id = s.id AND o.status IN ('pending', 'sending');
  END IF;
  IF p ? 'retries' THEN
    UPDATE outbox o SET retry_at = s.retry_at, reason = s.reason, attempts = o.attempts + 1
      FROM jsonb_to_recordset(p->'retries') AS s(id bigint, reason text, retry_at timestamptz)
      WHERE o.id = ANY (items) AND o.id = s.id AND o.status IN ('pending', 'sending') AND o.address = ANY (ours);
  END IF;
  IF p ? 'unshown' THEN
    unshown := ARRAY(SELECT u::bigint FROM jsonb_array_elements_text(p->'unshown') AS u);
    -- A refresh behind which a newer one waits is not tried again.
    UPDATE outbox o SET status = 'dropped', reason = 'a newer refresh follows', settled_at = moment
      WHERE o.id = ANY (unshown) AND o.status = 'sending' AND o.address = ANY (ours) AND (
        EXISTS (SELECT FROM outbox n WHERE n.post_id = o.post_id AND n.status = 'pending')
        OR EXISTS (SELECT FROM outbox n
          WHERE n.id = ANY (unshown) AND n.post_id = o.post_id AND n.status = 'sending' AND n.id > o.id));
    UPDATE outbox o SET status = 'pending'
      WHERE o.id = ANY (unshown) AND o.status = 'sending' AND o.address = ANY (ours);
  END IF;

  IF p ? 'cards' THEN
    -- One live card per place and audience: the last one posted.
    INSERT INTO card_post AS c
        (id, ticket_id, address, audience_kind, audience_id, locale, ref, version, editable_until, posted_at)
      SELECT DISTINCT ON (o.address, s.ticket_id, s.audience_kind, s.audience_id)
        gen_random_uuid()::text, s.ticket_id, o.address, s.audience_kind, s.audience_id, o.locale, s.ref, s.version,
        s.editable_until, moment
      FROM jsonb_to_recordset(p->'cards') AS s(id bigint, ref text, ticket_id integer, audience_kind text,
        audience_id text, version integer, editable_until timestamptz)
      JOIN outbox o ON o.id = s.id
      WHERE o.id = ANY (items)
      ORDER BY o.address, s.ticket_id, s.audience_kind, s.audience_id, s.id DESC
      ON CONFLICT (ticket_id, address, audience_kind, audience_id) DO UPDATE SET
        ref = excluded.ref, version = excluded.version, editable_until = excluded.editable_until,
        posted_at = excluded.posted_at;
    -- The ticket moved while its card was on the way.
    INSERT INTO outbox (key, address, locale, ticket_id, body, post_id, created_at)
      SELECT 'refresh/' || c.id || '/' || gen_random_uuid(), c.address, c.locale, c.ticket_id,
        jsonb_build_object('kind', 'refresh', 'post', c.id), c.id, moment
      FROM card_post c JOIN ticket k ON k.id = c.ticket_id
      WHERE c.ticket_id = ANY (shown) AND c.address = ANY (addresses) AND c.version < k.version
      ON CONFLICT (post_id) WHERE status = 'pending' DO NOTHING;
  END IF;

  UPDATE lane l SET lease_by = NULL, lease_until = NULL, in_doubt = s.in_doubt,
    tokens = s.tokens, tokens_at = s.tokens_at,
    next_at = (
      SELECT greatest(o.retry_at, s.due_at, moment) FROM outbox o
      WHERE o.address = l.address AND (o.status = 'pending' OR o.status = 'sending') ORDER BY o.id LIMIT 1)
    FROM jsonb_to_recordset(p->'lanes') AS s(address text, by text, until timestamptz, due_at timestamptz,
      tokens float8, tokens_at timestamptz, in_doubt bigint[])
    WHERE l.address = ANY (ours) AND l.address = s.address AND l.lease_by = s.by AND l.lease_until = s.until;
END $$;

-- Puts what was held and whose time has come into the lanes, where its id is its old place in the order; for at most
-- `most` addresses. The lanes come first, as in a save. Two instances that release at once: the second waits for the
-- lanes, and then finds nothing held. Of an address with two or three notices the first says how many there are; more
-- than three are told by the first, and the others are dropped in its favour. Nothing of it was ever attempted, so that
-- no platform knows the body that changes.
CREATE FUNCTION release_held(moment timestamptz, most integer)
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
      WHERE o.status = 'held' AND o.held_until <= moment AND o.address = ANY (due) AND o.body->>'kind' = 'say'
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

-- Puts what was given up back in its old place in the order; false when there is no such item.
CREATE FUNCTION resend_outbox(item text, moment timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  found outbox;
BEGIN
  SELECT * INTO found FROM outbox WHERE key = item AND status IN ('dead', 'uncertain');
  IF found.id IS NULL THEN RETURN false; END IF;
  UPDATE lane SET next_at = CASE WHEN lease_until > moment THEN next_at ELSE least(next_at, moment) END
    WHERE address = found.address;
  -- A card whose newer refresh waits already needs no second one.
  UPDATE outbox o SET status = 'pending', retry_at = NULL, reason = NULL, settled_at = NULL
    WHERE o.id = found.id AND o.status IN ('dead', 'uncertain') AND NOT EXISTS (
      SELECT FROM outbox n WHERE n.post_id = o.post_id AND n.status = 'pending');
  RETURN true;
END $$;

-- The feed -----------------------------------------------------------------------------------------------------------

-- Revisions must become visible in their order, or a reader that has seen the later one never asks for the earlier.
-- So writers go one after the other; the lock lasts until their commit.
CREATE FUNCTION feed_turn() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  RETURN nextval('feed_revision');
END $$;

CREATE FUNCTION feed_append(item_key text, item_address text, item_author text, item_body jsonb, moment timestamptz)
  RETURNS SETOF feed_item LANGUAGE plpgsql AS $$
DECLARE
  turn CONSTANT bigint := feed_turn();
BEGIN
  INSERT INTO feed_item (key, address, author, body, at, revision)
    VALUES (item_key, item_address, item_author, item_body, moment, turn)
    ON CONFLICT (key) DO NOTHING;
  RETURN QUERY SELECT * FROM feed_item WHERE key = item_key;
END $$;

CREATE FUNCTION feed_update(item integer, item_body jsonb) RETURNS SETOF feed_item LANGUAGE plpgsql AS $$
DECLARE
  turn CONSTANT bigint := feed_turn();
BEGIN
  RETURN QUERY UPDATE feed_item SET body = item_body, revision = turn WHERE id = item RETURNING *;
END $$;
