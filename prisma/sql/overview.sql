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
--                that ended at or before its resolution, each counted in its queue's business hours
-- Medians and p90 are percentile_cont: exact, interpolated between the two middle values.
--
-- Serves with: ticket(created_on), ticket(resolved_on), ticket(closed_at), ticket_open_queue.
WITH counted AS (
  SELECT
    t.sop,
    t.assignee_id,
    t.created_on BETWEEN CAST(:from AS date) AND CAST(:to AS date) AS opened,
    t.resolved_on BETWEEN CAST(:from AS date) AND CAST(:to AS date)
      AND t.category IN ('resolved', 'closed') AS resolved,
    t.closed_at >= to_timestamp(:from_at / 1000.0) AND t.closed_at < to_timestamp(:to_at / 1000.0) AS closed,
    t.category NOT IN ('resolved', 'closed') AS open_now,
    t.due_at <= to_timestamp(:now / 1000.0) AS past_due,
    t.breaches,
    t.first_response_s,
    t.resolution_s,
    t.id,
    t.resolved_at
  FROM ticket t
  WHERE t.queue = ANY(:queues)
    AND (
      t.created_on BETWEEN CAST(:from AS date) AND CAST(:to AS date)
      OR t.resolved_on BETWEEN CAST(:from AS date) AND CAST(:to AS date)
      OR (t.closed_at >= to_timestamp(:from_at / 1000.0) AND t.closed_at < to_timestamp(:to_at / 1000.0))
      OR t.category <> 'closed'
    )
), worked AS (
  SELECT counted.*, (
    SELECT sum(v.minutes)
    FROM visit v
    WHERE counted.resolved AND v.ticket_id = counted.id AND v.left_at <= counted.resolved_at
  ) AS work_m
  FROM counted
)
SELECT
  CASE WHEN GROUPING(sop) = 0 THEN 'sop' WHEN GROUPING(assignee_id) = 0 THEN 'member' ELSE 'all' END AS section,
  CASE WHEN GROUPING(sop) = 0 THEN sop ELSE assignee_id END AS key,
  count(*) FILTER (WHERE opened) AS opened,
  count(*) FILTER (WHERE resolved) AS resolved,
  count(*) FILTER (WHERE closed) AS closed,
  count(*) FILTER (WHERE open_now) AS open_now,
  count(*) FILTER (WHERE open_now AND past_due) AS late_now,
  coalesce(sum(breaches) FILTER (WHERE opened), 0) AS breaches,
  count(first_response_s) FILTER (WHERE opened) AS answered,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY first_response_s) FILTER (WHERE opened) AS response_median_s,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY first_response_s) FILTER (WHERE opened) AS response_p90_s,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY resolution_s) FILTER (WHERE resolved) AS resolution_median_s,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY work_m) FILTER (WHERE resolved) AS work_median_m
FROM worked
GROUP BY GROUPING SETS ((), (assignee_id), (sop))
ORDER BY section, open_now DESC, resolved DESC, key
