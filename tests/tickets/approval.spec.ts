/** 审批: who has to agree to a step, in whose place, until when, and for which later steps it counts as well. */
import { describe, expect, test } from '@jest/globals';
import { anotherOf } from '../../src/sop/approval.js';
import type { Approval, Sop } from '../../src/sop/sop.js';
import {
  by,
  DAY,
  directoryOf,
  further,
  given,
  type History,
  HOUR,
  MINUTE,
  member,
  START,
  story,
  registrationUpTo as upTo,
} from '../support/given.js';
import { asking } from './agreeing.js';

const away = { from: '2026-03-01', until: '2026-03-04' };
/** 林晓 proposes and answers to 王芳; 周明 works as well, 王芳 leads, 陈静 manages. */
const people = [
  { ...member('lin', ['registration'], ['agent']), leader: 'wang' },
  { ...member('zhou', ['registration'], ['agent']), leader: 'wang' },
  { ...member('wang', ['registration'], ['lead']), leader: 'chen' },
  member('chen', ['registration', 'tax'], ['manager']),
  member('gu', ['tax'], ['lead']),
];
const absent = (id: string, delegate: string) =>
  directoryOf(
    people.map((one) => (one.id === id ? { ...one, preferences: { leave: { ...away, delegate } } } : one)),
  );
const directory = directoryOf(people);
const proposing = { type: 'advance', input: { transition: 'assign', to: 'zhou' }, actor: by.lin };
const agreeing = (id: 'zhou' | 'wang' | 'chen' | 'lin') => ({ type: 'confirm', actor: by[id] });

/** Proposed, and agreed to by these. */
function proposed(sop: Sop, world: object = {}, ...ids: ('zhou' | 'wang' | 'chen')[]) {
  const all = { sop, directory, ...world };
  return given(story([proposing, ...ids.map(agreeing)], all, upTo.checked()), all);
}

describe('会签: how many agree, and in which order', () => {
  const all = asking({ by: ['role:lead', 'role:manager'], quorum: 'all' });

  test('everybody named has to agree: the step is taken with the last yes, not before', () => {
    const first = proposed(all).when('confirm', {}, by.chen);
    first.then({ type: 'stepAgreed', by: 'member:chen', transition: 'assign' });
    expect(first.happened().ticket.state).toBe('review');
    const last = proposed(all, {}, 'chen').when('confirm', {}, by.wang);
    expect(last.happened().events.at(-1)).toMatchObject({
      type: 'ticketMoved',
      proposedBy: 'member:lin',
      agreed: [{ by: 'chen' }, { by: 'wang' }],
    });
  });

  test('the others hear who agreed, how many have, and who is still asked', () => {
    const { notices } = proposed(all).when('confirm', {}, by.chen).happened().reactions;
    expect(notices).toMatchObject([
      {
        to: { to: 'team', id: 'registration' },
        say: 'notice.agreed',
        actions: ['confirm', 'decline'],
        params: { by: { person: 'member:chen' }, done: 1, of: 2, checkers: [{ person: 'member:wang' }] },
      },
    ]);
  });

  test('nobody agrees twice, and a button pressed on the card before another agreed still counts', () => {
    proposed(all, {}, 'chen')
      .when('confirm', {}, by.chen)
      .thenRefused('already_agreed', { holder: [{ person: 'member:wang' }] });
    const seen = proposed(all).ticket?.version ?? 0;
    expect(proposed(all, {}, 'chen').when('confirm', {}, by.wang, { seen }).happened().ticket.state).toBe(
      'assigned',
    );
  });

  test('a number asks for so many of them, whoever they are', () => {
    const two = asking({ by: ['role:lead', 'role:agent', 'role:manager'], quorum: 2 });
    proposed(two).when('confirm', {}, by.zhou).then({ type: 'stepAgreed' });
    expect(proposed(two, {}, 'zhou').when('confirm', {}, by.chen).happened().ticket.state).toBe('assigned');
  });

  test('in turn nobody is asked before those in front of them', () => {
    const turns = asking({ by: ['role:manager', 'leader'], quorum: 'all', inTurn: true });
    proposed(turns)
      .when('confirm', {}, by.wang)
      .thenRefused('not_your_turn', { holder: [{ person: 'member:chen' }] });
    expect(proposed(turns, {}, 'chen').when('confirm', {}, by.wang).happened().ticket.state).toBe('assigned');
  });

  test('one person holds one seat: a lead who manages as well leaves the other seat to another', () => {
    const directory = directoryOf([
      ...people.filter(({ id }) => id !== 'wang'),
      member('wang', ['registration'], ['lead', 'manager']),
    ]);
    const world = { directory };
    proposed(all, world).when('confirm', {}, by.wang).then({ type: 'stepAgreed' });
    expect(proposed(all, world, 'wang').when('confirm', {}, by.chen).happened().ticket.state).toBe(
      'assigned',
    );
  });
});

describe('who has a say', () => {
  test('one member by name, and the leader of whoever proposes; they are asked in person', () => {
    const named = asking({ by: ['member:chen', 'leader'], quorum: 'all' });
    const { notices } = given(upTo.checked(), { sop: named, directory })
      .when('advance', proposing.input, by.lin)
      .happened().reactions;
    expect(notices.map(({ to }) => to)).toEqual([
      { to: 'team', id: 'registration' },
      { to: 'member', id: 'chen' },
      { to: 'member', id: 'wang' },
    ]);
    proposed(named)
      .when('confirm', {}, by.zhou)
      .thenRefused('not_allowed', { holder: [{ person: 'member:chen' }, { person: 'member:wang' }] });
  });

  test('the proposer never counts, whatever role they hold', () => {
    proposed(asking({})).when('confirm', {}, by.lin).thenRefused('maker_not_checker');
    const self = asking({ by: ['member:lin'] });
    given(upTo.checked(), { sop: self, directory })
      .when('advance', proposing.input, by.lin)
      .thenRefused('no_checker', { roles: [{ person: 'member:lin' }] });
  });

  test('a member of another team has none, though they are named', () => {
    const outside = asking({ by: ['member:gu'] });
    given(upTo.checked(), { sop: outside, directory })
      .when('advance', proposing.input, by.lin)
      .thenRefused('no_checker');
  });

  test('where one of several cannot be spoken for, nothing is parked: the proposer hears who is missing', () => {
    const all = asking({ by: ['role:lead', 'role:manager'], quorum: 'all' });
    const noManager = directoryOf(people.filter(({ id }) => id !== 'chen'));
    given(upTo.checked(), { sop: all, directory: noManager })
      .when('advance', proposing.input, by.lin)
      .thenRefused('no_checker', { roles: [{ message: 'role.manager' }] });
  });
});

describe('代: in the place of somebody who is away', () => {
  const lead = asking({ by: ['role:lead'] });

  test('their delegate agrees for them, and is named so', () => {
    const world = { directory: absent('wang', 'zhou') };
    const outcome = proposed(lead, world).when('confirm', {}, by.zhou);
    expect(outcome.happened().events.at(-1)).toMatchObject({ agreed: [{ by: 'zhou', standsFor: 'wang' }] });
  });

  test('the proposer as the delegate still cannot', () => {
    given(upTo.checked(), { sop: lead, directory: absent('wang', 'lin') })
      .when('advance', proposing.input, by.lin)
      .thenRefused('no_checker');
  });

  test('an agreement counts once: who is back does not agree again to what was agreed in their name', () => {
    const two = asking({ by: ['role:lead', 'role:manager', 'role:agent'], quorum: 2 });
    const history = story(
      [proposing, agreeing('zhou')],
      { sop: two, directory: absent('wang', 'zhou') },
      upTo.checked(),
    );
    // 周明 has a say of their own: that is the one they use.
    expect(given(history).ticket?.proposal?.agreed).toMatchObject([{ by: 'zhou' }]);
    const all = asking({ by: ['role:lead', 'role:manager'], quorum: 'all' });
    const instead = story(
      [proposing, agreeing('zhou')],
      { sop: all, directory: absent('wang', 'zhou') },
      upTo.checked(),
    );
    given(instead, { sop: all, directory })
      .when('confirm', {}, by.wang)
      .thenRefused('not_allowed', { holder: [{ person: 'member:chen' }] });
  });
});

describe('a no', () => {
  test('says why', () => {
    proposed(asking({})).when('decline', {}, by.wang).thenAsks('reason');
  });

  test('of one is enough, whoever has agreed before', () => {
    const all = asking({ by: ['role:lead', 'role:manager'], quorum: 'all' });
    const outcome = proposed(all, {}, 'chen').when('decline', { reason: '换个人' }, by.wang);
    outcome.then({ type: 'proposalDropped', reason: '换个人' });
    expect(outcome.happened().ticket).toMatchObject({ proposal: null, state: 'review' });
  });

  test('takes the step of the SOP that leads where it says, with the reason', () => {
    const back = asking({ onReject: 'awaiting_documents' });
    const outcome = proposed(back).when('decline', { reason: '证件不清' }, by.wang);
    outcome.then(
      { type: 'proposalDropped', reason: '证件不清' },
      { type: 'ticketMoved', transition: 'reject', to: 'awaiting_documents', input: { reason: '证件不清' } },
    );
    expect(outcome.happened().reactions.notices).toContainEqual(
      expect.objectContaining({ to: { to: 'member', id: 'lin' }, say: 'notice.proposal_rejected' }),
    );
  });

  test('of the maker takes the proposal back, and the ticket stays', () => {
    const outcome = proposed(asking({ onReject: 'awaiting_documents' })).when('decline', {}, by.lin);
    outcome.then({ type: 'proposalDropped' });
  });
});

describe('until when', () => {
  const timed = asking({ by: ['role:agent'], within: { days: 1, ms: 0 }, expires: { days: 3, ms: 0 } });
  // A working day from nine o'clock ends at six.
  const due = START + 9 * HOUR;
  const ends = START + 2 * DAY + 9 * HOUR;

  test('working time counts, and what wakes for it ends with the proposal', () => {
    const { reactions } = given(upTo.checked(), { sop: timed, directory })
      .when('advance', proposing.input, by.lin)
      .happened();
    expect(reactions.timers).toMatchObject([
      { rule: 'approval', dueAt: due },
      { rule: 'approval_end', dueAt: ends },
    ]);
    const dropped = proposed(timed).when('decline', {}, by.lin).happened().reactions;
    expect(dropped.voidRules).toEqual(['approval', 'approval_end']);
  });

  test('who has not answered in time: whom they answer to hears it, once', () => {
    proposed(timed)
      .when('chase_approval', {}, by.system, { now: due - MINUTE })
      .thenRefused('not_due');
    const outcome = proposed(timed).when('chase_approval', {}, by.system, { now: due });
    outcome.then({ type: 'approvalOverdue', transition: 'assign' });
    expect(outcome.happened().reactions.notices).toMatchObject([
      {
        to: { to: 'member', id: 'wang' },
        say: 'notice.approval_overdue',
        params: { checkers: [{ person: 'member:zhou' }] },
      },
    ]);
    const chased = [
      ...story([proposing], { sop: timed, directory }, upTo.checked()),
      outcome.happened().events,
    ];
    given(chased, { sop: timed, directory })
      .when('chase_approval', {}, by.system, { now: due + HOUR })
      .thenRefused('timer_over');
  });

  test('nobody is left who could agree: the lead hears that, loudly', () => {
    const gone = directoryOf(people.map((one) => (one.id === 'zhou' ? { ...one, active: false } : one)));
    const { notices } = proposed(timed)
      .when('chase_approval', {}, by.system, { now: due, directory: gone })
      .happened().reactions;
    expect(notices).toMatchObject([
      {
        to: { to: 'member', id: 'wang' },
        say: 'notice.approval_stuck',
        tone: 'warning',
        kind: { urgent: true },
      },
    ]);
  });

  test('it lapses, and both sides hear so', () => {
    proposed(timed)
      .when('lapse_approval', {}, by.system, { now: ends - 1 })
      .thenRefused('not_due');
    const { ticket, reactions } = proposed(timed)
      .when('lapse_approval', {}, by.system, { now: ends })
      .happened();
    expect(ticket).toMatchObject({ proposal: null, state: 'review' });
    expect(reactions.notices.map(({ to, say }) => [to.id, say])).toEqual([
      ['lin', 'notice.proposal_lapsed'],
      ['registration', 'notice.proposal_lapsed'],
    ]);
    given(upTo.checked(), { sop: timed })
      .when('lapse_approval', {}, by.system, { now: ends })
      .thenRefused('timer_over');
  });

  test('while the ticket is held nobody is chased; what fell due meanwhile is due when it goes on', () => {
    const world = { sop: timed, directory };
    const held = story(
      [proposing, { type: 'hold', input: { reason: '等执照' }, actor: by.zhou }],
      world,
      upTo.checked(),
    );
    given(held, world).when('chase_approval', {}, by.system, { now: due }).thenRefused('timer_over');
    const { timers } = given(held, world)
      .when('resume', {}, by.zhou, { now: due + HOUR })
      .happened().reactions;
    expect(timers).toContainEqual(expect.objectContaining({ rule: 'approval', dueAt: due + HOUR }));
  });
});

describe('B4: one approval serves several steps', () => {
  const serving = (more: Partial<Approval> = {}, finish = anotherOf(['lead'])) =>
    asking({ by: ['role:lead'], serves: ['finish'], ...more }, finish);
  const finishing = { transition: 'finish', licence_no: 'L-9' };
  /** Assigned to 周明 with the agreement of 王芳. */
  const assigned = (sop: Sop): History =>
    story([proposing, agreeing('wang')], { sop, directory }, upTo.checked());

  test('the same person is not asked again; it is said which approval served, and whose', () => {
    const sop = serving();
    const outcome = given(assigned(sop), { sop, directory }).when('advance', finishing, by.zhou);
    expect(outcome.happened().events.at(-1)).toMatchObject({
      type: 'ticketMoved',
      to: 'registered',
      proposedBy: null,
      agreed: [{ by: 'wang', served: 'assign' }],
    });
    expect(outcome.happened().reactions.notices).toContainEqual(
      expect.objectContaining({ to: { to: 'member', id: 'zhou' }, say: 'notice.served' }),
    );
  });

  test('without it they are', () => {
    const sop = serving({ serves: [] });
    const { events } = given(assigned(sop), { sop, directory })
      .when('advance', finishing, by.zhou)
      .happened();
    expect(events.at(-1)).toMatchObject({ type: 'transitionProposed', transition: 'finish' });
  });

  test('of several only those are asked who have not agreed yet', () => {
    const sop = serving({}, { ...anotherOf(['lead', 'manager']), quorum: 'all' });
    const { ticket } = given(assigned(sop), { sop, directory })
      .when('advance', finishing, by.zhou)
      .happened();
    expect(ticket.proposal?.agreed).toMatchObject([{ by: 'wang', served: 'assign' }]);
    const pending = further(assigned(sop), [{ type: 'advance', input: finishing, actor: by.zhou }], {
      sop,
      directory,
    });
    given(pending, { sop, directory })
      .when('confirm', {}, by.wang)
      .thenRefused('already_agreed', { holder: [{ person: 'member:chen' }] });
    expect(given(pending, { sop, directory }).when('confirm', {}, by.chen).happened().ticket.state).toBe(
      'registered',
    );
  });

  test('a value that changed since voids it, one that was filled in for the first time does not', () => {
    const sop = serving();
    const world = { sop, directory };
    const mended = further(
      assigned(sop),
      [{ type: 'fill', input: { phone: '13900139000' }, actor: by.wang }],
      world,
    );
    expect(given(mended, world).when('advance', finishing, by.zhou).happened().events.at(-1)?.type).toBe(
      'transitionProposed',
    );
    const named = serving({ watch: ['company_name'] });
    const other = further(
      assigned(named),
      [{ type: 'fill', input: { phone: '13900139000' }, actor: by.wang }],
      { sop: named, directory },
    );
    expect(
      given(other, { sop: named, directory }).when('advance', finishing, by.zhou).happened().ticket.state,
    ).toBe('registered');
  });

  test('it does not count for the person who takes the later step, nor once they hold the role no more', () => {
    const sop = serving({}, anotherOf(['lead', 'manager']));
    const other = serving();
    const demoted = directoryOf(
      people.map((one) => (one.id === 'wang' ? { ...one, roles: ['agent'] } : one)),
    );
    given(assigned(other), { sop: other, directory: demoted })
      .when('advance', finishing, by.zhou)
      .thenRefused('no_checker');
    const toWang = { ...proposing, input: { transition: 'assign', to: 'wang' } };
    const own = story([toWang, agreeing('wang')], { sop, directory }, upTo.checked());
    const { events } = given(own, { sop, directory }).when('advance', finishing, by.wang).happened();
    expect(events.at(-1)?.type).toBe('transitionProposed');
  });

  test('undone, the step takes its approval along', () => {
    const sop = serving();
    const world = { sop, directory };
    const undone = further(assigned(sop), [{ type: 'undo', actor: by.wang }], world);
    expect(given(undone).ticket).toMatchObject({ state: 'review', approvals: [], proposal: { by: 'lin' } });
  });
});
