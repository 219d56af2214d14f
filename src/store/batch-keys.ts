/** Under which keys the messages of a batch lie: its own, and those of the ways a notice went on. */

/** More than there are ways to anybody. */
const MOST_WAYS = 9;

/** SQL for all of them with whose they are; `batch` is a row of the table. To be joined: found one by one in the index of the keys. */
export const keysOf = (batch: string) => `
  SELECT r AS person, CASE w WHEN 0 THEN '' ELSE 'way/' || w || '/' END || 'batch/' || ${batch}.id || '/' || r AS key
  FROM unnest(${batch}.recipients) AS r, generate_series(0, ${MOST_WAYS}) AS w`;
