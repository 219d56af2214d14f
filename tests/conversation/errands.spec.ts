/** What is asked of the desk itself: said, pressed, or filled in, it is one errand. */
import { describe, expect, test } from '@jest/globals';
import { startInput } from '../../src/conversation/dialogue.js';
import { buttonValue } from '../../src/platform/button.js';
import { ask, question } from '../../src/tickets/questions.js';
import { asMember, contextOf, heard, says, saysInGroup, Talk, taps } from './talk.js';

const press = (argument?: string) =>
  buttonValue({ action: 'resign', ticketId: 0, version: 0, ...(argument === undefined ? {} : { argument }) });

describe('an errand', () => {
  test('is said by its word, with what follows it as it was written', () => {
    expect(says('离职', asMember('wang'))).toEqual({
      kind: 'errand',
      type: 'resign',
      input: {},
      endsDialogue: false,
    });
    expect(says('离职：Zhou Ming', asMember('wang'))).toMatchObject({ input: { said: 'Zhou Ming' } });
    expect(saysInGroup('离职 周明', asMember('wang'))).toMatchObject({ kind: 'errand', type: 'resign' });
  });

  test('of the staff is no word to a requester', () => {
    expect(says('离职')).not.toMatchObject({ kind: 'errand' });
  });

  test('is pressed, with what the button carries', () => {
    expect(taps(press('sure:zhou'), asMember())).toMatchObject({
      type: 'resign',
      input: { said: 'sure:zhou' },
    });
    expect(taps(press(), asMember())).toMatchObject({ kind: 'errand', input: {} });
  });

  test('is completed by its form, or by one question after the other', () => {
    const form = { kind: 'form', form: press(), input: { member: 'zhou' } } as const;
    expect(heard(form, contextOf(asMember()))).toEqual({
      ...{ kind: 'errand', type: 'resign', input: { member: 'zhou' }, endsDialogue: true },
    });
    const talk = new Talk(asMember('wang'));
    const { asks } = ask(question('member', 'member', { 'zh-CN': '谁离职', en: 'Who leaves' }));
    talk.asked(talk.hearsThat(startInput(press(), asks, contextOf(asMember('wang')))), 'member', '1/1');
    // Anybody of the house may be named, whatever their team.
    expect(talk.says('li')).toMatchObject({
      kind: 'errand',
      type: 'resign',
      input: { member: 'li' },
      endsDialogue: true,
    });
  });
});
