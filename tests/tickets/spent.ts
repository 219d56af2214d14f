/** Time on a registration that is being reviewed: two kinds of it, one of them with a rate. */
import { shipped } from '../cards/words.js';
import {
  by,
  further,
  given,
  type History,
  type Line,
  type Outcome,
  START,
  registrationUpTo as upTo,
} from '../support/given.js';

export const world = { efforts: shipped.efforts };
export const TODAY = '2026-03-02';

export const spending = (input: object, actor: Line['actor'] = by.lin): Line => ({
  type: 'log_effort',
  input: { spent: '30分钟', kind: '沟通', ...input },
  actor,
});
export const spent = (...lines: readonly Line[]): History => further(upTo.review(), lines, world);
export const asked = (
  history: History,
  type: string,
  input: object,
  actor: Line['actor'] = by.lin,
): Outcome => given(history, world).when(type, { ...input }, actor, { now: START });

/** As `refusals.spec` reaches them. */
export const effortRefusals = {
  no_effort_kinds: (): [Outcome, object] => [given(upTo.review()).when('log_effort', {}, by.lin), {}],
  effort_ahead: (): [Outcome, object] => [
    asked(upTo.review(), 'log_effort', { spent: '1h', kind: 'talk', day: '2026-03-03' }),
    { got: { date: '2026-03-03' } },
  ],
  effort_too_long: (): [Outcome, object] => [
    asked(spent(spending({ spent: '20h' })), 'log_effort', { spent: '4.5小时', kind: 'talk' }),
    { day: { date: TODAY }, hours: 24.5 },
  ],
  too_many_efforts: (): [Outcome, object] => [
    asked(spent(...Array.from({ length: 200 }, () => spending({ spent: '1m' }))), 'log_effort', {}),
    { max: 200 },
  ],
  no_effort: (): [Outcome, object] => [asked(spent(spending({})), 'withdraw_effort', {}, by.zhou), {}],
  unknown_effort: (): [Outcome, object] => [
    asked(spent(spending({})), 'withdraw_effort', { entry: '7' }),
    { said: '7' },
  ],
  not_your_effort: (): [Outcome, object] => [
    asked(spent(spending({}), spending({}, by.zhou)), 'withdraw_effort', { entry: '2' }),
    { no: 2, holder: [{ person: 'member:zhou' }, { person: 'member:wang' }] },
  ],
};
