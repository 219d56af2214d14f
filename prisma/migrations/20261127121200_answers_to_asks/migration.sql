-- A yes that answers no ask, but an article or the like, is not counted among the answers to asks.
--
-- Locking: nothing is locked; the function is replaced.
CREATE OR REPLACE FUNCTION allow_sends(place text, name text, sends integer, given timestamptz, ends timestamptz,
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
