-- 各步骤用时 / Steps: one row for each step of each SOP, the slowest first.
--
-- Counted over the stays of tickets that ended (were left) from :from to :to, in the queues :queues.
--   stays     stays that ended
--   median_m  working minutes a stay lasted, median: exact, interpolated between the two middle values
--   p90_m     the same, 90 of 100 stayed no longer; interpolated as percentile_cont does it
--   total_m   working minutes of all of them together: where the time goes
--   returns   stays that were not the ticket's first in this step: work done again
-- Minutes are whole, and few lengths are common to very many stays: counting each length and ranking the counts
-- gives the values that sorting every stay would give.
--
-- Serves with: visit_left, which holds everything that is asked for.
WITH lengths AS (
  SELECT sop, state, minutes, count(*) AS stays, count(*) FILTER (WHERE again) AS returns
  FROM visit
  WHERE left_on BETWEEN CAST(:from AS date) AND CAST(:to AS date)
    AND queue = ANY(:queues)
  GROUP BY sop, state, minutes
), ranked AS (
  -- The stays that lasted this long are, from the shortest on, those after `upto - stays` and up to `upto`; places
  -- count from 0.
  SELECT
    lengths.*,
    sum(stays) OVER (PARTITION BY sop, state ORDER BY minutes) AS upto,
    0.5 * (sum(stays) OVER (PARTITION BY sop, state) - 1) AS median_place,
    0.9 * (sum(stays) OVER (PARTITION BY sop, state) - 1) AS p90_place
  FROM lengths
), steps AS (
  SELECT
    sop,
    state,
    sum(stays) AS stays,
    sum(stays * minutes) AS total_m,
    sum(returns) AS returns,
    min(minutes) FILTER (WHERE upto > floor(median_place)) AS median_below,
    min(minutes) FILTER (WHERE upto > ceil(median_place)) AS median_above,
    mod(max(median_place), 1) AS median_share,
    min(minutes) FILTER (WHERE upto > floor(p90_place)) AS p90_below,
    min(minutes) FILTER (WHERE upto > ceil(p90_place)) AS p90_above,
    mod(max(p90_place), 1) AS p90_share
  FROM ranked
  GROUP BY sop, state
)
SELECT
  sop,
  state,
  stays,
  median_below + median_share * (median_above - median_below) AS median_m,
  p90_below + p90_share * (p90_above - p90_below) AS p90_m,
  total_m,
  returns
FROM steps
ORDER BY median_m DESC, sop, state
