/** Who was asked to agree to notices by a template, kept by address, template and ticket. */
import type { ConsentAsk, ConsentStore } from '../desk/ports/consents.js';
import type { Database } from './database.js';
import { iso } from './instants.js';

const ASKED = `
  SELECT address, template, ticket_id AS "ticketId", answer, asked AS times, agreed, declined
  FROM consent_ask WHERE ticket_id = ANY ($1) ORDER BY asked_at, template`;

const ASK = `
  INSERT INTO consent_ask AS c (address, template, ticket_id, asked_at)
    SELECT a.address, a.template, a.ticket_id, $4 FROM unnest($1::text[], $2::text[], $3::integer[])
      AS a (address, template, ticket_id)
  ON CONFLICT (address, template, ticket_id) DO UPDATE
    SET asked_at = excluded.asked_at, asked = c.asked + 1, answer = NULL`;

/** A consent that was given within the instant they took it back is void too. */
const DECLINED = `
  WITH void AS (
    UPDATE allowance SET messages = 0, until = $3
    WHERE $4 AND address = $1 AND template = $2 AND given_at <= $3)
  UPDATE consent_ask SET answer = 'no', declined = declined + (answer IS DISTINCT FROM 'no')::integer, answered_at = $3
  WHERE address = $1 AND template = $2 AND (answered_at IS NULL OR answered_at < $3)`;

export function consentStore({ run }: Database): ConsentStore {
  return {
    asked: (tickets) => run<ConsentAsk>('consents_asked', ASKED, [tickets]),

    async ask(asks, now) {
      const column = <Key extends keyof (typeof asks)[number]>(key: Key) => asks.map((one) => one[key]);
      const values = [column('address'), column('template'), column('ticketId'), iso(now)];
      await run('ask_for_consents', ASK, values);
    },

    async declined({ address, template, at, before }) {
      await run('decline_consents', DECLINED, [address, template, iso(at), before]);
    },
  };
}
