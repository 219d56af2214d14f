-- 概况 / Overview: one row for everything (section 'all'), one for each assignee ('member'), one for each SOP ('sop').
--
-- Counted over the tickets of :queues; days are the desk's local dates, as they were stored.
--   opened       tickets created from :from to :to
--   resolved     tickets whose (last) resolution falls between them; a reopened ticket is not resolved
--   closed       tickets closed between the instants :from_at (included) and :to_at (excluded)
--   open_now     tickets neither resolved nor closed at this moment, whenever they were created
--   late_now     of those, the ones whose step has passed its limit at :now
--   breaches     steps that passed their limit, of the tickets created in the period
--   answered     tickets created in the period that have had their first response
--   response_*   seconds of calendar time from creation to first response, of those answered
--   resolution_s seconds of calendar time from creation to resolution, median of those resolved in the period
--   work_m       working minutes from creation to resolution, median of the same: the sum of the ticket's stays
--                that ended at or before its resolution, each counted in its queue's business hours; the ticket keeps it
--   rated        words of satisfaction about tickets of :queues given between :from_at and :to_at, the last word of each:
--                answers of the desk that somebody rated, and scores from 1 to 5 given for the work once it was over
--   satisfied    of those, the good ones: good answers, scores of 4 and 5; CSAT is their share. What was taken back
--                counts in neither
-- Medians and p90 are percentile_cont: exact, interpolated between the two middle values. Only section 'all' has them:
-- they cost a sort each, and nobody asks for them person by person.
--
-- What came in, what was done and what lies open are counted apart, each from an index of its own, side by side where
-- there are processors for it; one condition for all of them would read the table. A reopening takes the resolution
-- back, so that whatever has a day of resolution is resolved, or closed since.
--
-- Serves with: ticket_created, ticket_resolved, ticket_closed, which hold everything that is asked of them, and
-- ticket_open_queue, rating_rated_at, ticket_rated.
WITH part AS (
  SELECT
    GROUPING(assignee_id, sop) AS section, assignee_id, sop,
    count(*) AS opened, NULL::bigint AS resolved, NULL::bigint AS closed,
    NULL::bigint AS open_now, NULL::bigint AS late_now,
    sum(breaches) AS breaches,
    count(first_response_s) AS answered,
    NULL::float8[] AS response_s, NULL::float8 AS resolution_s, NULL::float8 AS work_m,
    NULL::bigint AS rated, NULL::bigint AS satisfied
  FROM ticket
  WHERE created_on BETWEEN CAST(:from AS date) AND CAST(:to AS date) AND queue = ANY(:queues)
  GROUP BY GROUPING SETS ((), (assignee_id), (sop))
  UNION ALL
  SELECT
    GROUPING(assignee_id, sop), assignee_id, sop,
    NULL, count(*), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM ticket
  WHERE resolved_on BETWEEN CAST(:from AS date) AND CAST(:to AS date) AND queue = ANY(:queues)
  GROUP BY GROUPING SETS ((), (assignee_id), (sop))
  UNION ALL
  SELECT
    GROUPING(assignee_id, sop), assignee_id, sop,
    NULL, NULL, count(*), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM ticket
  WHERE closed_at >= to_timestamp(:from_at / 1000.0) AND closed_at < to_timestamp(:to_at / 1000.0)
    AND queue = ANY(:queues)
  GROUP BY GROUPING SETS ((), (assignee_id), (sop))
  UNION ALL
  SELECT
    GROUPING(assignee_id, sop), assignee_id, sop,
    NULL, NULL, NULL, count(*), count(*) FILTER (WHERE due_at <= to_timestamp(:now / 1000.0)),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM ticket
  WHERE category <> 'closed' AND category <> 'resolved' AND queue = ANY(:queues)
  GROUP BY GROUPING SETS ((), (assignee_id), (sop))
  UNION ALL
  SELECT
    3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY first_response_s), NULL, NULL, NULL, NULL
  FROM ticket
  WHERE created_on BETWEEN CAST(:from AS date) AND CAST(:to AS date) AND queue = ANY(:queues)
  UNION ALL
  SELECT
    3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY resolution_s), percentile_cont(0.5) WITHIN GROUP (ORDER BY work_m),
    NULL, NULL
  FROM ticket
  WHERE resolved_on BETWEEN CAST(:from AS date) AND CAST(:to AS date) AND queue = ANY(:queues)
  UNION ALL
  SELECT
    3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    count(*), count(*) FILTER (WHERE r.verdict = 'good')
  FROM rating r JOIN ticket t ON t.id = r.ticket_id
  WHERE r.rated_at >= to_timestamp(:from_at / 1000.0) AND r.rated_at < to_timestamp(:to_at / 1000.0)
    AND r.verdict <> 'withdrawn' AND t.queue = ANY(:queues)
  UNION ALL
  SELECT
    3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    count(*), count(*) FILTER (WHERE (beside->'rating'->>'score')::integer >= 4)
  FROM ticket
  WHERE beside ? 'rating' AND (beside->'rating'->>'at')::bigint >= :from_at
    AND (beside->'rating'->>'at')::bigint < :to_at AND queue = ANY(:queues)
)
SELECT
  CASE section WHEN 3 THEN 'all' WHEN 1 THEN 'member' ELSE 'sop' END AS section,
  CASE section WHEN 1 THEN assignee_id WHEN 2 THEN sop END AS key,
  coalesce(sum(opened), 0) AS opened,
  coalesce(sum(resolved), 0) AS resolved,
  coalesce(sum(closed), 0) AS closed,
  coalesce(sum(open_now), 0) AS open_now,
  coalesce(sum(late_now), 0) AS late_now,
  coalesce(sum(breaches), 0) AS breaches,
  coalesce(sum(answered), 0) AS answered,
  max(response_s[1]) AS response_median_s,
  max(response_s[2]) AS response_p90_s,
  max(resolution_s) AS resolution_median_s,
  max(work_m) AS work_median_m,
  coalesce(sum(rated), 0) AS rated,
  coalesce(sum(satisfied), 0) AS satisfied
FROM part
GROUP BY part.section, assignee_id, sop
ORDER BY section, open_now DESC, resolved DESC, key
