-- 各步骤用时 / Steps: one row for each step of each SOP, the slowest first.
--
-- Counted over the stays of tickets that ended (were left) from :from to :to, in the queues :queues.
--   stays     stays that ended
--   median_m  working minutes a stay lasted, median (percentile_cont, exact)
--   p90_m     the same, 90 of 100 stayed no longer
--   total_m   working minutes of all of them together: where the time goes
--   returns   stays that were not the ticket's first in this step: work done again
WITH ended AS (
  SELECT v.ticket_id, v.visit, v.sop, v.state, v.minutes
  FROM visit v
  WHERE v.left_on BETWEEN CAST(:from AS date) AND CAST(:to AS date)
    AND v.queue = ANY(:queues)
), again AS (
  -- Few tickets return: joining those is cheaper than asking every stay.
  SELECT ended.sop, ended.state, count(DISTINCT (ended.ticket_id, ended.visit)) AS returns
  FROM ended
  JOIN visit earlier
    ON earlier.ticket_id = ended.ticket_id AND earlier.visit < ended.visit AND earlier.state = ended.state
  GROUP BY ended.sop, ended.state
)
SELECT
  sop,
  state,
  count(*) AS stays,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) AS median_m,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY minutes) AS p90_m,
  sum(minutes) AS total_m,
  coalesce(max(again.returns), 0) AS returns
FROM ended
LEFT JOIN again USING (sop, state)
GROUP BY sop, state
ORDER BY median_m DESC, sop, state
