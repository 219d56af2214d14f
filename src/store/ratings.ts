/** Ratings of answers: which ticket one is about, the outbox knows. */
import type { RatingStore } from '../desk/ports/ratings.js';
import type { Database } from './database.js';
import { iso } from './instants.js';

const KEEP = `
  INSERT INTO rating (answer, person, ticket_id, verdict, words, reasons, rated_at)
  SELECT o.key, $2, t.id, $4, $5, $6, $7
  FROM outbox o JOIN ticket t ON t.id = o.ticket_id LEFT JOIN queue q ON q.id = t.queue
  WHERE o.key = $1 AND o.address = $3
    AND NOT EXISTS (SELECT FROM member m WHERE 'member:' || m.id = $2 AND q.team_id = ANY (m.teams))
  ON CONFLICT (answer, person) DO UPDATE SET
    verdict = excluded.verdict, words = excluded.words, reasons = excluded.reasons, rated_at = excluded.rated_at
    WHERE rating.rated_at <= excluded.rated_at
  RETURNING ticket_id AS "ticketId"`;

export function ratingStore({ run }: Database): RatingStore {
  return {
    async keep({ rating: { answer, verdict, words, reasons }, address, person, at }) {
      const values = [answer, person, address, verdict, words, reasons, iso(at)];
      const [kept] = await run<{ ticketId: number }>('keep_rating', KEEP, values);
      return kept?.ticketId ?? null;
    },
  };
}
