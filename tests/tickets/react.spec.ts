/** What follows when a ticket moves: who is told what, with which words to fill in. */
import { describe, expect, test } from '@jest/globals';
import {
  by,
  given,
  registration,
  START,
  sopCalled,
  story,
  registrationUpTo as upTo,
} from '../support/given.js';

describe('telling people', () => {
  test('payment brings the two texts of the state, the first with its button, to the requester', () => {
    const { reactions } = given(upTo.awaitingPayment())
      .when('advance', { transition: 'pay', payment_ref: 'P-1' }, by.payment)
      .happened();
    expect(reactions.notices.map(({ to, say, links }) => [to.to, say, links])).toEqual([
      ['requester', 'say.payment_received', ['submit']],
      ['requester', 'say.spot_check_notice', []],
    ]);
  });

  test('what a state says on the way out is said by every way out, before the step itself speaks', () => {
    const { review } = registration.states;
    if (!review) throw new Error('expected the state review');
    const leave = [
      { tell: 'requester', say: 'spot_check_notice', once: true },
      { tell: 'queue', say: 'unpaid', once: false },
    ] as const;
    const sop = { ...registration, states: { ...registration.states, review: { ...review, leave } } };
    const { reactions } = given(upTo.review(), { sop })
      .when('advance', { transition: 'reject', reason: '证件反光' }, by.lin)
      .happened();
    // The one that was told on entering the state before, once in the ticket's life, is not said again.
    expect(reactions.notices.map(({ to, say }) => [to.to, say])).toEqual([
      ['team', 'say.unpaid'],
      ['requester', 'say.review_rejected'],
    ]);
  });

  test('a text marked once is not said again when the state is entered again', () => {
    const { reactions, ticket } = given(upTo.review())
      .when('advance', { transition: 'reject', reason: '证件反光' }, by.lin)
      .happened();
    expect(reactions.notices.map(({ say }) => say)).toEqual(['say.review_rejected']);
    expect(ticket.told).toEqual(['payment_received', 'spot_check_notice']);
  });

  test('every text is given who serves, what comes next, the inputs of the step and no personal field', () => {
    const { reactions } = given(upTo.review())
      .when('advance', { transition: 'reject', reason: '证件反光' }, by.lin)
      .happened();
    const [notice] = reactions.notices;
    expect(notice).toMatchObject({ tone: 'warning', links: ['submit'], audience: 'requester' });
    expect(notice?.params).toEqual({
      ticket: 7,
      title: '杭州青禾科技',
      company_name: '杭州青禾科技',
      payment_ref: 'P-1',
      licence_no: '',
      reason: '证件反光',
      state: { text: { 'zh-CN': '待提交资料', en: 'Awaiting documents' } },
      next: { text: { 'zh-CN': '资料审核中', en: 'We are checking your documents' } },
      assignee: { text: { 'zh-CN': '注册组', en: 'Registration' } },
      requester: { person: 'requester:r1' },
      queue: { text: { 'zh-CN': '公司注册', en: 'Company registration' } },
    });
  });

  test('the second hand agrees: the requester hears who serves them, the maker that it is done, the assignee gets the card', () => {
    const { reactions } = given(upTo.proposed()).when('confirm', {}, by.wang).happened();
    expect(reactions.notices.map(({ to, say }) => [to.id, say])).toEqual([
      ['zhou', 'notice.assigned'],
      ['r1', 'say.assigned'],
      ['lin', 'notice.confirmed'],
    ]);
    expect(reactions.notices[1]?.params).toMatchObject({
      assignee: { person: 'member:zhou' },
      to: { person: 'member:zhou' },
      state: { text: { 'zh-CN': '办理中' } },
      next: { text: { 'zh-CN': '注册完成' } },
    });
    expect(reactions.posts).toEqual([{ to: 'member', id: 'zhou' }]);
  });

  test('whoever the ticket now waits for is told, though the SOP says nothing to them', () => {
    const { reactions } = given(upTo.awaitingDocuments())
      .when(
        'advance',
        { transition: 'submit', id_scan: [{ id: 'f', name: 'f', type: 'image/png', size: 1 }] },
        by.customer,
      )
      .happened();
    expect(reactions.notices.map(({ to, say }) => [to.id, say])).toEqual([
      ['r1', 'say.documents_received'],
      ['registration', 'notice.your_turn'],
    ]);
  });

  test('nobody is told of a turn they took themselves, or were told of by the SOP', () => {
    const it = sopCalled('it-helpdesk');
    const history = story(
      [
        {
          type: 'open',
          input: { sop: it.key, fields: { problem: '卡纸', place: '三楼', urgency: 'minor' } },
          actor: by.customer,
        },
        { type: 'claim', actor: by.li },
        { type: 'advance', input: { transition: 'start' }, actor: by.li },
        { type: 'advance', input: { transition: 'ask', question: '哪一台' }, actor: by.li },
      ],
      { sop: it },
    );
    const started = given(history.slice(0, 2), { sop: it })
      .when('advance', { transition: 'start' }, by.li)
      .happened();
    expect(started.reactions.notices.map(({ say }) => say)).toEqual(['say.it_started']);
    const answered = given(history, { sop: it })
      .when('advance', { transition: 'answer', answer: '左边' }, by.customer)
      .happened();
    expect(answered.reactions.notices.map(({ to, say }) => [to.id, say])).toEqual([
      ['li', 'say.it_answered'],
    ]);
  });
});

describe('handing over', () => {
  test('a ticket that is finished again after it was opened again hands over nothing again', () => {
    const first = given(upTo.assigned()).when(
      'advance',
      { transition: 'finish', licence_no: 'L-9' },
      by.zhou,
    );
    expect(first.happened().reactions.commands).toHaveLength(1);
    const reopened = given(upTo.registered())
      .when('advance', { transition: 'reopen', reason: '地址写错了' }, by.customer)
      .happened();
    const { reactions, ticket } = given([...upTo.registered(), reopened.events])
      .when('advance', { transition: 'finish' }, by.zhou)
      .happened();
    expect(ticket.state).toBe('registered');
    expect(reactions.commands).toEqual([]);
    expect(reactions.notices.map(({ say }) => say)).toContain('say.registered');
  });

  test('the end of the first flow opens the second with what is known', () => {
    const { reactions } = given(upTo.assigned())
      .when('advance', { transition: 'finish', licence_no: 'L-9' }, by.zhou)
      .happened();
    expect(reactions.commands).toEqual([
      {
        type: 'open',
        input: {
          sop: 'tax-setup',
          fields: { company_name: '杭州青禾科技', phone: '13800138000' },
          requesterId: 'r1',
          parent: 7,
          priority: 'P3',
        },
        actor: { kind: 'system' },
      },
    ]);
    expect(reactions.notices[0]).toMatchObject({
      say: 'say.registered',
      tone: 'good',
      params: { licence_no: 'L-9' },
    });
  });

  test('the second ticket takes the command as it stands', () => {
    const { reactions } = given(upTo.assigned())
      .when('advance', { transition: 'finish', licence_no: 'L-9' }, by.zhou)
      .happened();
    const [command] = reactions.commands;
    given([], { sop: sopCalled('tax-setup') })
      .when(command?.type ?? '', command?.input, by.system)
      .then({ type: 'ticketOpened', parent: 7, requesterId: 'r1' });
  });
});

describe('what reports read', () => {
  test('the life of a ticket leaves its figures', () => {
    expect(given(upTo.closed()).ticket).toMatchObject({
      version: 9,
      visit: 6,
      facts: {
        firstResponseAt: START,
        resolvedAt: START,
        closedAt: START,
        reopens: 0,
        reassignments: 0,
        breaches: 0,
        stayedMinutes: 0,
        workMinutes: 0,
      },
      last: { by: 'requester:r1', what: 'ticketMoved', at: START },
    });
    expect(registration.key).toBe('company-registration');
  });
});
