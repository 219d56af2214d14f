import { describe, expect, test } from '@jest/globals';
import {
  by,
  customer,
  directoryOf,
  given,
  registration,
  registrationUpTo,
  START,
  sopCalled,
} from '../support/given.js';

const sop = registration.key;
const fields = { company_name: ' 杭州青禾科技 ', phone: '138-0013 8000' };

describe('opening a ticket', () => {
  test('a requester who answers the intake has a ticket, titled by the SOP', () => {
    given([])
      .when('open', { sop, fields }, by.customer)
      .then({
        type: 'ticketOpened',
        by: 'requester:r1',
        title: '杭州青禾科技',
        state: 'awaiting_payment',
        category: 'pending',
        queue: 'registration',
        requesterId: 'r1',
        priority: 'P3',
        fields: { company_name: '杭州青禾科技', phone: '13800138000' },
        limit: null,
        parent: null,
      });
  });

  test('what is missing of the intake is asked for, all at once', () => {
    given([]).when('open', { sop }, by.customer).thenAsks('company_name', 'phone');
    given([])
      .when('open', { sop, fields: { phone: '13800138000' } }, by.lin)
      .thenAsks('company_name');
  });

  test('a wrong answer is named by its field, and nothing is opened', () => {
    given([])
      .when('open', { sop, fields: { ...fields, phone: '110' } }, by.customer)
      .thenWrong('phone', 'wrong_phone', { got: '110' });
  });

  test('a requester cannot fill what staff fill later', () => {
    given([])
      .when('open', { sop, fields: { ...fields, licence_no: 'L' } }, by.customer)
      .thenWrong('licence_no', 'unknown_input');
  });

  test('a member opens on behalf of a requester, in their own team only', () => {
    given([])
      .when('open', { sop, fields, requesterId: 'r1' }, by.lin)
      .then({ requesterId: 'r1', by: 'member:lin' });
    given([]).when('open', { sop, fields, requesterId: 'r1' }, by.li).thenRefused('other_team');
    given([]).when('open', { sop, fields, requesterId: 'r1' }, by.chen).thenRefused('not_allowed');
  });

  test('one requester cannot open in the name of another', () => {
    given([]).when('open', { sop, fields, requesterId: 'r1' }, by.stranger).thenRefused('not_yours');
  });

  test('a hand-over brings what it knows and is not asked; what the second SOP has no place for stays behind', () => {
    const tax = sopCalled('tax-setup');
    const handed = {
      sop: tax.key,
      fields: { ...fields, licence_no: 'L' },
      requesterId: 'r1',
      parent: 3,
      orderRef: 'O-1',
    };
    given([], { sop: tax })
      .when('open', handed, by.system)
      .then({ type: 'ticketOpened', by: 'system', parent: 3, orderRef: 'O-1', queue: 'tax' });
    given([], { sop: tax })
      .when('open', { ...handed, fields: {} }, by.system)
      .thenRefused('fields_missing', { holder: expect.anything() });
  });

  test('a ticket is of the customer its requester belongs to, and so is what follows from it', () => {
    const requester = { ...customer, customerId: 'C-1' };
    given([]).when('open', { sop, fields }, by.customer, { requester }).then({ customerId: 'C-1' });
    given([]).when('open', { sop, fields }, by.customer).then({ customerId: null });

    const history = registrationUpTo
      .assigned()
      .map((events) =>
        events.map((event) => (event.type === 'ticketOpened' ? { ...event, customerId: 'C-1' } : event)),
      );
    const { reactions } = given(history)
      .when('advance', { transition: 'finish', licence_no: '91330106MA2CFGRT5Q' }, by.zhou)
      .happened();
    expect(reactions.commands[0]?.input).toMatchObject({ sop: 'tax-setup', customerId: 'C-1' });
  });

  test('the desk itself may name the customer; people may not', () => {
    const named = { sop, fields, requesterId: 'r1', customerId: 'C-2' };
    given([]).when('open', named, by.system).then({ customerId: 'C-2' });
    for (const actor of [by.customer, by.lin])
      given([]).when('open', named, actor).thenRefused('unknown_input', { input: 'customerId' });
  });

  test('a limit starts with the first state that has one', () => {
    const it = sopCalled('it-helpdesk');
    const answers = { problem: '打印机卡纸', place: '三楼', urgency: '不急，有空再看' };
    given([], { sop: it })
      .when('open', { sop: it.key, fields: answers }, by.customer)
      .then({
        title: '三楼 · 打印机卡纸',
        fields: { ...answers, urgency: 'minor' },
        limit: {
          dueAt: START + 30 * 60_000,
          warnAt: START + 20 * 60_000,
          warnedAt: null,
          lateAt: null,
          lateReason: false,
        },
      });
  });

  test('no personal value gets into the title', () => {
    const careless = { ...registration, subject: '{company_name} {phone}' };
    given([], { sop: careless }).when('open', { sop, fields }, by.customer).then({ title: '杭州青禾科技' });
  });

  test('the team and the requester are shown the ticket, and the reminders of its first state are set', () => {
    const { reactions, ticket } = given([]).when('open', { sop, fields }, by.customer).happened();
    expect(ticket).toMatchObject({ version: 1, events: 1, visit: 1, assigneeId: null });
    expect(reactions).toEqual({
      conversation: null,
      notices: [],
      timers: [{ rule: 'sop:unpaid', visit: 1, occurrence: 1, dueAt: START + 2 * 3_600_000 }],
      voidVisits: [],
      voidRules: [],
      commands: [],
      unsaid: [],
      stages: [],
      group: { members: [], closed: false },
      asks: [],
      posts: [
        { to: 'team', id: 'registration' },
        { to: 'requester', id: 'r1' },
      ],
    });
  });

  test('a queue whose team is gone still takes the ticket', () => {
    const directory = { ...directoryOf(), teams: new Map() };
    const { reactions } = given([], { directory }).when('open', { sop, fields }, by.customer).happened();
    expect(reactions.posts).toEqual([{ to: 'requester', id: 'r1' }]);
  });
});
