-- 各步骤用时 / Steps: one row for each step of each SOP, the slowest first.
--
-- Counted over the stays of tickets that ended (were left) from :from to :to, in the queues :queues.
--   stays     stays that ended
--   median_m  working minutes a stay lasted, median (percentile_cont, exact)
--   p90_m     the same, 90 of 100 stayed no longer
--   total_m   working minutes of all of them together: where the time goes
--   returns   stays that were not the ticket's first in this step: work done again
--
-- Serves with: visit(sop, state, minutes, left_on).
SELECT
  v.sop,
  v.state,
  count(*) AS stays,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY v.minutes) AS median_m,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY v.minutes) AS p90_m,
  sum(v.minutes) AS total_m,
  count(*) FILTER (WHERE EXISTS (
    SELECT FROM visit earlier
    WHERE earlier.ticket_id = v.ticket_id AND earlier.state = v.state AND earlier.visit < v.visit
  )) AS returns
FROM visit v
WHERE v.left_on BETWEEN CAST(:from AS date) AND CAST(:to AS date)
  AND v.queue = ANY(:queues)
GROUP BY v.sop, v.state
ORDER BY median_m DESC, v.sop, v.state
