-- 净推荐值 / NPS: would customers recommend us, from 0 to 10.
--
-- Counted over the tickets of :queues after which somebody was asked between the instants :from_at (included) and
-- :to_at (excluded); an answer counts where it was asked, whenever it came.
--   asked       customers who were asked
--   answered    of those, the ones who answered
--   promoters   of those, 9 and 10
--   passives    7 and 8
--   detractors  0 to 6
-- NPS is the share of promoters less the share of detractors, among those who answered: from -100 to 100.
--
-- Serves with: ticket_recommended.
WITH asked AS (
  SELECT (beside->'recommendation'->>'score')::integer AS score
  FROM ticket
  WHERE beside ? 'recommendation' AND (beside->'recommendation'->>'askedAt')::bigint >= :from_at
    AND (beside->'recommendation'->>'askedAt')::bigint < :to_at AND queue = ANY(:queues)
)
SELECT
  count(*) AS asked,
  count(score) AS answered,
  count(*) FILTER (WHERE score >= 9) AS promoters,
  count(*) FILTER (WHERE score BETWEEN 7 AND 8) AS passives,
  count(*) FILTER (WHERE score <= 6) AS detractors
FROM asked
