import { describe, expect, test } from '@jest/globals';
import {
  by,
  further,
  given,
  HOUR,
  registration,
  START,
  scan,
  story,
  TICKET_ID,
  registrationUpTo as upTo,
} from '../support/given.js';

const late = { now: START + 5.5 * HOUR };
const lateReasons = [
  { value: 'authority', label: { 'zh-CN': '政府部门办理慢', en: 'The authority was slow' } },
];

describe('taking a step', () => {
  test('the hook moves the ticket on, filling the field the step waits for and noting the order', () => {
    given(upTo.awaitingPayment())
      .when(
        'advance',
        { transition: 'pay', payment_ref: 'P-1', orderRef: 88, amount: '1200.5', channel: 'wx' },
        by.payment,
      )
      .then(
        { type: 'orderPaid', orderRef: '88', amount: 1200.5, by: 'source:payment' },
        { type: 'fieldsFilled', fields: { payment_ref: 'P-1' } },
        {
          type: 'ticketMoved',
          from: 'awaiting_payment',
          to: 'awaiting_documents',
          queue: 'registration',
          told: ['payment_received', 'spot_check_notice'],
          limit: null,
        },
      );
  });

  test('the word, the label and the name of the state it leads to mean the step, in any language and width', () => {
    for (const said of ['submit', '提交资料', '交资料', 'SUBMIT  documents', '资料审核', 'Review'])
      given(upTo.awaitingDocuments())
        .when('advance', { transition: said, id_scan: [scan()] }, by.customer)
        .then({ type: 'fieldsFilled' }, { type: 'ticketMoved', to: 'review' });
  });

  test('nobody skips a step, whoever they are', () => {
    for (const actor of [by.lin, by.wang, by.root, by.system, by.payment])
      given(upTo.awaitingPayment())
        .when('advance', { transition: 'finish' }, actor)
        .thenRefused('not_from_here');
    given(upTo.awaitingPayment())
      .when('advance', { transition: 'submit' }, by.customer)
      .thenRefused('not_from_here');
  });

  test('to a requester there is no step but theirs, and no ticket but theirs', () => {
    for (const transition of ['finish', '驳回', 'approve'])
      given(upTo.review()).when('advance', { transition }, by.customer).thenRefused('unknown_step');
    for (const transition of ['finish', 'close'])
      given(upTo.registered()).when('advance', { transition }, by.stranger).thenRefused('unknown_ticket');
    given(upTo.review()).when('tick', {}, by.stranger).thenRefused('unknown_ticket');
  });

  test('a requester is told the team that could do it, a member the people', () => {
    const claimed = (actor: (typeof by)[keyof typeof by]) => given(upTo.review()).when('claim', {}, actor);
    claimed(by.customer).thenRefused('not_allowed', {
      holder: [{ text: { 'zh-CN': '注册组', en: 'Registration' } }],
    });
    claimed(by.chen).thenRefused('not_allowed', {
      holder: ['lin', 'zhou', 'wang'].map((id) => ({ person: `member:${id}` })),
    });
  });

  test('only whom the SOP names may take it: a manager watches, and so does an administrator', () => {
    for (const actor of [by.chen, by.wang])
      given(upTo.review())
        .when('advance', { transition: 'reject', reason: '不清' }, actor)
        .thenRefused('not_allowed');
    given(upTo.review())
      .when('advance', { transition: 'reject', reason: '不清' }, by.root)
      .thenRefused('other_team');
    given(upTo.assigned())
      .when('advance', { transition: 'finish', licence_no: 'L' }, by.lin)
      .thenRefused('not_allowed', {
        holder: [{ person: 'member:zhou' }],
      });
  });

  test('a missing field is asked of whoever may fill it', () => {
    given(upTo.awaitingDocuments())
      .when('advance', { transition: 'submit' }, by.customer)
      .thenAsks('id_scan');
    given(upTo.awaitingPayment()).when('advance', { transition: 'pay' }, by.wang).thenAsks('payment_ref');
  });

  test('rejecting without a reason opens the form; an empty reason is none', () => {
    given(upTo.review()).when('advance', { transition: 'reject' }, by.lin).thenAsks('reason');
    given(upTo.review()).when('advance', { transition: 'reject', reason: '  ' }, by.lin).thenAsks('reason');
    given(upTo.review())
      .when('advance', { transition: 'reject', reason: '证件反光' }, by.lin)
      .then({ type: 'ticketMoved', to: 'awaiting_documents', input: { reason: '证件反光' }, told: [] });
  });

  test('an input the step does not know is named', () => {
    given(upTo.review())
      .when('advance', { transition: 'reject', reason: 'x', resaon: 'y' }, by.lin)
      .thenWrong('resaon', 'unknown_input');
  });

  test('a step taken from an older card is refused with what changed, and by whom', () => {
    given(upTo.checked())
      .when('advance', { transition: 'reject', reason: 'x' }, by.zhou, { seen: 4 })
      .thenRefused('stale', { by: { person: 'member:lin' } });
    given(upTo.checked())
      .when('advance', { transition: 'reject', reason: 'x' }, by.zhou, { seen: 5 })
      .happened();
    // A note, or a reminder, changes nothing that the step rests on.
    given(further(upTo.checked(), [{ type: 'note', input: { text: '客户很急' }, actor: by.wang }]))
      .when('advance', { transition: 'reject', reason: 'x' }, by.zhou, { seen: 5 })
      .happened();
    // Words carry no version, and neither does the link in a notice.
    given(upTo.checked())
      .when('advance', { transition: 'reject', reason: 'x' }, by.zhou, { seen: 0 })
      .happened();
  });

  test('a resolved ticket can be reopened for seven days, and goes back to whoever worked on it', () => {
    const { ticket } = given(upTo.registered())
      .when('advance', { transition: 'reopen', reason: '名称错了' }, by.customer, {
        now: START + 7 * 24 * HOUR,
      })
      .happened();
    expect(ticket).toMatchObject({
      state: 'assigned',
      assigneeId: 'zhou',
      facts: { reopens: 1, resolvedAt: null },
    });
  });

  test('closed is final', () => {
    given(upTo.closed())
      .when('advance', { transition: 'reopen', reason: 'x' }, by.customer)
      .thenRefused('ticket_closed', { ticket: TICKET_ID });
  });

  test('the stay is counted in working minutes', () => {
    // Friday 17:00 to Monday 10:00 is an hour and an hour.
    const friday = START + 4 * 24 * HOUR + 8 * HOUR;
    const history = story(
      [
        {
          type: 'open',
          input: { sop: registration.key, fields: { company_name: '青禾', phone: '13800138000' } },
          actor: by.customer,
        },
        { type: 'advance', input: { transition: 'pay', payment_ref: 'P' }, actor: by.wang },
      ],
      { now: friday },
    );
    given(history)
      .when('advance', { transition: 'submit', id_scan: [scan()] }, by.customer, {
        now: START + 7 * 24 * HOUR + HOUR,
      })
      .then({ type: 'fieldsFilled' }, { type: 'ticketMoved', minutes: 120 });
  });
});

describe('a late step', () => {
  const rejecting = { transition: 'reject', reason: '证件反光' };

  test('at the limit a reason is demanded, a second before it is not', () => {
    given(upTo.review())
      .when('advance', rejecting, by.lin, { now: late.now - 1000 })
      .happened();
    given(upTo.review()).when('advance', rejecting, by.lin, late).thenAsks('reason', 'late_reason');
  });

  test('the reason is kept with the move, and lateness counts even if its alarm has not rung yet', () => {
    const outcome = given(upTo.review()).when(
      'advance',
      { ...rejecting, late_reason: '系统故障' },
      by.lin,
      late,
    );
    outcome.then(
      { type: 'limitPassed', by: 'system' },
      { type: 'ticketMoved', lateReason: '系统故障', lateNote: null },
    );
    expect(outcome.happened().ticket.facts.breaches).toBe(1);
    // They are moving already: nobody is hurried after the fact.
    expect(outcome.happened().reactions.notices.map(({ say }) => say)).toEqual(['say.review_rejected']);
  });

  test('a house with a list of reasons offers it, and takes words of their own all the same', () => {
    const world = { ...late, lateReasons };
    given(upTo.review())
      .when('advance', rejecting, by.lin, world)
      .thenAsks('reason', 'late_reason', 'late_note');
    given(upTo.review())
      .when('advance', { ...rejecting, late_reason: '政府部门办理慢', late_note: '网站维护' }, by.lin, world)
      .then({ type: 'limitPassed' }, { lateReason: 'authority', lateNote: '网站维护' });
    given(upTo.review())
      .when('advance', { ...rejecting, late_reason: '下暴雨' }, by.lin, world)
      .then({ type: 'limitPassed' }, { lateReason: '下暴雨' });
  });

  test('a reason given in time is not kept', () => {
    given(upTo.review())
      .when('advance', { ...rejecting, late_reason: '系统故障' }, by.lin)
      .then({ type: 'ticketMoved', lateReason: null });
  });
});
