/** Refusals of a score, for the list of all refusals. */
import { by, DAY, given, type Outcome, START, registrationUpTo as upTo } from '../support/given.js';

const rate = (score: string, history = upTo.closed(), now = START): Outcome =>
  given(history).when('rate', { score }, by.customer, { now });

export const scoreRefusals = {
  nothing_to_rate: (): [Outcome, object] => [rate('5', upTo.assigned()), {}],
  rating_over: (): [Outcome, object] => [
    rate('5', upTo.closed(), START + 8 * DAY),
    { until: { at: START + 7 * DAY } },
  ],
  wrong_score: (): [Outcome, object] => [rate('6'), { got: '6', from: 1, to: 5 }],
};
