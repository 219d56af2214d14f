/** Who is on leave is neither given nor offered anything, and whoever stands in may act for them. */
import { describe, expect, test } from '@jest/globals';
import { available, availableInGroup } from '../../src/tickets/available.js';
import { takesOver } from '../../src/tickets/in-place-of.js';
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
    const kinds = (
      type: string,
      input: object,
      actor: Parameters<typeof factsFor>[0],
      now = START,
      told?: string,
    ) =>
      given(upTo.assigned())
        .when(type, { ...input }, actor, { now })
        .happened()
        .reactions.notices.flatMap(({ kind, to }) => (told === undefined || to.to === told ? [kind] : []));
    const { limit, visit } = given(upTo.assigned()).ticket ?? {};
    expect(kinds('warn', { visit }, by.system, limit?.warnAt ?? 0)).toContainEqual({
      ...{ class: 'reminders', urgent: false },
    });
    const passed = kinds('expire', { visit }, by.system, limit?.dueAt ?? 0, 'member');
    expect(passed.map(({ urgent }) => urgent)).not.toContain(false);
    expect(passed).not.toEqual([]);
    expect(kinds('reply', { text: '好了吗' }, by.customer)).toEqual([{ class: 'replies', urgent: false }]);
    expect(kinds('reply', { text: '好了' }, by.zhou)).toEqual([{ class: null, urgent: false }]);
  });
});

describe('D5: what somebody who is away left open', () => {
  const world = { directory: away('zhou') };
  const leave = { from: 'zhou', until: '2026-03-06' };

  test('goes to whoever stands in, with a note on the ticket who is away and until when; no word for each', () => {
    const { ticket, reactions } = given(upTo.assigned(), world)
      .when('handover', { ...leave, to: 'lin' }, by.system)
      .happened();
    expect(ticket).toMatchObject({ assigneeId: 'lin', inPlaceOf: { of: 'zhou', until: '2026-03-06' } });
    expect(reactions.notices).toEqual([]);
    expect(reactions.posts).toEqual([{ to: 'member', id: 'lin' }]);
  });

  test('goes to the lead, who is told, where whoever was to have it is away by now', () => {
    const { ticket, reactions } = given(upTo.assigned(), { directory: away('zhou', 'lin') })
      .when('handover', { ...leave, to: 'lin' }, by.system)
      .happened();
    expect(ticket.assigneeId).toBe('wang');
    expect(reactions.notices).toMatchObject([{ to: { id: 'wang' }, say: 'notice.stood_in' }]);
  });

  test('goes back to the queue loudly where nobody is there', () => {
    const { ticket, reactions } = given(upTo.assigned(), { directory: away('zhou', 'lin', 'wang') })
      .when('handover', leave, by.system)
      .happened();
    expect(ticket.assigneeId).toBeNull();
    expect(reactions.notices).toMatchObject([{ to: { to: 'team' }, say: 'notice.left_behind_away' }]);
  });

  test('is nobody else’s to hand over, and not once somebody else has it; the note goes with the next assignment', () => {
    given(upTo.assigned(), world).when('handover', leave, by.wang).thenRefused('not_allowed');
    const handed = given(upTo.assigned(), world)
      .when('handover', { ...leave, to: 'lin' }, by.system)
      .happened();
    const after = [...upTo.assigned(), handed.events];
    given(after, world)
      .when('handover', { ...leave, to: 'lin' }, by.system)
      .thenRefused('nothing_to_do');
    const { ticket } = given(after, world).when('assign', { to: '王芳' }, by.lin).happened();
    expect(ticket).toMatchObject({ assigneeId: 'wang', inPlaceOf: null });
  });

  test('is chosen by who stands in, else by who is at work there and has the fewest, never of another team', () => {
    const facts = (...ids: readonly string[]) => ({
      ...factsFor(by.system, { directory: away(...ids) }),
      load: new Map([['lin', 2]]),
    });
    const who = (id: string) => staff.find((one) => one.id === id) as (typeof staff)[0];
    const taking = (queue: string, ...ids: readonly string[]) => {
      const { directory, ...rest } = facts(...ids);
      return takesOver(directory.members.get('zhou') ?? who('zhou'), queue, { ...rest, directory });
    };
    expect(taking('registration', 'zhou')).toBe('lin');
    expect(taking('registration', 'zhou', 'lin')).toBeNull();
    expect(taking('it', 'zhou')).toBe('li');
    expect(takesOver(who('lin'), 'registration', facts())).toBe('zhou');
  });
});

describe('an approval', () => {
  const proposed = upTo.proposed();

  test('of which nobody is left who could agree is told to the lead, once', () => {
    const nobody = { directory: away('zhou', 'wang') };
    const { ticket, reactions } = given(proposed, nobody).when('strand_approval', {}, by.system).happened();
    expect(reactions.notices).toMatchObject([{ to: { id: 'wang' }, say: 'notice.approval_stuck' }]);
    expect(ticket.last).toEqual(given(proposed).ticket?.last);
    const told = [
      ...proposed,
      given(proposed, nobody).when('strand_approval', {}, by.system).happened().events,
    ];
    given(told, nobody).when('strand_approval', {}, by.system).thenRefused('nothing_to_do');
  });

  test('that somebody there can still give is told to nobody', () => {
    given(proposed, { directory: away('zhou') })
      .when('strand_approval', {}, by.system)
      .thenRefused('nothing_to_do');
    given(upTo.review()).when('strand_approval', {}, by.system).thenRefused('nothing_to_do');
  });
});
