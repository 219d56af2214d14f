-- 客户旅程 / The customer journey: one row for each stage that has customers, as it is now.
--
-- Over all customers; tickets only of the queues :queues.
--   stage      its key; null for customers of no stage
--   customers  how many stand in it
--   open       their tickets that are not closed
WITH standing AS (
  SELECT stage, count(*) AS customers FROM customer GROUP BY stage
), work AS (
  SELECT c.stage, count(*) AS open
  FROM ticket k JOIN customer c ON c.id = k.customer_id
  WHERE k.category <> 'closed' AND k.queue = ANY(:queues)
  GROUP BY c.stage
)
SELECT standing.stage, standing.customers, coalesce(work.open, 0) AS open
FROM standing LEFT JOIN work ON work.stage IS NOT DISTINCT FROM standing.stage
ORDER BY standing.stage
