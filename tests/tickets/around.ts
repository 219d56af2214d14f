/** A reminder that rests on a customer's date, and the noes it meets when it comes due. */
import type { TimerRule } from '../../src/sop/sop.js';
import { by, given, type Outcome, registration, registrationUpTo as upTo } from '../support/given.js';
import { scoreRefusals } from './scored.js';

/** A reminder set for 10 April comes due, and the customer's dates are these. */
function around(dates: Readonly<Record<string, string>>, rule: Partial<TimerRule>): Outcome {
  const licence: TimerRule = {
    ...(registration.timers.unpaid as TimerRule),
    key: 'licence',
    start: {
      from: 'customer',
      date: 'licence_expiry',
      around: { at: '09:00', before: { days: 3, ms: 0 }, after: null },
    },
    ...rule,
  };
  const sop = { ...registration, timers: { licence } };
  const input = { rule: 'licence', visit: 1, occurrence: 1, date: '2026-04-10' };
  return given(upTo.awaitingPayment()).when('remind', input, by.system, {
    sop,
    customer: { id: 'C-1', tier: null, dates },
  });
}

/** As `refusals.spec` reaches them. */
export const aroundRefusals = {
  ...scoreRefusals,
  date_moved: (): [Outcome, object] => [around({ licence_expiry: '2026-04-09' }, {}), { rule: 'licence' }],
  condition_false: (): [Outcome, object] => [
    around({ licence_expiry: '2026-04-10' }, { when: [{ guard: 'has', fields: ['payment_ref'] }] }),
    { rule: 'licence' },
  ],
};
