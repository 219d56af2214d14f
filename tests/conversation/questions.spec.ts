/** Intake and input, one question at a time: answers checked, ways out, kept when the person leaves. */
import { describe, expect, test } from '@jest/globals';
import { startInput } from '../../src/conversation/dialogue.js';
import { dateSaid } from '../../src/conversation/when.js';
import type { FileRef } from '../../src/platform/file.js';
import type { Field } from '../../src/sop/sop.js';
import { START } from '../support/given.js';
import { about, asMember, contextOf, heard, Talk, taps } from './talk.js';

const photo: FileRef = { id: 'f1', name: 'a.jpg', type: 'image/jpeg', size: 1000 };

describe('the intake of a ticket', () => {
  test('asks what the SOP asks, in its order, and ends in the command that opens the ticket', () => {
    const han = new Talk();
    han.asked(han.says('我要注册公司'), 'company_name', '1/2');
    han.asked(han.says('杭州青禾科技有限公司'), 'phone', '2/2');
    expect(han.says('138 0013 8000')).toEqual({
      kind: 'command',
      type: 'open',
      input: {
        sop: 'company-registration',
        fields: { company_name: '杭州青禾科技有限公司', phone: '13800138000' },
      },
      endsDialogue: true,
    });
  });

  test('a wrong answer is asked again, with what was wrong', () => {
    const han = new Talk();
    han.says('我要注册公司');
    han.says('杭州青禾');
    han.asked(han.says('12345'), 'phone', '2/2', 'wrong_phone');
    expect(han.says('13800138000')).toMatchObject({ kind: 'command', type: 'open' });
  });

  test('上一步 goes back, and what was answered later is not asked twice', () => {
    const han = new Talk();
    han.says('报修');
    han.says('打印机卡纸');
    han.asked(han.says('三楼'), 'urgency', '3/3');
    han.asked(han.says('上一步'), 'place', '2/3');
    han.asked(han.says('四楼'), 'urgency', '3/3');
    expect(han.says('2')).toMatchObject({
      input: { fields: { problem: '打印机卡纸', place: '四楼', urgency: 'hindered' } },
    });
  });

  test('a choice is taken by its number, its name or its button', () => {
    for (const answer of ['1', '完全无法工作', 'blocked']) {
      const han = new Talk();
      han.says('报修 打印机卡纸');
      han.says('三楼');
      expect(han.says(answer)).toMatchObject({ input: { fields: { urgency: 'blocked' } } });
    }
    const han = new Talk();
    han.says('报修 打印机卡纸');
    han.says('三楼');
    expect(han.taps('answer:0:0:urgency=minor')).toMatchObject({ input: { fields: { urgency: 'minor' } } });
  });

  test('a number no choice has is asked again', () => {
    const han = new Talk();
    han.says('报修 打印机卡纸');
    han.says('三楼');
    han.asked(han.says('4'), 'urgency', '3/3', 'wrong_choice');
  });

  test('跳过 does not pass a required question', () => {
    const han = new Talk();
    han.says('报修');
    han.asked(han.says('跳过'), 'problem', '1/3', 'value_missing');
  });

  test('取消 ends it, and what is said next is no answer any more', () => {
    const han = new Talk();
    han.says('报修');
    expect(han.says('取消')).toEqual({ kind: 'cancelled' });
    expect(han.says('打印机卡纸')).not.toMatchObject({ kind: 'ask' });
  });

  test('D4: 重新开始 asks the first question again; where several answers would be lost, only when it was said twice', () => {
    const han = new Talk();
    han.says('报修');
    han.asked(han.says('打印机卡纸'), 'place', '2/3');
    han.asked(han.taps('restart:0:0'), 'problem', '1/3');
    han.says('投影仪没图像');
    han.asked(han.says('三楼'), 'urgency', '3/3');
    const sure = han.says('重新开始');
    han.asked(sure, 'urgency', '3/3');
    expect(sure).toMatchObject({ question: { restarts: 2 }, dialogue: { answers: { place: '三楼' } } });
    const anew = han.says('重新开始');
    han.asked(anew, 'problem', '1/3');
    expect(anew).toMatchObject({ dialogue: { answers: {} } });
    expect(anew).not.toMatchObject({ dialogue: { restarting: true } });
  });

  test('D4: a second tap on the same 重新开始, or one from before an answer, throws nothing away', () => {
    const han = new Talk();
    han.says('报修 打印机卡纸');
    han.says('三楼');
    han.taps('restart:0:0');
    expect(han.taps('restart:0:0')).toMatchObject({ question: { restarts: 2 } });
    han.asked(han.says('上一步'), 'place', '2/3');
    expect(han.taps('restart:0:0:sure')).toMatchObject({ question: { restarts: 2 } });
    han.asked(han.taps('restart:0:0:sure'), 'problem', '1/3');
  });

  test('D1: a word that says what happened is what happened; the name of a category only names it', () => {
    const han = new Talk();
    const told = han.says('打印机坏了');
    han.asked(told, 'place', '2/3');
    expect(told).toMatchObject({ dialogue: { answers: { problem: '打印机坏了' } } });
    expect(new Talk().says('打印机坏了 三楼')).toMatchObject({
      dialogue: { categoryPath: 'fault.computer', answers: { problem: '打印机坏了 三楼' } },
    });
    const named = new Talk();
    named.asked(named.says('打印机和电脑'), 'problem', '1/3');
  });

  test('a plain word of the house is answered on the way, and the question stays', () => {
    const han = new Talk();
    han.says('我要注册公司');
    expect(han.says('帮助')).toEqual({ kind: 'query', query: { kind: 'help' } });
    han.asked(han.says('继续'), 'company_name', '1/2');
    han.asked(han.says('杭州青禾'), 'phone', '2/2');
  });

  test('who comes back within hours simply answers', () => {
    const han = new Talk();
    han.says('我要注册公司');
    han.waits(11 * 60);
    han.asked(han.says('杭州青禾'), 'phone', '2/2');
  });

  test('who comes back the next day is asked again before anything is taken for an answer', () => {
    const han = new Talk();
    han.says('我要注册公司');
    han.waits(13 * 60);
    const again = han.says('早上好');
    han.asked(again, 'company_name', '1/2');
    expect(again).toMatchObject({ question: { resumed: true }, dialogue: { answers: {} } });
    han.asked(han.says('杭州青禾'), 'phone', '2/2');
  });

  test('a press on a question that is over answers nothing', () => {
    const han = new Talk();
    han.says('报修 打印机卡纸');
    expect(han.taps('answer:0:0:urgency=minor')).toMatchObject({ refusal: { refused: 'question_over' } });
    expect(taps('answer:0:0:urgency=minor')).toMatchObject({ refusal: { refused: 'question_over' } });
  });

  test('an SOP that is not published any more cannot be started', () => {
    expect(taps('start:0:0:gone')).toMatchObject({
      refusal: { refused: 'unknown_sop', params: { sop: 'gone' } },
    });
  });
});

describe('the input of an action, where there is no form', () => {
  const text: Field = {
    ...{ key: 'text', type: 'long_text', label: { 'zh-CN': '备注内容', en: 'Note' } },
    ...{ intake: false, required: true, personal: false },
  };
  const asking = (button: string, ...asks: readonly Field[]) => startInput(button, asks, contextOf());

  test('is asked for one by one, and completes the press', () => {
    const lin = new Talk({ ...asMember(), ...about('review') });
    lin.asked(lin.hearsThat(asking('note:7:3', text)), 'text', '1/1');
    expect(lin.says('客户很急')).toEqual({
      kind: 'command',
      type: 'note',
      ticketId: 7,
      seen: 3,
      input: { text: '客户很急' },
      endsDialogue: true,
    });
  });

  test('an optional one can be left out', () => {
    const lin = new Talk({ ...asMember(), ...about('review') });
    lin.hearsThat(asking('decline:7:3', { ...text, key: 'reason', required: false }));
    expect(lin.says('跳过')).toMatchObject({ type: 'decline', input: {}, endsDialogue: true });
  });

  test('a step keeps its transition beside what was answered', () => {
    const lin = new Talk({ ...asMember(), ...about('review') });
    lin.hearsThat(asking('advance:7:3:reject', { ...text, key: 'reason' }));
    expect(lin.says('证件不清晰')).toMatchObject({ input: { transition: 'reject', reason: '证件不清晰' } });
  });

  test('whoever names a ticket and what is to be done with it orders that, and answers nothing', () => {
    const lin = new Talk({ ...asMember(), ...about('review') });
    lin.hearsThat(asking('note:7:3', text));
    const command = { kind: 'command', type: 'note', ticketId: 2 };
    expect(lin.says('#2 备注')).toMatchObject({ ...command, input: {} });
    expect(lin.says('#2 备注 客户很急')).toMatchObject({ ...command, input: { text: '客户很急' } });
    expect(lin.says('和 #2 一样')).toMatchObject({ ...command, ticketId: 7, input: { text: '和 #2 一样' } });
  });

  test('another ticket can be looked at on the way', () => {
    const lin = new Talk({ ...asMember(), ...about('review') });
    lin.hearsThat(asking('note:7:3', text));
    expect(lin.taps('show:9:0')).toEqual({ kind: 'query', query: { kind: 'ticket', ticketId: 9 } });
    expect(lin.says('客户很急')).toMatchObject({ type: 'note', ticketId: 7 });
  });
});

describe('files', () => {
  test('go to the ticket the conversation is about', () => {
    const han = new Talk(about('awaiting_documents'));
    expect(han.sends(photo)).toEqual({
      kind: 'command',
      type: 'attach',
      ticketId: 7,
      input: { files: [photo] },
      endsDialogue: false,
    });
  });

  test('answer the question that is asked, and a question for words is asked again', () => {
    const han = new Talk();
    han.says('我要注册公司');
    han.asked(han.sends(photo), 'company_name', '1/2', 'wrong_type');
  });

  test('that colleagues show each other in a group are not taken', () => {
    const content = { kind: 'files', files: [photo] } as const;
    const group = contextOf({ ...asMember(), place: { team: 'registration', ticketId: 7 } });
    expect(heard(content, group, false)).toEqual({ kind: 'nothing' });
  });

  test('that could not be kept are named to whoever sent them, and to nobody in a group', () => {
    const lost = { kind: 'lost_file', file: { name: '合同.pdf', why: 'file_empty' } } as const;
    expect(heard(lost, contextOf({}), true)).toMatchObject({
      refusal: { refused: 'file_not_kept', params: { name: '合同.pdf' } },
    });
    expect(heard(lost, contextOf({}), false)).toEqual({ kind: 'nothing' });
  });

  test('without a ticket it is said that there is none', () => {
    expect(new Talk().sends(photo)).toMatchObject({ refusal: { refused: 'no_ticket_for_files' } });
  });
});

describe('a day by its name', () => {
  test.each([
    ['今天', '2026-03-02'],
    ['明天', '2026-03-03'],
    ['昨天', '2026-03-01'],
    ['Tomorrow', '2026-03-03'],
    ['星期八', null],
  ])('%s', (text, date) => {
    expect(dateSaid(text, START, 'Asia/Shanghai')).toBe(date);
  });

  test('is the day of the desk, wherever the reader is', () => {
    // 23:30 UTC on Monday is Tuesday morning in Shanghai.
    expect(dateSaid('今天', Date.UTC(2026, 2, 2, 23, 30), 'Asia/Shanghai')).toBe('2026-03-03');
  });
});
