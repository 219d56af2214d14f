/** 撤销: within a minute what somebody did is as if it had not been, unless something rests on it. */
import { describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/people/people.js';
import { available } from '../../src/tickets/available.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import {
  by,
  DAY,
  factsFor,
  further,
  given,
  type History,
  type Line,
  MINUTE,
  replay,
  START,
  registrationUpTo as upTo,
} from '../support/given.js';

const SOON = START + 20_000;
const having = (history: History, ...lines: readonly Line[]) => given(further(history, lines));
const undone = (history: History, line: Line, now = SOON) =>
  having(history, line).when('undo', {}, line.actor, { now }).happened();
/** What an undo must bring back: everything but what counts what happened. */
const standing = (ticket: Ticket | null) => {
  if (!ticket) throw new Error('expected a ticket');
  const { version, events, last, undoable, visit, enteredAt, shift, facts, ...rest } = ticket;
  const { stayedMinutes, firstResponseAt, ...counted } = facts;
  return { ...rest, facts: counted };
};
const acts: Readonly<Record<string, readonly [History, Line]>> = {
  assignment: [upTo.review(), { type: 'assign', input: { to: 'zhou' }, actor: by.wang }],
  claim: [upTo.review(), { type: 'claim', actor: by.lin }],
  tick: [upTo.review(), { type: 'tick', input: { item: 'names_match' }, actor: by.lin }],
  untick: [upTo.checked(), { type: 'untick', input: { item: 'names_match' }, actor: by.zhou }],
  step: [upTo.review(), { type: 'advance', input: { transition: 'reject', reason: '不清' }, actor: by.lin }],
  proposal: [upTo.checked(), { type: 'advance', input: { transition: 'assign', to: 'zhou' }, actor: by.lin }],
  'second hand': [upTo.proposed(), { type: 'confirm', actor: by.wang }],
  no: [upTo.proposed(), { type: 'decline', input: { reason: '换个人' }, actor: by.wang }],
  hold: [upTo.review(), { type: 'hold', input: { reason: '等' }, actor: by.lin }],
  watch: [upTo.review(), { type: 'watch', actor: by.chen }],
};

describe('an undo', () => {
  test.each(Object.entries(acts))('of a %s leaves the ticket as it was', (_, [history, line]) => {
    const { ticket } = undone(history, line);
    expect(standing(ticket)).toEqual(standing(replay(history)));
    expect(ticket.version).toBe((replay(history)?.version ?? 0) + 2);
  });

  test('is offered while it can be done: not once something rests on the act, nor after the minute', () => {
    const ticked = further(upTo.review(), [{ type: 'tick', input: { item: 'names_match' }, actor: by.lin }]);
    const rested = further(ticked, [
      { type: 'untick', input: { item: 'names_match' }, actor: by.zhou, now: START + 1_000 },
    ]);
    const offered = (history: History, now: number) =>
      available(replay(history) as Ticket, factsFor(by.lin, { now })).some(({ action }) => action === 'undo');
    expect([offered(ticked, SOON), offered(ticked, START + MINUTE + 1), offered(rested, SOON)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('is an event of its own: nothing of the history is edited', () => {
    const [history, line] = acts.step as (typeof acts)[string];
    const { events } = undone(history, line);
    expect(events).toEqual([
      expect.objectContaining({
        type: 'actUndone',
        by: 'member:lin',
        version: 4,
        what: 'ticketMoved',
        recalled: false,
      }),
    ]);
  });

  test('of a step gives the stay back its own clocks, and voids those of the one that is left', () => {
    const { ticket, reactions } = undone(upTo.review(), (acts.step as (typeof acts)[string])[1]);
    const was = replay(upTo.review());
    expect(ticket).toMatchObject({ state: 'review', visit: 5, enteredAt: SOON, limit: was?.limit });
    expect(reactions.voidVisits).toEqual([4]);
    expect(reactions.timers).toEqual([
      { rule: 'warn', visit: 5, occurrence: 1, dueAt: was?.limit?.warnAt },
      { rule: 'limit', visit: 5, occurrence: 1, dueAt: was?.limit?.dueAt },
    ]);
    expect(reactions.stages).toEqual([]);
  });

  test('of a step shifts no reminder', () => {
    const pay = {
      type: 'advance',
      input: { transition: 'pay', payment_ref: 'P' },
      actor: by.wang,
      now: START + 30 * MINUTE,
    };
    const { reactions } = undone(upTo.awaitingPayment(), pay, START + 30 * MINUTE + 20_000);
    expect(reactions.timers).toEqual([
      { rule: 'sop:unpaid', visit: 3, occurrence: 1, dueAt: START + 120 * MINUTE },
    ]);
  });

  test('of a hold lets the clocks run as if they had never stood', () => {
    const { reactions } = undone(upTo.review(), (acts.hold as (typeof acts)[string])[1]);
    const { limit } = replay(upTo.review()) as Ticket;
    expect(reactions.timers.map(({ dueAt }) => dueAt)).toEqual([limit?.warnAt, limit?.dueAt]);
    expect(reactions.voidRules).toContain('hold');
  });

  test('knows the same of what was done whether it was lived through or read from a history', () => {
    const now = START + 9 * DAY;
    const late: Line = { type: 'expire', input: { visit: 3 }, actor: by.system, now };
    const held: Line = { type: 'hold', input: { reason: '等' }, actor: by.lin, now };
    // No time passed in the hold: the limit is written anew as it was.
    const resumed: Line = { type: 'resume', actor: by.wang, now };
    const history = further(upTo.review(), [late, held, resumed]);
    const lived = replay(history);
    const read = replay(JSON.parse(JSON.stringify(history)) as History);
    expect(lived?.undoable.at(-1)?.before).not.toHaveProperty('limit');
    expect(read).toEqual(lived);
  });

  test('takes back what it had said to nobody yet, and says so to a requester who has heard it', () => {
    const [history, line] = acts.step as (typeof acts)[string];
    const early = undone(history, line, START + 9_999);
    expect(early.reactions.unsaid).toEqual([4]);
    expect(early.events[0]).toMatchObject({ recalled: true });
    const requesters = (notices: readonly { to: { to: string }; say: string }[]) =>
      notices.filter(({ to }) => to.to === 'requester').map(({ say }) => say);
    expect(requesters(early.reactions.notices)).toEqual([]);
    expect(requesters(undone(history, line, START + 10_000).reactions.notices)).toEqual([
      'notice.undone_requester',
    ]);
  });

  test('of a merge brings the duplicate back to life, and cuts the other end', () => {
    const other = { ...(replay(upTo.assigned()) as Ticket), id: 8 };
    const merged = [
      ...upTo.review(),
      given(upTo.review()).when('merge', { ticket: 8 }, by.lin, { other }).happened().events,
    ];
    const { ticket, reactions } = given(merged).when('undo', {}, by.lin, { now: SOON }).happened();
    expect(standing(ticket)).toEqual(standing(replay(upTo.review())));
    expect(reactions.commands).toMatchObject([
      { type: 'relate', ticketId: 8, input: { kind: 'duplicate', gone: true, requesterId: 'r1' } },
    ]);
  });
});

describe('what can be undone', () => {
  const tick = (item: string, actor: Actor): Line => ({ type: 'tick', input: { item }, actor });

  test("one's own newest act, beside what others do meanwhile", () => {
    const both = having(upTo.review(), tick('names_match', by.lin), tick('scan_readable', by.zhou));
    const { ticket } = both.when('undo', {}, by.lin, { now: SOON }).happened();
    expect(Object.keys(ticket.checklist)).toEqual(['scan_readable']);
    both.when('undo', {}, by.wang, { now: SOON }).thenRefused('nothing_to_undo');
  });

  test('one act after the other, the newest first', () => {
    const two = further(upTo.review(), [tick('names_match', by.lin), tick('scan_readable', by.lin)]);
    const once = further(two, [{ type: 'undo', actor: by.lin, now: SOON }]);
    expect(Object.keys(replay(once)?.checklist ?? {})).toEqual(['names_match']);
    const twice = further(once, [{ type: 'undo', actor: by.lin, now: SOON }]);
    expect(replay(twice)?.checklist).toEqual({});
    given(twice).when('undo', {}, by.lin, { now: SOON }).thenRefused('nothing_to_undo');
  });

  test('nothing that a later act rests on: who did it is named', () => {
    const step = (acts.step as (typeof acts)[string])[1];
    having(upTo.review(), step, {
      type: 'advance',
      input: { transition: 'submit' },
      actor: by.customer,
    })
      .when('undo', {}, by.lin, { now: SOON })
      .thenRefused('undo_rested', { by: { person: 'requester:r1' }, what: { message: 'event.ticketMoved' } });
  });

  test('nothing of a stay that is over', () => {
    const held = further(upTo.review(), [{ type: 'hold', input: { reason: '等' }, actor: by.lin }]);
    const resume: Line = { type: 'resume', actor: by.lin };
    const untick: Line = { type: 'untick', input: { item: 'names_match' }, actor: by.lin };
    const reject = { type: 'advance', input: { transition: 'reject', reason: '不清' }, actor: by.zhou };
    for (const history of [further(held, [resume, reject]), further(upTo.checked(), [untick, reject])])
      given(history)
        .when('undo', {}, by.lin, { now: SOON })
        .thenRefused('undo_rested', {
          by: { person: 'member:zhou' },
        });
  });

  test('no step that opened another ticket', () => {
    given(upTo.registered())
      .when('undo', {}, by.zhou, { now: SOON })
      .thenRefused('undo_rested', {
        what: { message: 'event.partSplit' },
      });
  });

  test('no words that were sent, and nothing after a minute', () => {
    having(upTo.review(), tick('names_match', by.lin), {
      type: 'reply',
      input: { text: '好' },
      actor: by.lin,
    })
      .when('undo', {}, by.lin, { now: SOON })
      .thenRefused('not_undoable', { what: { message: 'event.replied' } });
    const ticked = having(upTo.review(), tick('names_match', by.lin));
    ticked.when('undo', {}, by.lin, { now: START + MINUTE }).then({ type: 'actUndone' });
    ticked.when('undo', {}, by.lin, { now: START + MINUTE + 1 }).thenRefused('undo_late');
  });

  test('nothing by whoever is no member, or is with us no more', () => {
    given(upTo.review()).when('undo', {}, by.customer).thenRefused('not_allowed');
    given(upTo.review()).when('undo', {}, by.old).thenRefused('inactive_member');
  });
});
