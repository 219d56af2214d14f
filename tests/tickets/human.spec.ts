/** 转人工 on a ticket: who is told, what the requester hears, and that nobody is called twice. */
import { describe, expect, test } from '@jest/globals';
import { by, further, given, HOUR, MINUTE, START, registrationUpTo as upTo } from '../support/given.js';

const told = (outcome: ReturnType<ReturnType<typeof given>['when']>) =>
  outcome.happened().reactions.notices.map(({ say, to }) => `${to.to}:${to.id} ${say}`);
const calls = (now: number, history = upTo.assigned()) =>
  given(history).when('human', {}, by.customer, { now });
const once = further(upTo.assigned(), [{ type: 'human', actor: by.customer }]);

describe('B13: a requester who calls for a person', () => {
  test('is passed on to the assignee, before there is one to the team, and hears that somebody comes', () => {
    expect(told(calls(START))).toEqual(['member:zhou notice.human_asked', 'requester:r1 notice.human_comes']);
    expect(told(calls(START, upTo.review()))).toEqual([
      'team:registration notice.human_asked',
      'requester:r1 notice.human_comes',
    ]);
  });

  test('hears outside of working hours when they begin again', () => {
    const { notices } = calls(START - HOUR).happened().reactions;
    expect(notices.at(-1)).toMatchObject({ say: 'notice.human_later', params: { at: { at: START } } });
  });

  test('within ten minutes calls nobody twice, but their words go on as a reply', () => {
    const soon = { now: START + 10 * MINUTE - 1 };
    given(once).when('human', {}, by.customer, soon).thenRefused('human_asked_lately');
    expect(told(given(once).when('human', { text: '在吗' }, by.customer, soon))).toEqual([
      'member:zhou notice.reply_from_requester',
    ]);
    expect(told(given(once).when('human', {}, by.customer, { now: START + 10 * MINUTE }))).toContain(
      'member:zhou notice.human_asked',
    );
  });

  test('is a requester of an open ticket, and nobody else', () => {
    given(upTo.assigned()).when('human', {}, by.lin).thenRefused('not_allowed');
    given(upTo.closed()).when('human', {}, by.customer).thenRefused('ticket_closed');
  });
});
