/** Who is on leave is neither given nor offered anything, and whoever stands in may act for them. */
import { describe, expect, test } from '@jest/globals';
import { available, availableInGroup } from '../../src/tickets/available.js';
import { recipients } from '../../src/tickets/recipients.js';
import {
  by,
  DAY,
  directoryOf,
  factsFor,
  given,
  START,
  staff,
  registrationUpTo as upTo,
} from '../support/given.js';

/** This week; START is its Monday. */
const away = (...ids: readonly string[]) =>
  directoryOf(
    staff.map((one) =>
      ids.includes(one.id)
        ? { ...one, preferences: { leave: { from: '2026-03-02', until: '2026-03-06', delegate: 'lin' } } }
        : one,
    ),
  );
const AFTER = START + 5 * DAY;

describe('somebody on leave', () => {
  const world = { directory: away('zhou') };

  test('is given no ticket by assigning, by a step, or by confirming what was proposed before', () => {
    given(upTo.review())
      .when('assign', { to: '周明' }, by.wang, world)
      .thenWrong('to', 'absent_person', { person: { person: 'member:zhou' } });
    given(upTo.checked())
      .when('advance', { transition: 'assign', to: 'zhou' }, by.lin, world)
      .thenWrong('to', 'absent_person');
    given(upTo.proposed()).when('confirm', {}, by.wang, world).thenWrong('to', 'absent_person');
    given(upTo.review())
      .when('assign', { to: '周明' }, by.wang, { ...world, now: AFTER })
      .then({ type: 'ticketAssigned', to: 'zhou' });
  });

  test('claims nothing', () => {
    given(upTo.review())
      .when('claim', {}, by.zhou, world)
      .thenRefused('on_leave', {
        until: { date: '2026-03-06' },
      });
    given(upTo.review())
      .when('claim', {}, by.zhou, { ...world, now: AFTER })
      .then({ type: 'ticketAssigned' });
  });

  test('is no second hand: without another one a step cannot be proposed', () => {
    const outcome = given(upTo.checked()).when('advance', { transition: 'assign', to: 'lin' }, by.lin, {
      directory: away('zhou', 'wang'),
    });
    outcome.thenRefused('no_checker');
    const { reactions } = given(upTo.checked())
      .when('advance', { transition: 'assign', to: 'lin' }, by.lin, world)
      .happened();
    expect(reactions.notices[0]?.params.checkers).toEqual([{ person: 'member:wang' }]);
  });

  test('offers nothing in the group, where somebody else is there', () => {
    const ticket = given(upTo.proposed()).ticket;
    if (!ticket) throw new Error('expected a ticket');
    const confirm = (directory: ReturnType<typeof away>) =>
      availableInGroup(ticket, factsFor(by.system, { directory })).find(({ action }) => action === 'confirm');
    expect(confirm(away('zhou'))?.reason).toBeNull();
    expect(confirm(away('zhou', 'wang'))?.reason?.refused).toBe('maker_not_checker');
  });

  test('inherits nothing: what was left behind goes to a lead who is there, or to the queue', () => {
    const handover = (directory: ReturnType<typeof away>) =>
      given(upTo.assigned()).when('handover', { from: 'zhou' }, by.system, { directory });
    handover(away()).then({ type: 'ticketAssigned', to: 'wang' });
    handover(away('wang')).then({ type: 'ticketUnassigned' });
  });

  test('keeps their tickets, on which the one who stands in may act, and nobody else', () => {
    const finish = { transition: 'finish', licence_no: 'L-9' };
    const ticket = given(upTo.assigned()).when('advance', finish, by.lin, world).happened().ticket;
    expect(ticket.assigneeId).toBe('zhou');
    given(upTo.assigned())
      .when('advance', finish, by.lin, { ...world, now: AFTER })
      .thenRefused('not_allowed');
    given(upTo.assigned())
      .when('assign', { to: 'lin' }, by.lin, world)
      .then({ type: 'ticketAssigned', to: 'lin', by: 'member:lin' });
    const offered = available(ticket, factsFor(by.zhou, world)).map(({ action }) => action);
    expect(offered).toContain('reply');
  });

  test('is still named as who it is for: whom it reaches is found out when it is told', () => {
    const ticket = given(upTo.assigned()).ticket;
    if (!ticket) throw new Error('expected a ticket');
    expect(recipients('assignee', ticket, factsFor(by.system, world))).toEqual([
      { to: 'member', id: 'zhou' },
    ]);
  });
});

describe('what a notice is about', () => {
  test('a passed limit is urgent, a warning is not; a reply is neither switched off with them', () => {
    const kinds = (type: string, input: object, actor: Parameters<typeof factsFor>[0], now = START) =>
      given(upTo.assigned())
        .when(type, { ...input }, actor, { now })
        .happened()
        .reactions.notices.map(({ kind }) => kind);
    const { limit, visit } = given(upTo.assigned()).ticket ?? {};
    expect(kinds('warn', { visit }, by.system, limit?.warnAt ?? 0)).toContainEqual({
      ...{ class: 'reminders', urgent: false },
    });
    for (const kind of kinds('expire', { visit }, by.system, limit?.dueAt ?? 0))
      expect(kind.urgent).toBe(true);
    expect(kinds('reply', { text: '好了吗' }, by.customer)).toEqual([{ class: 'replies', urgent: false }]);
    expect(kinds('reply', { text: '好了' }, by.zhou)).toEqual([{ class: null, urgent: false }]);
  });
});
