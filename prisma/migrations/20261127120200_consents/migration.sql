-- A consent is good for notices of one template, and whoever is asked for one is asked once.
--
-- Locking: a column without a default takes "allowance" for an instant; its consents are marked row by row. The function
-- is replaced: an older instance that runs on calls it without a template, as before.
ALTER TABLE "allowance" ADD COLUMN "template" TEXT;

-- The key of a consent ended with its template until now.
UPDATE allowance SET template = substring(key FROM '/([^/]+)$')
  WHERE address LIKE 'wechat-oa:%:notices/%' AND until IS NULL;

CREATE TABLE "consent_ask" (
    "address" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked" INTEGER NOT NULL DEFAULT 1,
    "agreed" INTEGER NOT NULL DEFAULT 0,
    "declined" INTEGER NOT NULL DEFAULT 0,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_ask_pkey" PRIMARY KEY ("address","template","ticket_id")
);
CREATE INDEX "consent_ask_ticket_id_idx" ON "consent_ask"("ticket_id");

-- As before, and: a consent names its template, and answers whatever was asked for it.
DROP FUNCTION allow_sends(text, text, integer, timestamptz, timestamptz, timestamptz);
CREATE FUNCTION allow_sends(place text, name text, sends integer, given timestamptz, ends timestamptz,
    moment timestamptz, agreed_to text DEFAULT NULL) RETURNS boolean
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  PERFORM FROM lane WHERE address = place FOR UPDATE;
  INSERT INTO allowance AS a (address, key, messages, given_at, until, spent, template)
    VALUES (place, name, sends, given, ends, '{}', agreed_to)
    ON CONFLICT (address, key) DO UPDATE SET
      messages = excluded.messages, given_at = excluded.given_at, until = excluded.until,
      -- What was sent since then is counted against it already.
      spent = ARRAY(SELECT s FROM unnest(a.spent) AS s WHERE s >= excluded.given_at)
    WHERE a.given_at < excluded.given_at;
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM allowance WHERE address = place AND key <> name AND until < moment - interval '7 days';
  IF agreed_to IS NOT NULL THEN
    -- A yes that answers no ask, but an article or the like, is not counted among the answers to asks.
    UPDATE consent_ask SET answer = 'yes', agreed = agreed + (answer IS DISTINCT FROM 'yes')::integer,
      answered_at = given
      WHERE address = place AND template = agreed_to;
  END IF;
  UPDATE outbox SET status = 'pending', held_until = NULL, reason = NULL
    WHERE address = place AND status = 'held' AND reason = 'no_room';
  IF FOUND THEN
    UPDATE lane SET next_at = CASE WHEN lease_until > moment THEN next_at ELSE least(next_at, moment) END
      WHERE address = place;
  END IF;
  RETURN true;
END $$;
