/** Numbered menus and buttons: everything needed is in the value, and an old menu is not guessed at. */
import { describe, expect, test } from '@jest/globals';
import type { Menu } from '../../src/conversation/dialogue-state.js';
import { MINUTE, START } from '../support/given.js';
import { asMember, contextOf, heard, says, taps } from './talk.js';

const menu: Menu = {
  values: ['claim:7:3', 'show:7:0', 'say:0:0:我的工单'],
  shownAt: START,
};

describe('a digit', () => {
  test.each(['1', '１', ' 1 ', '1.', '一'])('answers the last menu: %s', (text) => {
    expect(says(text, { ...asMember(), menu })).toMatchObject({
      type: 'claim',
      ticketId: 7,
      seen: 3,
    });
  });

  test('a suggested word is as good as typed', () => {
    expect(says('3', { menu })).toEqual({ kind: 'query', query: { kind: 'mine' } });
  });

  test('holds for 30 minutes', () => {
    const at = (minutes: number) => ({ ...asMember(), menu, now: START + minutes * MINUTE });
    expect(says('1', at(30))).toMatchObject({ type: 'claim' });
    expect(says('1', at(31))).toMatchObject({ refusal: { refused: 'menu_over', params: { minutes: 30 } } });
  });

  test('outside the menu is told how far it goes', () => {
    expect(says('4', { menu })).toMatchObject({
      refusal: { refused: 'menu_range', params: { max: 3, got: 4 } },
    });
  });

  test('between a question and its answer may be meant for either, and is taken for neither', () => {
    const asked = says('报修 打印机卡纸');
    const dialogue = asked.kind === 'ask' ? asked.dialogue : null;
    expect(says('1', { dialogue, menu })).toMatchObject({
      kind: 'ask',
      question: { field: { key: 'urgency' } },
    });
    const later = { dialogue, menu: { ...menu, shownAt: START + 1 } };
    expect(says('1', later)).toMatchObject({ refusal: { refused: 'digit_unclear', params: { digit: 1 } } });
    // No choice of that number: it can only be the answer.
    expect(says('8', later)).toMatchObject({ kind: 'ask' });
  });

  test('is the score that was asked for, once the choices it was asked with are over', () => {
    const survey = { ticketId: 7, asks: 'rate' as const };
    expect(says('3', { menu, survey, now: START + 31 * MINUTE })).toMatchObject({
      type: 'rate',
      ticketId: 7,
    });
  });

  test('without a menu is only text', () => {
    expect(says('1', { openTickets: [7] })).toMatchObject({ type: 'reply', input: { text: '1' } });
  });
});

describe('a button', () => {
  test.each([
    ['show:12:0', { kind: 'query', query: { kind: 'ticket', ticketId: 12 } }],
    ['page:0:0:queue', { kind: 'query', query: { kind: 'queue' } }],
    ['page:0:0:sop', { kind: 'query', query: { kind: 'sop', sop: null } }],
    ['page:0:0:sop.it-helpdesk', { kind: 'query', query: { kind: 'sop', sop: 'it-helpdesk' } }],
    [
      'page:0:0:report.overview.last_week',
      { kind: 'query', query: { kind: 'report', report: 'overview', period: 'last_week' } },
    ],
    [
      'tick:7:3:names_match',
      {
        kind: 'command',
        type: 'tick',
        ticketId: 7,
        seen: 3,
        input: { item: 'names_match' },
        endsDialogue: false,
      },
    ],
    ['cancel:0:0', { kind: 'cancelled' }],
  ])('%s', (value, intent) => {
    expect(taps(value, asMember())).toEqual(intent);
  });

  test.each([
    '',
    'claim',
    'claim:x:1',
    'expire:7:3',
    'drop_table:7:3',
    'page:0:0:report.nope.today',
    'page:0:0:secret',
    'say:0:0',
  ])('one that we did not write is refused: %s', (value) => {
    expect(taps(value, asMember())).toMatchObject({ kind: expect.stringMatching(/refused|nothing/) });
  });
});

describe('a form that was sent', () => {
  const sends = (form: string, input: Record<string, unknown>) =>
    heard({ kind: 'form', form, input }, contextOf(asMember()));

  test('is the press that asked for it, with its answers', () => {
    expect(sends('advance:7:3:reject', { reason: '不清晰', transition: 'finish' })).toEqual({
      kind: 'command',
      type: 'advance',
      ticketId: 7,
      seen: 3,
      input: { reason: '不清晰', transition: 'reject' },
      endsDialogue: true,
    });
  });

  test('of an intake opens the ticket', () => {
    expect(sends('start:0:0:it-helpdesk', { problem: '卡纸' })).toMatchObject({
      type: 'open',
      input: { sop: 'it-helpdesk', fields: { problem: '卡纸' } },
    });
  });
});
