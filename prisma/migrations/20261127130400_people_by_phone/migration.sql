-- Whoever answers a text message is found by the number the house was given.
--
-- Locking: an index of the requesters with a number; while it is built nothing can be written to requester, a moment for
-- a hundred thousand of them. One function replaced: an instance of the version before calls it as it is.
CREATE INDEX "requester_phone_idx" ON "requester"("phone") WHERE (phone IS NOT NULL);

-- As before, and: a number leads to its only owner, and a text message moves nobody's chat.
CREATE OR REPLACE FUNCTION receive_inbound(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  moment CONSTANT timestamptz := (p->>'now')::timestamptz;
  fresh boolean;
  met text;
  known text;
BEGIN
  INSERT INTO inbox (platform, event_id, kind, body, received_at)
    VALUES (p->>'platform', p->>'event_id', 'inbound', p->'body', moment)
    ON CONFLICT (platform, event_id) DO NOTHING;
  fresh := FOUND;
  SELECT coalesce(requester_id, '') INTO met FROM identity
    WHERE platform = p->>'platform' AND account = p->>'account';
  IF met IS NULL THEN
    -- A number that the house was given is its owner's account. Where two gave it nobody can tell whose words these
    -- are, and nothing of either is shown to a stranger.
    IF p->>'platform' = 'sms' THEN
      SELECT min(id) INTO known FROM requester WHERE phone = p->>'account' HAVING count(*) = 1;
    END IF;
    -- Two first messages of one stranger: the second waits for the first one's commit, inserts nothing, and then
    -- finds what the first one wrote.
    WITH stranger AS (
      INSERT INTO identity (platform, account, requester_id)
        VALUES (p->>'platform', p->>'account', coalesce(known, p->>'requester'))
        ON CONFLICT (platform, account) DO NOTHING RETURNING requester_id)
    INSERT INTO requester (id, name, locale, created_at)
      SELECT requester_id, coalesce(p->>'name', p->>'account'), p->>'locale', moment FROM stranger WHERE known IS NULL;
    SELECT coalesce(requester_id, '') INTO met FROM identity
      WHERE platform = p->>'platform' AND account = p->>'account';
  END IF;
  IF (p->>'private')::boolean AND met <> '' THEN
    -- A text message is answered where it came from; whoever has a chat is still told there.
    UPDATE requester SET address = p->>'address' WHERE id = met AND address IS DISTINCT FROM p->>'address'
      AND (address IS NULL OR p->>'platform' <> 'sms');
  END IF;
  IF p->>'name' <> p->>'account' AND met <> '' THEN -- we learn the name of somebody we only knew by the account
    UPDATE requester SET name = p->>'name' WHERE id = met AND name = p->>'account';
  END IF;
  RETURN inbound_context(p) || CASE WHEN fresh THEN '{"status": "new"}' ELSE '{}' END::jsonb;
END $$;
