-- 工时 / Effort: minutes logged on tickets, for days from :from to :to, while the tickets were in the queues :queues.
--
-- An entry counts as it was said last: one that was corrected with its new minutes on its new day, one that was
-- withdrawn not at all. So the minutes of each section add up to the same sum, to the minute.
--   section  kind, category, member, customer
--   key      the kind; the ticket's category as a path; the member's id; the customer's name. Null: it has none
--   kind     the kind of effort: what an hour costs hangs on it
--   minutes, entries
--
-- Serves with: ticket_event_effort, ticket_event_effort_mended.
WITH spent AS (
  SELECT e.ticket_id, e.data ->> 'kind' AS kind, e.data ->> 'who' AS who, (e.data ->> 'minutes')::integer AS minutes
  FROM ticket_event e
  WHERE e.type = 'effortLogged'
    -- No day to come can be logged: what is of these days was said on one of them or later.
    AND e.happened_on >= CAST(:from AS date)
    AND (e.data ->> 'day')::date BETWEEN CAST(:from AS date) AND CAST(:to AS date)
    AND e.data ->> 'queue' = ANY(:queues::text[])
    AND NOT EXISTS (
      SELECT FROM ticket_event later
      WHERE later.ticket_id = e.ticket_id AND later.seq > e.seq
        AND (later.type = 'effortLogged' OR later.type = 'effortWithdrawn')
        AND later.data -> 'no' = e.data -> 'no')
)
SELECT section, s.key, spent.kind, sum(minutes) AS minutes, count(*) AS entries
FROM spent
JOIN ticket t ON t.id = spent.ticket_id
LEFT JOIN customer c ON c.id = t.customer_id
CROSS JOIN LATERAL (VALUES
  ('kind', spent.kind), ('category', t.category_path), ('member', spent.who), ('customer', c.name)
) AS s (section, key)
GROUP BY section, s.key, spent.kind
ORDER BY section, s.key, spent.kind
