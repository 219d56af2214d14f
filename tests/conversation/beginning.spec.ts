/** How an intake begins: for whom, out of which words, and past the tickets that are like it. */
import { describe, expect, test } from '@jest/globals';
import type { Dialogue } from '../../src/conversation/dialogue-state.js';
import { START } from '../support/given.js';
import { asMember, contextOf, heard, says, saysInGroup, taps } from './talk.js';

const begins = { sop: 'it-helpdesk', said: '打印机又卡了' };
const similar = (tickets: readonly number[], said = begins.said): { dialogue: Dialogue } => ({
  dialogue: { kind: 'similar', begins: { ...begins, said }, tickets, startedAt: START },
});

describe('an intake says how it begins, so that open tickets like it can be shown first', () => {
  test('with the words, the category and whom it is for', () => {
    expect(says('报修 打印机卡纸')).toMatchObject({
      kind: 'ask',
      begins: { sop: 'it-helpdesk', said: '打印机卡纸' },
    });
    expect(says('打印机坏了')).toMatchObject({
      begins: { categoryPath: 'fault.computer', said: '打印机坏了' },
    });
    const dialogue: Dialogue = { kind: 'draft', text: '卡纸', for: 'r2', startedAt: START };
    expect(taps('start:0:0:it-helpdesk', { ...asMember(), dialogue })).toMatchObject({
      dialogue: { requesterId: 'r2', answers: { problem: '卡纸' } },
      begins: { requesterId: 'r2' },
    });
  });

  test('and a later question of it begins nothing', () => {
    const first = says('报修 打印机卡纸');
    if (first.kind !== 'ask') throw new Error('expected a question');
    expect(says('三楼', { dialogue: first.dialogue })).not.toHaveProperty('begins');
  });
});

describe('D1: to tickets that are like it one answers', () => {
  const added = {
    kind: 'command',
    type: 'reply',
    ticketId: 7,
    input: { text: '打印机又卡了' },
    endsDialogue: true,
  };

  test('就是这个: what was said is added, by a requester as a reply and by a member as a note', () => {
    expect(taps('same:7:0', similar([7, 8]))).toEqual(added);
    expect(says('就是这个', similar([7]))).toEqual(added);
    expect(taps('same:7:0', { ...asMember(), ...similar([7]) })).toEqual({ ...added, type: 'note' });
  });

  test('and where nothing was said but the kind of matter, the ticket is shown', () => {
    expect(taps('same:7:0', similar([7], ''))).toEqual({
      ...{ kind: 'query', query: { kind: 'ticket', ticketId: 7 } },
      endsDialogue: true,
    });
  });

  test('仍要新建: the intake goes on where it was, and nothing is looked for again', () => {
    for (const intent of [taps('anew:0:0', similar([7])), says('仍要新建', similar([7]))]) {
      expect(intent).toMatchObject({ kind: 'ask', dialogue: { answers: { problem: '打印机又卡了' } } });
      expect(intent).not.toHaveProperty('begins');
    }
  });

  test('with a number where there are no buttons', () => {
    const menu = { values: ['same:7:0', 'same:8:0', 'anew:0:0'], shownAt: START };
    const bare = { ...similar([7, 8]), menu };
    expect(says('2', bare)).toMatchObject({ type: 'reply', ticketId: 8 });
    expect(says('3', bare)).toMatchObject({ kind: 'ask', question: { sop: 'it-helpdesk' } });
    expect(says('取消', bare)).toEqual({ kind: 'cancelled' });
  });

  test('a press on a ticket that was not shown, or on a card that is over, adds nothing', () => {
    const over = { refusal: { refused: 'question_over' } };
    expect(taps('same:9:0', similar([7]))).toMatchObject(over);
    expect(taps('same:7:0')).toMatchObject(over);
    expect(taps('anew:0:0')).toMatchObject(over);
  });
});

describe('A1: a member opens a ticket for somebody', () => {
  const named = (...splits: readonly (readonly [string, string])[]) => ({
    ...{ kind: 'open_for' },
    who: { kind: 'named', splits: splits.map(([who, said]) => ({ who, said })) },
  });

  test.each([
    ['替张三建单 打印机坏了', ['张三', '打印机坏了']],
    ['替 青禾科技 建单：打印机坏了，很急', ['青禾科技', '打印机坏了，很急']],
    ['给李四开单', ['李四', '']],
    ['open for Acme: the printer is jammed', ['Acme', 'the printer is jammed']],
  ] as const)('%s', (text, split) => {
    expect(says(text, asMember())).toEqual(named(split));
  });

  test('in English without a mark the longest name comes first', () => {
    expect(says('open for Li Lei printer', asMember())).toEqual(
      named(['Li Lei printer', ''], ['Li Lei', 'printer'], ['Li', 'Lei printer']),
    );
  });

  test('who asks for themselves, a requester, and colleagues among themselves open nothing for anybody', () => {
    expect(says('帮我建单', asMember())).not.toMatchObject({ kind: 'open_for' });
    expect(says('替张三建单 打印机坏了')).not.toMatchObject({ kind: 'open_for' });
    expect(saysInGroup('替张三建单', asMember())).toEqual({ kind: 'nothing' });
    expect(saysInGroup('建单', asMember())).toEqual({ kind: 'nothing' });
    expect(taps('open_for:0:0:r2')).toMatchObject({ refusal: { refused: 'button_unreadable' } });
  });
});

describe('A1: a message that is answered with 建单 is the ticket', () => {
  const quoting = (text: string, changes: Parameters<typeof contextOf>[0] = {}, alone = true) =>
    heard(
      { kind: 'text', text, quoted: { text: '三楼断网了', account: 'zhang' } },
      contextOf(changes),
      alone,
    );

  test('of whoever answers their own, with what is added below it', () => {
    expect(quoting('建单')).toMatchObject({ begins: { categoryPath: 'fault.network', said: '三楼断网了' } });
    expect(quoting('建单 很急')).toMatchObject({ begins: { said: '三楼断网了\n很急' } });
  });

  test('of whoever said it, where a member answers, in a group as well', () => {
    const who = { kind: 'speaker', account: 'zhang', said: '三楼断网了' };
    expect(quoting('建单', asMember(), false)).toEqual({ kind: 'open_for', who });
    expect(quoting('替李四建单', asMember())).toMatchObject({
      who: { splits: [{ who: '李四', said: '三楼断网了' }] },
    });
  });

  test('other words in answer to a message mean what they always mean', () => {
    expect(quoting('帮助')).toEqual({ kind: 'query', query: { kind: 'help' } });
  });
});
