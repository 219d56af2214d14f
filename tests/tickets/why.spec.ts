import { describe, expect, test } from '@jest/globals';
import type { Ticket } from '../../src/tickets/ticket.js';
import { whyDue } from '../../src/tickets/why.js';
import {
  by,
  DAY,
  factsFor,
  given,
  HOUR,
  registration,
  START,
  scan,
  story,
  registrationUpTo as upTo,
} from '../support/given.js';

/** Into review on a Tuesday evening before the spring holiday of 2026. */
const EVE = Date.UTC(2026, 1, 10, 9);

describe('why a ticket is due when it is', () => {
  test('the days add up to what the SOP allows', () => {
    const ticket = given(upTo.review()).ticket as Ticket;
    const why = whyDue(ticket, factsFor(by.lin, { now: START + HOUR }));
    expect(why).toMatchObject({
      from: START,
      to: START + 5.5 * HOUR,
      clock: 'business',
      ms: 4 * HOUR,
      leftMs: 3 * HOUR,
    });
    expect(why?.days).toEqual([{ date: '2026-03-02', ms: 4 * HOUR, kind: 'week' }]);
    expect(whyDue(ticket, factsFor(by.lin, { now: START + DAY }))?.leftMs).toBeLessThan(0);
  });

  test('holidays and make-up days are named', () => {
    const lines = [
      {
        type: 'open',
        input: { sop: registration.key, fields: { company_name: '青禾', phone: '13800138000' } },
        actor: by.customer,
      },
      { type: 'advance', input: { transition: 'pay', payment_ref: 'P' }, actor: by.wang },
      { type: 'advance', input: { transition: 'submit', id_scan: [scan()] }, actor: by.customer },
      { type: 'tick', input: { item: 'names_match' }, actor: by.lin },
      { type: 'tick', input: { item: 'scan_readable' }, actor: by.lin },
      { type: 'advance', input: { transition: 'assign', to: 'zhou' }, actor: by.lin },
      { type: 'confirm', actor: by.wang },
    ];
    const ticket = given(story(lines, { now: EVE + 3 * DAY })).ticket as Ticket;
    const why = whyDue(ticket, factsFor(by.lin, { now: EVE + 3 * DAY }));
    expect(why?.days.reduce((sum, { ms }) => sum + ms, 0)).toBe(why?.ms);
    expect(why?.ms).toBe(3 * 7.5 * HOUR);
    expect(new Set(why?.days.map(({ kind }) => kind))).toEqual(new Set(['week', 'makeup', 'holiday']));
  });

  test('without a running limit there is nothing to explain', () => {
    expect(whyDue(given(upTo.awaitingPayment()).ticket as Ticket, factsFor(by.lin))).toBeNull();
  });
});
