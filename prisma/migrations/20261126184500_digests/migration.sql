-- Locking: one function is replaced; no table is touched. An instance of the version before calls it as it is.
--
-- As before, and: what is meant for a digest is told as one from the second notice on.
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
      SELECT o.id, count(*) OVER here AS n, bool_or(o.body ? 'digest') OVER (PARTITION BY o.address) AS digest, row_number() OVER (here ORDER BY o.id) AS nth,
        first_value(o.key) OVER (here ORDER BY o.id) AS first_key,
        jsonb_agg(o.body || jsonb_build_object('ticketId', o.ticket_id)) OVER (
          here ORDER BY o.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS bodies
      FROM outbox o
      WHERE o.status = 'held' AND o.held_until <= moment AND o.address = ANY (due) AND coalesce(o.body->>'recallable', o.body->>'kind') = 'say'
      WINDOW here AS (PARTITION BY o.address)
    ), freed AS (
      SELECT o.id, s.n, s.n > CASE WHEN s.digest THEN 1 ELSE 3 END AS many, s.nth, s.digest, s.first_key, s.bodies
      FROM outbox o LEFT JOIN notices s ON s.id = o.id
      WHERE o.status = 'held' AND o.held_until <= moment AND o.address = ANY (due)
    )
    UPDATE outbox o SET
      status = CASE WHEN f.many AND f.nth > 1 THEN 'dropped' ELSE 'pending' END,
      reason = CASE WHEN f.many AND f.nth > 1 THEN 'told in ' || f.first_key END,
      settled_at = CASE WHEN f.many AND f.nth > 1 THEN moment END,
      ticket_id = CASE WHEN f.many AND f.nth = 1 THEN NULL ELSE o.ticket_id END,
      body = CASE
        WHEN f.many AND f.nth = 1 THEN jsonb_build_object('kind', 'gathered', 'notices', f.bodies)
          || CASE WHEN f.digest THEN jsonb_build_object('digest', true) ELSE '{}' END
        WHEN f.n > 1 AND f.nth = 1 THEN o.body || jsonb_build_object('overnight', f.n)
        ELSE o.body END
      FROM freed f WHERE o.id = f.id AND o.status = 'held';
    GET DIAGNOSTICS released = ROW_COUNT;
  END IF;
  SELECT o.held_until INTO next_at FROM outbox o WHERE o.status = 'held' ORDER BY o.held_until LIMIT 1;
  RETURN NEXT;
END $$;
