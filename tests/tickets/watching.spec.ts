/** Who hears what: watchers, notes, replies, nudges. */
import { describe, expect, test } from '@jest/globals';
import {
  by,
  directoryOf,
  further,
  given,
  MINUTE,
  START,
  registrationUpTo as upTo,
} from '../support/given.js';

const watched = further(upTo.review(), [
  { type: 'watch', actor: by.chen },
  { type: 'watch', input: { who: '周明' }, actor: by.lin },
]);
const assigned = further(upTo.assigned(), [{ type: 'watch', actor: by.lin }]);
const told = (outcome: ReturnType<ReturnType<typeof given>['when']>) =>
  outcome.happened().reactions.notices.map(({ say, to }) => `${to.to}:${to.id} ${say}`);

describe('a watcher', () => {
  test('whom a colleague names is told that they are one; who names themselves is not', () => {
    expect(told(given(upTo.review()).when('watch', { who: '周明' }, by.lin))).toEqual([
      'member:zhou notice.watching',
    ]);
    expect(told(given(upTo.review()).when('watch', {}, by.chen))).toEqual([]);
  });

  test('hears of a step once, unless they hear of it anyway or took it themselves', () => {
    const reject = { transition: 'reject', reason: '不清' };
    expect(told(given(watched).when('advance', reject, by.zhou, {}))).toEqual([
      'requester:r1 say.review_rejected',
      'member:chen notice.watched',
    ]);
    expect(told(given(watched).when('assign', { to: 'zhou' }, by.wang))).toEqual([
      'member:zhou notice.assigned',
      'requester:r1 notice.handler',
      'member:chen notice.watched',
    ]);
  });

  test('may do nothing for being one', () => {
    given(watched).when('advance', { transition: 'reject', reason: 'x' }, by.chen).thenRefused('not_allowed');
    given(watched).when('hold', { reason: 'x' }, by.chen).thenRefused('not_allowed');
  });

  test('hears no more after leaving, and is of the team', () => {
    const left = further(watched, [{ type: 'unwatch', actor: by.chen }]);
    expect(told(given(left).when('nudge', {}, by.customer))).not.toContain('member:chen notice.watched');
    given(upTo.review()).when('watch', {}, by.li).thenRefused('other_team');
    given(upTo.review()).when('watch', {}, by.customer).thenRefused('not_allowed');
    given(upTo.review()).when('watch', { who: 'li' }, by.lin).thenWrong('who', 'not_in_team');
  });

  test('hears nothing of a ticket that is not of their team any more', () => {
    const members = new Map(
      [...directoryOf().members].map(([id, one]) => [id, id === 'chen' ? { ...one, teams: ['it'] } : one]),
    );
    const directory = { ...directoryOf(), members };
    expect(told(given(watched, { directory }).when('note', { text: '客户很急' }, by.lin))).toEqual([
      'member:zhou notice.watched_text',
    ]);
  });
});

describe('words', () => {
  test('a note reaches the watchers and never the requester', () => {
    expect(told(given(assigned).when('note', { text: '客户很急' }, by.zhou))).toEqual([
      'member:lin notice.watched_text',
    ]);
  });

  test('a reply reaches the requester, and the watchers see it', () => {
    expect(told(given(assigned).when('reply', { text: '快好了' }, by.zhou))).toEqual([
      'requester:r1 notice.reply_from_member',
      'member:lin notice.watched_text',
    ]);
  });

  test("a requester's words reach the assignee and the watchers", () => {
    expect(told(given(assigned).when('reply', { text: '好了吗' }, by.customer))).toEqual([
      'member:zhou notice.reply_from_requester',
      'member:lin notice.watched_text',
    ]);
  });
});

describe('a nudge', () => {
  test('of the requester or the lead reaches whoever holds the ticket, with how often it was', () => {
    expect(told(given(upTo.assigned()).when('nudge', {}, by.customer))).toEqual([
      'member:zhou notice.nudged',
    ]);
    const twice = further(upTo.assigned(), [{ type: 'nudge', actor: by.customer }]);
    const { ticket, reactions } = given(twice)
      .when('nudge', {}, by.wang, { now: START + 30 * MINUTE })
      .happened();
    expect(ticket.nudged).toEqual({ count: 2, at: START + 30 * MINUTE, by: 'member:wang' });
    expect(reactions.notices[0]?.params).toMatchObject({ count: 2 });
    given(upTo.assigned()).when('nudge', {}, by.lin).thenRefused('not_allowed');
  });

  test('of the lead goes to the requester while it waits for them', () => {
    expect(told(given(upTo.awaitingDocuments()).when('nudge', {}, by.wang))).toEqual([
      'requester:r1 notice.nudge_requester',
    ]);
  });

  test('is refused again for half an hour, whoever sends it', () => {
    const once = given(further(upTo.assigned(), [{ type: 'nudge', actor: by.customer }]));
    once
      .when('nudge', {}, by.customer, { now: START + 30 * MINUTE - 1 })
      .thenRefused('nudged_lately', { count: 1 });
    once.when('nudge', {}, by.customer, { now: START + 30 * MINUTE }).then({ type: 'nudged' });
  });
});
