/** A colleague has the conversation with the requester: when it goes over, what is kept meanwhile, and when it comes back. */
import { describe, expect, test } from '@jest/globals';
import { by, further, given, type History, HOUR, START, registrationUpTo as upTo } from '../support/given.js';

const SYSTEM = { kind: 'system' } as const;
const withLin = further(upTo.assigned(), [
  { type: 'conversation', input: { is: 'given', to: 'lin' }, actor: SYSTEM },
]);
const inPool = further(upTo.assigned(), [
  { type: 'conversation', input: { is: 'given', to: null }, actor: SYSTEM },
]);
const resultOf = (outcome: ReturnType<ReturnType<typeof given>['when']>) => outcome.happened();
const told = (outcome: ReturnType<ReturnType<typeof given>['when']>) =>
  resultOf(outcome).reactions.notices.map(({ say, to }) => `${to.to}:${to.id} ${say}`);
const says = (history: History, input: object) =>
  given(history).when('overhear', { from: 'requester', member: null, text: '在吗', ...input }, SYSTEM);

describe('B13: it goes over', () => {
  test('when a requester calls for a person while people are at work, and not at night', () => {
    const call = (now: number) => resultOf(given(upTo.assigned()).when('human', {}, by.customer, { now }));
    expect(call(START).reactions.conversation).toBe('over');
    expect(call(START - HOUR).reactions.conversation).toBeNull();
  });

  test('to whoever takes the ticket while it is with somebody else', () => {
    const { reactions } = resultOf(given(inPool).when('assign', { to: 'lin' }, by.wang));
    expect(reactions.conversation).toBe('over');
    const same = resultOf(given(withLin).when('assign', { to: 'lin' }, by.wang));
    expect(same.reactions.conversation).toBeNull();
  });

  test('and whoever has the ticket hears that somebody waits, or who has them', () => {
    const hears = (to: string | null) =>
      told(given(upTo.assigned()).when('conversation', { is: 'given', to }, SYSTEM));
    expect(hears(null)).toEqual(['member:zhou notice.conversation_waits']);
    expect(hears('lin')).toEqual(['member:zhou notice.conversation_given']);
    expect(hears('zhou')).toEqual([]);
  });

  test('told again it is no news, and of a ticket that is settled it is none either', () => {
    given(withLin).when('conversation', { is: 'given', to: 'lin' }, SYSTEM).thenRefused('nothing_to_do');
    given(upTo.closed())
      .when('conversation', { is: 'given', to: 'lin' }, SYSTEM)
      .thenRefused('nothing_to_do');
  });

  test('or nobody can have it: the requester hears how it goes on, whoever has the ticket why', () => {
    const outcome = given(upTo.assigned()).when('conversation', { is: 'kept', reason: '没人在' }, SYSTEM);
    expect(told(outcome)).toEqual([
      'requester:r1 notice.conversation_kept',
      'member:zhou notice.conversation_refused',
    ]);
    expect(resultOf(outcome).ticket.assigneeId).toBe('zhou');
  });
});

describe('while a colleague has it', () => {
  test('what both say is kept under their names, and nobody is told', () => {
    const requester = says(withLin, {});
    expect(resultOf(requester).events).toMatchObject([{ type: 'replied', by: 'requester:r1', aside: true }]);
    expect(told(requester)).toEqual([]);
    const colleague = says(withLin, { from: 'member', member: 'lin', text: '在的' });
    expect(resultOf(colleague).events).toMatchObject([{ by: 'member:lin', text: '在的' }]);
    expect(told(colleague)).toEqual([]);
    expect(resultOf(colleague).ticket.facts.firstResponseAt).not.toBeNull();
    expect(resultOf(says(withLin, { from: 'member' })).events).toMatchObject([
      { by: 'system', from: 'member' },
    ]);
  });

  test('on a ticket that is over too', () => {
    expect(resultOf(says(upTo.closed(), {})).events).toMatchObject([{ type: 'replied' }]);
  });

  test('makes no button stale', () => {
    const { ticket } = resultOf(says(withLin, {}));
    expect(ticket.last?.what).not.toBe('replied');
  });
});

describe('it comes back', () => {
  test.each([
    ['staff', by.zhou],
    ['the requester', by.customer],
  ] as const)('when %s say so, and the requester hears where to go on', (_, actor) => {
    const outcome = given(withLin).when('end_human', {}, actor);
    expect(resultOf(outcome).reactions.conversation).toBe('back');
    expect(told(outcome)).toContain('requester:r1 notice.conversation_over');
    expect(resultOf(outcome).ticket).toMatchObject({ conversation: null, humanAskedAt: null });
  });

  test('when the platform says so, which need not be told', () => {
    const outcome = given(withLin).when('conversation', { is: 'returned' }, SYSTEM);
    expect(resultOf(outcome).reactions.conversation).toBeNull();
    expect(told(outcome)).toEqual([
      'requester:r1 notice.conversation_over',
      'member:zhou notice.conversation_returned',
    ]);
    given(upTo.assigned()).when('conversation', { is: 'returned' }, SYSTEM).thenRefused('nothing_to_do');
  });

  test('and the button for it stands on the ticket only while there is something to end', () => {
    given(upTo.assigned()).when('end_human', {}, by.zhou).thenRefused('no_human_here');
  });
});
