/** What the requester is asked once it is over: a score, why it is low, and now and then whether they recommend us. */
import { describe, expect, test } from '@jest/globals';
import { by, DAY, further, given, START, registrationUpTo as upTo } from '../support/given.js';

const rated = (score: string, history = upTo.closed()) =>
  given(history).when('rate', { score }, by.customer).happened();
const scored = (score: string) =>
  further(upTo.closed(), [{ type: 'rate', input: { score }, actor: by.customer }]);
const told = (reactions: {
  readonly notices: readonly { readonly to: { readonly id: string }; readonly say: string }[];
}) => reactions.notices.map(({ to, say }) => `${to.id} ${say}`);

describe('B19、D14: once a registration is closed', () => {
  test('the word that it is over asks for a score, and says it to nobody else', () => {
    const { reactions } = given(upTo.registered())
      .when('advance', { transition: 'close' }, by.customer)
      .happened();
    expect(told(reactions)).toEqual(['r1 say.registration_closed', 'r1 notice.rating_asked']);
    expect(reactions.notices.at(-1)?.actions).toEqual(['rate']);
  });

  test('a good score is kept, troubles nobody, and leads to the other question', () => {
    const { ticket, reactions } = rated('5');
    expect(ticket?.rating).toMatchObject({ score: 5, reason: null });
    expect(told(reactions)).toEqual([]);
    expect(reactions.commands.map(({ type }) => type)).toEqual(['ask_recommendation']);
  });

  test('the lead hears of a low one at once, and of the reason when it is said; only then is more asked', () => {
    const { reactions } = rated('2');
    expect(told(reactions)).toEqual(['wang notice.rated_low']);
    expect(reactions.commands).toEqual([]);
    const why = given(scored('2')).when('rate', { score: '2', reason: '拖了三天' }, by.customer).happened();
    expect(told(why.reactions)).toEqual(['wang notice.rated_why']);
    expect(why.ticket?.rating).toMatchObject({ score: 2, reason: '拖了三天' });
    expect(why.reactions.commands.map(({ type }) => type)).toEqual(['ask_recommendation']);
  });

  test('the newest word counts for seven days, and the same word is no news', () => {
    expect(rated('4', scored('2')).ticket?.rating?.score).toBe(4);
    given(scored('4')).when('rate', { score: '4' }, by.customer).thenRefused('nothing_to_do');
    given(scored('4'))
      .when('rate', { score: '1' }, by.customer, { now: START + 8 * DAY })
      .thenRefused('rating_over');
  });

  test('nobody rates what is not theirs, is not over, or is written as no score', () => {
    given(upTo.closed()).when('rate', { score: '5' }, by.stranger).thenRefused('unknown_ticket');
    given(upTo.closed()).when('rate', { score: '5' }, by.wang).thenRefused('not_allowed');
    given(upTo.registered()).when('rate', { score: '5' }, by.customer).thenRefused('nothing_to_rate');
    for (const score of ['0', '6', '五', '5.5'])
      given(upTo.closed()).when('rate', { score }, by.customer).thenRefused('wrong_score');
  });
});

describe('B19: whether they recommend us', () => {
  const ask = (recommendationAskedAt: number | null) =>
    given(scored('5')).when('ask_recommendation', {}, by.system, { recommendationAskedAt });

  test('is asked of a customer who was not asked for 90 days, and of nobody sooner', () => {
    expect(told(ask(null).happened().reactions)).toEqual(['r1 notice.recommendation_asked']);
    expect(told(ask(START - 90 * DAY).happened().reactions)).toEqual(['r1 notice.recommendation_asked']);
    ask(START - 90 * DAY + 1).thenRefused('nothing_to_do');
  });

  test('is asked once a ticket, answered by a number from 0 to 10, and never before it is asked', () => {
    const asked = [...scored('5'), ask(null).happened().events];
    given(asked).when('ask_recommendation', {}, by.system, {}).thenRefused('nothing_to_do');
    const answered = given(asked).when('recommend', { score: '10' }, by.customer).happened();
    expect(answered.ticket?.recommendation).toEqual({ askedAt: START, score: 10 });
    given(asked).when('recommend', { score: '11' }, by.customer).thenRefused('wrong_score');
    given(scored('5')).when('recommend', { score: '10' }, by.customer).thenRefused('nothing_to_rate');
  });
});
