-- 复盘 / Review: what was unusual from :from to :to in the queues :queues, the worst first, at most :most of each.
--
--   section   late      steps that passed their limit, from the limit to where they were left, or to the end
--             waited    stays that ended, none of them in a step of :resting (resolved or closed, as 'sop/state')
--             waiting   stays that had begun by the end and go on
--             returned  tickets with two or more stays in steps they had been in before
--             reopened  tickets that went from a step of :resting back to one that is none
--   id, sop, state, queue  the ticket, and where the stay was
--   begins_at, ends_at     of late and waiting; what of it was working time is the calendar's to say
--   n                      working minutes of waited; how often, of returned and reopened
--   reason                 of late: why, as whoever left the step said it; a value of the house's list or their words
-- Instants :from_at (included) and :to_at (excluded) are those of the same days.
--
-- Serves with: timer_late, visit_left, ticket_open_queue and the key of visit.
WITH longest AS (
  SELECT v.ticket_id AS id, v.sop, v.state, v.queue, t.due_at AS begins_at,
    least(v.left_at, to_timestamp(:to_at / 1000.0)) AS ends_at, v.left_at
  FROM timer t JOIN visit v ON v.ticket_id = t.ticket_id AND v.visit = t.visit
  WHERE t.status = 'fired' AND t.rule = 'limit'
    AND t.settled_at >= to_timestamp(:from_at / 1000.0) AND t.settled_at < to_timestamp(:to_at / 1000.0)
    AND v.queue = ANY(:queues)
  ORDER BY least(v.left_at, to_timestamp(:to_at / 1000.0)) - t.due_at DESC, id LIMIT :most
), late AS (
  SELECT id, sop, state, queue, begins_at, ends_at, NULL::bigint AS n, (
    SELECT coalesce(e.said #>> '{words,lateReason}', e.data ->> 'lateReason') FROM ticket_event e
    WHERE e.ticket_id = longest.id AND e.at = longest.left_at AND e.type = 'ticketMoved' LIMIT 1) AS reason
  FROM longest
), ended AS (
  SELECT ticket_id AS id, visit, sop, state, queue, minutes, again,
    sop || '/' || state = ANY(:resting::text[]) AS resting
  FROM visit
  WHERE left_on BETWEEN CAST(:from AS date) AND CAST(:to AS date) AND queue = ANY(:queues)
), waited AS (
  SELECT id, sop, state, queue, NULL::timestamptz, NULL::timestamptz, minutes::bigint AS n, NULL
  FROM ended WHERE NOT resting ORDER BY minutes DESC, id LIMIT :most
), waiting AS (
  SELECT id, sop, state, queue, entered_at AS begins_at, to_timestamp(:to_at / 1000.0), NULL::bigint, NULL
  FROM ticket
  WHERE category <> 'closed' AND category <> 'resolved' AND queue = ANY(:queues)
    AND entered_at < to_timestamp(:to_at / 1000.0)
  ORDER BY begins_at, id LIMIT :most
), returned AS (
  SELECT id, min(sop), NULL, min(queue), NULL::timestamptz, NULL::timestamptz, count(*) AS n, NULL
  FROM ended WHERE again AND NOT resting
  GROUP BY id HAVING count(*) > 1 ORDER BY n DESC, id LIMIT :most
), reopened AS (
  SELECT e.id, min(e.sop), NULL, min(e.queue), NULL::timestamptz, NULL::timestamptz, count(*) AS n, NULL
  FROM ended e JOIN visit next ON next.ticket_id = e.id AND next.visit = e.visit + 1
  WHERE e.resting AND next.sop || '/' || next.state <> ALL(:resting::text[])
  GROUP BY e.id ORDER BY n DESC, e.id LIMIT :most
)
SELECT 'late' AS section, late.* FROM late
UNION ALL SELECT 'waited', waited.* FROM waited
UNION ALL SELECT 'waiting', waiting.* FROM waiting
UNION ALL SELECT 'returned', returned.* FROM returned
UNION ALL SELECT 'reopened', reopened.* FROM reopened
