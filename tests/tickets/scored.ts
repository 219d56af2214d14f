/** Refusals of what requesters alone say, a score and a call for a person, for the list of all refusals. */
import { by, DAY, further, given, type Outcome, START, registrationUpTo as upTo } from '../support/given.js';

const rate = (score: string, history = upTo.closed(), now = START): Outcome =>
  given(history).when('rate', { score }, by.customer, { now });

export const scoreRefusals = {
  nothing_to_rate: (): [Outcome, object] => [rate('5', upTo.assigned()), {}],
  rating_over: (): [Outcome, object] => [
    rate('5', upTo.closed(), START + 8 * DAY),
    { until: { at: START + 7 * DAY } },
  ],
  human_asked_lately: (): [Outcome, object] => {
    const once = further(upTo.assigned(), [{ type: 'human', actor: by.customer }]);
    const again = given(once).when('human', {}, by.customer, { now: START + 1 });
    return [again, { at: { at: START }, assignee: { person: 'member:zhou' } }];
  },
  no_human_here: (): [Outcome, object] => [given(upTo.assigned()).when('end_human', {}, by.customer), {}],
  wrong_score: (): [Outcome, object] => [rate('6'), { got: '6', from: 1, to: 5 }],
};
