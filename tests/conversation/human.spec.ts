/** 转人工: where a call for a person goes, with a ticket and without one. */
import { describe, expect, test } from '@jest/globals';
import type { Dialogue } from '../../src/conversation/dialogue-state.js';
import { saidInto } from '../../src/sop/human.js';
import { START, sopCalled } from '../support/given.js';
import { about, asMember, says, saysInGroup, Talk } from './talk.js';

const called = { kind: 'command', type: 'human', ticketId: 7, input: {}, endsDialogue: true };
const opens = (words: string) => ({
  ...{ kind: 'command', type: 'open', endsDialogue: true },
  input: { sop: 'it-consult', fields: { topic: words }, human: words },
});

describe('B13: whoever has a ticket open calls the person who has it', () => {
  test.each(['转人工', '人工', '找人', 'Human'])('by %s', (word) => {
    expect(says(word, { openTickets: [7] })).toEqual(called);
    expect(says(word, about('review'))).toEqual(called);
  });

  test('of several the newest is meant, unless another is named', () => {
    expect(says('转人工', { openTickets: [9, 7] })).toEqual({ ...called, ticketId: 9 });
    expect(says('#7 转人工', { openTickets: [9, 7] })).toEqual(called);
  });

  test('with what is to be said to them', () => {
    expect(says('转人工 发票开错了', { openTickets: [7] })).toEqual({
      ...called,
      input: { text: '发票开错了' },
    });
  });

  test('and a member who says the word calls nobody', () => {
    expect(says('转人工', asMember())).toMatchObject({ kind: 'unknown' });
  });
});

describe('B13: whoever has none opens one in the SOP that the house names', () => {
  test('with what they said, now or just before, else with the word itself', () => {
    expect(says('转人工 退款流程是什么')).toEqual(opens('退款流程是什么'));
    const dialogue: Dialogue = { kind: 'draft', text: '退款流程是什么', startedAt: START };
    expect(says('转人工', { dialogue })).toEqual(opens('退款流程是什么'));
    expect(says('转人工')).toEqual(opens('转人工'));
  });

  test('in the middle of questions too: the word is no answer to them', () => {
    const talk = new Talk();
    talk.says('报修');
    expect(talk.says('转人工')).toEqual(opens('转人工'));
  });

  test('but what people say to each other in a group calls nobody', () => {
    expect(saysInGroup('人工')).toEqual({ kind: 'nothing' });
  });

  test('where the house names none they are shown what there is, and keep what they said', () => {
    expect(says('转人工 退款', { human: null })).toEqual({
      ...{ kind: 'query', query: { kind: 'welcome' }, draft: '退款' },
    });
  });

  test('what is longer than the question takes stands whole below it', () => {
    const long = '问'.repeat(150);
    const { topic, details } = saidInto(sopCalled('it-consult'), long) ?? {};
    expect(topic).toBe(`${'问'.repeat(99)}…`);
    expect(details).toBe(long);
    expect(saidInto(sopCalled('it-helpdesk'), long)).toBeNull();
  });
});
