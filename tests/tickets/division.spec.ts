/** B11: the work of a project is divided before it begins; each part has an owner, collaborators, a standard and a day. */
import { describe, expect, test } from '@jest/globals';
import {
  by,
  DAY,
  directoryOf,
  further,
  given,
  START,
  staff,
  registrationUpTo as upTo,
} from '../support/given.js';
import { asked, divided, dividing, project, whole } from './divided.js';

const reject = { transition: 'reject', reason: '不清' };
const told = (outcome: ReturnType<typeof asked>) =>
  outcome.happened().reactions.notices.map(({ say, to }) => `${to.id} ${say}`);
const friday = Date.parse('2026-03-06T09:00:00+08:00');
const due = { rule: 'part:1', visit: 3, occurrence: 1, dueAt: friday, date: '2026-03-06' };

describe('B11: the list', () => {
  test.each(['owner', 'collaborators', 'standard', 'due'])(
    'with a part that lacks its %s holds the step',
    (key) => {
      const { [key as 'due']: _, ...rest } = whole;
      asked(divided(rest), 'advance', reject, by.lin).thenRefused('division_lacks', {
        parts: [{ params: { what: [{ message: `division.${key}` }] } }],
      });
    },
  );

  test('holds the step while it is empty, and lets it go when every part has all it must', () => {
    asked(upTo.review(), 'advance', reject, by.lin).thenRefused('division_empty');
    expect(asked(divided(whole), 'advance', reject, by.lin).happened().ticket.state).toBe(
      'awaiting_documents',
    );
    asked(divided(whole, { part: '文案' }), 'advance', reject, by.lin).thenRefused('division_lacks');
  });

  test('takes nobody for an answer where nobody else is needed', () => {
    const { ticket } = asked(
      upTo.review(),
      'divide',
      { part: '主图', ...whole, collaborators: '无' },
      by.lin,
    ).happened();
    expect(ticket.division).toMatchObject([{ owner: 'zhou', collaborators: [] }]);
  });

  test('asks anew who helps, when whoever did becomes the owner', () => {
    const { ticket } = asked(divided(whole), 'divide', { part: '1', owner: '林晓' }, by.lin).happened();
    expect(ticket.division).toMatchObject([{ owner: 'lin', collaborators: null }]);
  });

  test('is written by whoever works on the ticket, of the people of its team', () => {
    const { type, input } = dividing(whole);
    for (const actor of [by.customer, by.chen, by.audrey, by.payment])
      expect(asked(upTo.review(), type, input ?? {}, actor).decision).toHaveProperty('refused');
    asked(upTo.review(), 'divide', { part: '主图', owner: 'li' }, by.lin).thenWrong('owner', 'not_in_team');
    asked(upTo.review(), 'divide', { part: '主图', collaborators: '周明、李强' }, by.lin).thenWrong(
      'collaborators',
      'unknown_person',
    );
    asked(upTo.review(), 'divide', { part: '主图', due: '改天' }, by.lin).thenWrong('due', 'wrong_date');
    asked(upTo.closed(), type, input ?? {}, by.lin).thenRefused('ticket_closed');
  });

  test('asks for all of a new part, and of an old one for what it lacks, or for all anew', () => {
    asked(upTo.review(), 'divide', {}, by.lin).thenAsks('part', 'owner', 'collaborators', 'standard', 'due');
    const { due: _, ...rest } = whole;
    asked(divided(rest), 'divide', { part: '1' }, by.lin).thenAsks('due');
    asked(divided(whole), 'divide', { part: '主图' }, by.lin).thenAsks(
      ...['owner', 'collaborators', 'standard', 'due'],
    );
    asked(divided(whole), 'undivide', {}, by.lin).thenAsks('part');
    asked(divided(whole), 'divide', { part: '7', due: '2026-03-09' }, by.lin).thenRefused('unknown_part');
  });
});

describe('B11: whoever has a part in it', () => {
  test('is told what is theirs, and watches from then on', () => {
    const outcome = asked(upTo.review(), 'divide', { part: '主图', ...whole }, by.wang);
    expect(told(outcome)).toEqual(['zhou notice.part_owner', 'lin notice.part_with']);
    const { ticket, reactions } = outcome.happened();
    expect(ticket.watchers).toEqual(['member:zhou', 'member:lin']);
    expect(reactions.notices[0]?.params).toMatchObject({
      ...{ owner: { person: 'member:zhou' }, standard: '白底 800×800', due: { date: '2026-03-06' } },
    });
  });

  test('is told when they are out of it, and hears of no part that did not change', () => {
    const two = divided(whole, { ...whole, part: '文案', owner: '林晓', collaborators: '无' });
    expect(told(asked(two, 'divide', { part: '1', owner: 'lin', collaborators: '无' }, by.wang))).toEqual([
      'zhou notice.part_gone',
      'lin notice.part_owner',
    ]);
    expect(told(asked(two, 'undivide', { part: '2' }, by.wang))).toEqual(['lin notice.part_gone']);
    asked(two, 'divide', { part: '1', ...whole }, by.wang).thenRefused('nothing_to_do');
  });

  test('says that it is done, and whoever has the ticket hears so; said anew, it is to be done anew', () => {
    const owned = further(
      upTo.assigned(),
      [dividing({ ...whole, owner: '林晓', collaborators: '无' })],
      project,
    );
    expect(told(asked(owned, 'part_done', {}, by.lin))).toEqual(['zhou notice.part_done']);
    const done = further(owned, [{ type: 'part_done', actor: by.lin }], project);
    const finish = { transition: 'finish', licence_no: 'L-9' };
    expect(asked(done, 'advance', finish, by.zhou).happened().ticket.state).toBe('registered');
    const anew = further(done, [dividing({ standard: '透明底' }, by.zhou)], project);
    asked(anew, 'advance', finish, by.zhou).thenRefused('division_open');
  });
});

describe('B11: the day on which a part is due', () => {
  test('wakes its owner once that morning; another day sets it anew, done or removed it is void', () => {
    const { reactions } = asked(upTo.review(), 'divide', { part: '主图', ...whole }, by.lin).happened();
    expect(reactions.timers).toEqual([due]);
    const other = asked(divided(whole), 'divide', { part: '1', due: '2026-03-09' }, by.lin).happened();
    expect(other.reactions.voidRules).toEqual(['part:1']);
    expect(other.reactions.timers).toEqual([{ ...due, dueAt: friday + 3 * DAY, date: '2026-03-09' }]);
    for (const [type, actor] of [
      ['part_done', by.zhou],
      ['undivide', by.lin],
    ] as const)
      expect(asked(divided(whole), type, { part: '1' }, actor).happened().reactions).toMatchObject({
        ...{ voidRules: ['part:1'], timers: [] },
      });
    const ring = { no: 1, visit: 3, date: '2026-03-06' };
    asked(divided(whole), 'remind_part', ring, by.system, friday - 1).thenRefused('not_due');
    expect(told(asked(divided(whole), 'remind_part', ring, by.system, friday))).toEqual([
      'zhou notice.part_due',
    ]);
    const reminded = further(
      divided(whole),
      [{ type: 'remind_part', input: ring, actor: by.system, now: friday }],
      project,
    );
    asked(reminded, 'remind_part', ring, by.system, friday).thenRefused('timer_over', { rule: 'part:1' });
  });

  test('goes with the ticket to its next stay, and rests when the ticket does', () => {
    const moved = asked(divided(whole), 'advance', reject, by.lin).happened();
    expect(moved.reactions.timers).toContainEqual({ ...due, visit: 4 });
    const done = further(upTo.assigned(), [dividing(whole), { type: 'part_done', actor: by.zhou }], project);
    const finished = asked(done, 'advance', { transition: 'finish', licence_no: 'L-9' }, by.zhou).happened();
    expect(finished.reactions.timers.some(({ rule }) => rule.startsWith('part:'))).toBe(false);
  });

  test('is told to whoever has the ticket, where the owner is of its team no more', () => {
    const people = directoryOf(staff.map((one) => (one.id === 'zhou' ? { ...one, teams: ['it'] } : one)));
    const { reactions } = given(divided(whole), { ...project, directory: people })
      .when('remind_part', { no: 1, visit: 3, date: '2026-03-06' }, by.system, { now: friday })
      .happened();
    expect(reactions.notices.map(({ say, to }) => `${to.id} ${say}`)).toEqual([
      'registration notice.part_due',
    ]);
  });

  test('comes back with a part whose removal is undone, and whoever has it hears so', () => {
    const removed = further(
      divided(whole),
      [{ type: 'undivide', input: { part: '1' }, actor: by.lin }],
      project,
    );
    const { ticket, reactions } = asked(removed, 'undo', {}, by.lin, START + 30_000).happened();
    expect(ticket.division).toMatchObject([{ no: 1, owner: 'zhou', collaborators: ['lin'] }]);
    expect(reactions.timers).toEqual([due]);
    expect(reactions.notices.map(({ say }) => say)).toContain('notice.part_owner');
  });
});

describe('B11: a part of somebody who leaves or is away', () => {
  const open = divided({ ...whole, due: '2026-03-20' }, { part: '文案', ...whole, owner: '林晓' });

  test('goes to whoever stands in, who hears of it with everything else; a part that is done stays', () => {
    const done = further(open, [{ type: 'part_done', input: { part: '2' }, actor: by.lin }], project);
    const { ticket, reactions } = given(done, project)
      .when('handover', { from: 'zhou', to: 'lin', until: '2026-03-06' }, by.system)
      .happened();
    expect(ticket.division).toMatchObject([{ owner: 'lin', collaborators: [] }, { owner: 'lin' }]);
    expect(reactions.notices).toEqual([]);
    given(done, project)
      .when('handover', { from: 'lin', to: 'zhou' }, by.system)
      .thenRefused('nothing_to_do');
  });

  test('of somebody who is with us no more goes to the lead, and each is told; without a lead it lacks an owner', () => {
    const { ticket, reactions } = given(open, project)
      .when('handover', { from: 'zhou' }, by.system)
      .happened();
    expect(ticket.division[0]).toMatchObject({ owner: 'wang' });
    expect(reactions.notices).toContainEqual(
      expect.objectContaining({ to: { to: 'member', id: 'wang' }, say: 'notice.part_owner' }),
    );
    const leaderless = { ...project, directory: directoryOf(staff.filter(({ id }) => id !== 'wang')) };
    const left = given(open, leaderless).when('handover', { from: 'zhou' }, by.system).happened().ticket;
    expect(left.division[0]).toMatchObject({ owner: null });
  });
});
