-- Locking: one new table, columns with constant defaults, indexes over rows that do not exist yet, one function replaced:
-- nothing is rewritten. An instance of the version before calls the function as it is.

CREATE TABLE "allowance" (
    "address" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "messages" INTEGER NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "spent" TIMESTAMPTZ(3)[],

    CONSTRAINT "allowance_pkey" PRIMARY KEY ("address","key")
);

ALTER TABLE "identity" ADD COLUMN "opted_out_at" TIMESTAMPTZ(3);
ALTER TABLE "outbox" ADD COLUMN "followed" BOOLEAN NOT NULL DEFAULT false;

CREATE INDEX "outbox_fates" ON "outbox"("ticket_id", "id") WHERE followed;
CREATE INDEX "outbox_receipts" ON "outbox"("ref") WHERE (followed AND (ref IS NOT NULL));
CREATE INDEX "requester_address_idx" ON "requester"("address") WHERE (address IS NOT NULL);
CREATE INDEX "outbox_no_room" ON "outbox"("address", "id") WHERE ((status = 'held'::text) AND (reason = 'no_room'::text));

-- As before, and: fates that are followed are marked, and what has no room now is held.
CREATE OR REPLACE FUNCTION settle_outbox(p jsonb, items bigint[], addresses text[]) RETURNS void
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
    UPDATE outbox o SET status = s.status, reason = s.reason, ref = s.ref, settled_at = moment,
      followed = o.followed OR coalesce(s.followed, false), held_until = NULL
      FROM jsonb_to_recordset(p->'over') AS s(id bigint, status text, reason text, ref text, followed boolean)
      WHERE o.id = ANY (items) AND o.id = s.id
        AND (o.status IN ('pending', 'sending') OR o.status = 'held' AND o.reason = 'no_room');
  END IF;
  -- There is no room for it now, and there will be: it waits beside the lane.
  IF p ? 'waits' THEN
    UPDATE outbox o SET status = 'held', reason = 'no_room', held_until = s.until
      FROM jsonb_to_recordset(p->'waits') AS s(id bigint, until timestamptz, seen timestamptz)
      WHERE o.id = ANY (items) AND o.id = s.id AND o.status = 'pending' AND o.address = ANY (ours)
        -- They wrote while we made up our mind: look again.
        AND NOT EXISTS (SELECT FROM allowance a WHERE a.address = o.address AND a.given_at > s.seen);
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

-- What the other side allows from now on. The lane first, as whoever claims or settles it does. What waited there for
-- room may go.
CREATE FUNCTION allow_sends(place text, name text, sends integer, given timestamptz, ends timestamptz,
    moment timestamptz) RETURNS boolean
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  PERFORM FROM lane WHERE address = place FOR UPDATE;
  INSERT INTO allowance AS a (address, key, messages, given_at, until, spent)
    VALUES (place, name, sends, given, ends, '{}')
    ON CONFLICT (address, key) DO UPDATE SET
      messages = excluded.messages, given_at = excluded.given_at, until = excluded.until,
      -- What was sent since then is counted against it already.
      spent = ARRAY(SELECT s FROM unnest(a.spent) AS s WHERE s >= excluded.given_at)
    WHERE a.given_at < excluded.given_at;
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM allowance WHERE address = place AND key <> name AND until < moment - interval '7 days';
  UPDATE outbox SET status = 'pending', held_until = NULL, reason = NULL
    WHERE address = place AND status = 'held' AND reason = 'no_room';
  IF FOUND THEN
    UPDATE lane SET next_at = CASE WHEN lease_until > moment THEN next_at ELSE least(next_at, moment) END
      WHERE address = place;
  END IF;
  RETURN true;
END $$;
