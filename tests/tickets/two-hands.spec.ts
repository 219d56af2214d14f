import { describe, expect, test } from '@jest/globals';
import { by, directoryOf, given, HOUR, START, staff, registrationUpTo as upTo } from '../support/given.js';

describe('a step that takes two hands', () => {
  test('the first person only proposes: nothing moves, nobody outside is told', () => {
    const outcome = given(upTo.checked()).when('advance', { transition: 'assign', to: '周明' }, by.lin);
    outcome.then({
      type: 'transitionProposed',
      transition: 'assign',
      input: { to: 'zhou' },
      by: 'member:lin',
    });
    const { ticket, reactions } = outcome.happened();
    expect(ticket).toMatchObject({
      state: 'review',
      assigneeId: null,
      proposal: { by: 'lin', transition: 'assign' },
    });
    expect(reactions.notices).toMatchObject([
      {
        to: { to: 'team', id: 'registration' },
        say: 'notice.proposed',
        actions: ['confirm', 'decline'],
        params: {
          maker: { person: 'member:lin' },
          checkers: [{ person: 'member:wang' }, { person: 'member:zhou' }],
        },
      },
    ]);
  });

  test('another eligible person confirms, and what was proposed happens', () => {
    const outcome = given(upTo.proposed()).when('confirm', {}, by.wang);
    outcome.then(
      { type: 'ticketAssigned', to: 'zhou', by: 'member:wang' },
      {
        type: 'ticketMoved',
        to: 'assigned',
        input: { to: 'zhou' },
        proposedBy: 'member:lin',
        by: 'member:wang',
      },
    );
    expect(outcome.happened().ticket).toMatchObject({ proposal: null, assigneeId: 'zhou', checklist: {} });
  });

  test('the maker cannot confirm, nor anybody without the role', () => {
    given(upTo.proposed()).when('confirm', {}, by.lin).thenRefused('maker_not_checker');
    given(upTo.proposed()).when('confirm', {}, by.chen).thenRefused('not_allowed');
    given(upTo.proposed()).when('confirm', {}, by.customer).thenRefused('not_allowed');
    given(upTo.proposed()).when('confirm', {}, by.old).thenRefused('inactive_member');
  });

  test('conditions are looked at again: an item unticked meanwhile stops the confirmation', () => {
    const { ticket, ...meanwhile } = given(upTo.proposed());
    expect(ticket?.proposal).not.toBeNull();
    const { events } = meanwhile.when('untick', { item: 'names_match' }, by.zhou).happened();
    given([...upTo.proposed(), events])
      .when('confirm', {}, by.wang)
      .thenRefused('checklist_open');
  });

  test('whoever was named and has left since is not assigned', () => {
    const directory = directoryOf(staff.map((one) => (one.id === 'zhou' ? { ...one, active: false } : one)));
    given(upTo.proposed()).when('confirm', {}, by.wang, { directory }).thenWrong('to', 'inactive_person');
  });

  test('a checker cannot exchange what was proposed', () => {
    given(upTo.proposed())
      .when('confirm', { to: 'lin' }, by.wang)
      .then({ to: 'zhou' }, { input: { to: 'zhou' } });
  });

  test('when the limit passed after the proposal, the checker gives the reason', () => {
    const now = START + 6 * HOUR;
    given(upTo.proposed()).when('confirm', {}, by.wang, { now }).thenAsks('late_reason');
    given(upTo.proposed())
      .when('confirm', { late_reason: '等复核' }, by.wang, { now })
      .then({ type: 'limitPassed' }, { type: 'ticketAssigned' }, { lateReason: '等复核' });
  });

  test('the team reads why it is late in words, not in the values of the list', () => {
    const lateReasons = [{ value: 'workload', label: { 'zh-CN': '人手不足', en: 'Too much work at once' } }];
    const { reactions } = given(upTo.checked())
      .when('advance', { transition: 'assign', to: 'zhou', late_reason: '人手不足' }, by.lin, {
        now: START + 6 * HOUR,
        lateReasons,
      })
      .happened();
    expect(JSON.stringify(reactions.notices[0]?.params.given)).toContain(lateReasons[0]?.label['zh-CN']);
  });

  test('the checker declines with a reason, which the maker hears', () => {
    const outcome = given(upTo.proposed()).when('decline', { reason: '换个人' }, by.wang);
    outcome.then({ type: 'proposalDropped', transition: 'assign', reason: '换个人' });
    expect(outcome.happened().reactions.notices).toMatchObject([
      { to: { to: 'member', id: 'lin' }, say: 'notice.proposal_declined', params: { reason: '换个人' } },
    ]);
    expect(outcome.happened().ticket).toMatchObject({ proposal: null, state: 'review' });
  });

  test('the maker takes it back, and the team need not look any more', () => {
    const { reactions } = given(upTo.proposed()).when('decline', {}, by.lin).happened();
    expect(reactions.notices).toMatchObject([
      { to: { to: 'team', id: 'registration' }, say: 'notice.proposal_withdrawn' },
    ]);
  });

  test('a second proposal waits for the first; a step with one hand ends it', () => {
    given(upTo.proposed())
      .when('advance', { transition: 'assign', to: 'lin' }, by.wang)
      .thenRefused('already_proposed');
    const { ticket } = given(upTo.proposed())
      .when('advance', { transition: 'reject', reason: 'x' }, by.zhou)
      .happened();
    expect(ticket.proposal).toBeNull();
  });

  test('without a second person nothing can be proposed', () => {
    const directory = directoryOf(staff.filter(({ id }) => !['wang', 'zhou'].includes(id)));
    given(upTo.checked(), { directory })
      .when('advance', { transition: 'assign', to: 'lin' }, by.lin)
      .thenRefused('no_checker');
  });
});
