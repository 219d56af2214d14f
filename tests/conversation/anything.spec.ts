/** Whatever comes in, it is understood or not; it never breaks us. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Context } from '../../src/conversation/context.js';
import type { Dialogue } from '../../src/conversation/dialogue-state.js';
import { ticketMeant } from '../../src/conversation/meant.js';
import { editDistance, suggest } from '../../src/conversation/suggest.js';
import type { InboundContent } from '../../src/platform/inbound.js';
import { START } from '../support/given.js';
import { about, contextOf, heard } from './talk.js';

const word = fc.constantFrom(
  '取消',
  '上一步',
  '跳过',
  '继续',
  '帮助',
  '备注',
  '注册公司',
  '#7',
  '本周',
  '数据',
  '1',
  '@Troika ',
  '/',
  '  ',
  ':',
  '=',
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(word, { maxLength: 5 }).map((words) => words.join('')),
);
const action = fc.constantFrom(
  'show',
  'page',
  'start',
  'answer',
  'back',
  'skip',
  'cancel',
  'say',
  'advance',
  'tick',
  'note',
  'fill',
  'decline',
  'assign',
  'open',
  'expire',
);
const value = fc.oneof(
  text,
  fc
    .tuple(
      action,
      fc.nat(20),
      fc.nat(9),
      fc.oneof(text, fc.constantFrom('sop', 'urgency=1', 'company-registration', 'constructor', '__proto__')),
    )
    .map((parts) => parts.join(':')),
);
const content: fc.Arbitrary<InboundContent> = fc.oneof(
  text.map((said) => ({ kind: 'text' as const, text: said })),
  value.map((pressed) => ({ kind: 'button' as const, value: pressed })),
  fc
    .tuple(value, fc.dictionary(fc.string(), fc.anything()))
    .map(([form, input]) => ({ kind: 'form' as const, form, input })),
  fc
    .array(fc.record({ id: text, name: text, type: text, size: fc.nat() }), { maxLength: 3 })
    .map((files) => ({ kind: 'files' as const, files })),
  fc.constant({ kind: 'opened' as const }),
);
const dialogue: fc.Arbitrary<Dialogue | null> = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constant('intake' as const),
    sop: fc.constantFrom('company-registration', 'it-helpdesk', 'gone'),
    content: fc.constant('c1'),
    answers: fc.constantFrom({}, { problem: '卡纸' }, { company_name: '青禾', phone: '13800138000' }),
    asking: fc.constantFrom('problem', 'company_name', 'urgency', 'gone'),
    startedAt: fc.constant(START),
    askedAt: fc.constantFrom(START, START - 86_400_000),
  }),
  fc.record({
    kind: fc.constant('input' as const),
    button: value,
    asks: fc.constant([]),
    answers: fc.constant({}),
    asking: text,
    startedAt: fc.constant(START),
    askedAt: fc.constant(START),
  }),
);
const changes: fc.Arbitrary<Partial<Context>> = fc.record({
  person: fc.constantFrom({ kind: 'member' as const, id: 'lin' }, { kind: 'requester' as const, id: 'r1' }),
  openTickets: fc.constantFrom([], [7], [9, 7]),
  dialogue,
  menu: fc.option(fc.record({ values: fc.array(value, { maxLength: 4 }), shownAt: fc.constant(START) }), {
    nil: null,
  }),
});

describe('anything at all', () => {
  test('is interpreted without a throw, in every situation', () => {
    fc.assert(
      fc.property(content, changes, fc.boolean(), fc.boolean(), (said, situation, alone, near) => {
        const context = contextOf({ ...situation, ...(near ? about('review') : {}) });
        const intent = heard(said, context, alone);
        expect(intent.kind).toMatch(/^(command|query|ask|cancelled|unknown|refused|nothing)$/);
        // What is kept is stored as JSON.
        if (intent.kind === 'ask') expect(JSON.parse(JSON.stringify(intent.dialogue))).toBeTruthy();
        expect(ticketMeant(said)).not.toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  test("a requester's private text is answered or passed on, never dropped", () => {
    fc.assert(
      fc.property(text, (said) => {
        const intent = heard({ kind: 'text', text: said }, contextOf({ openTickets: [7] }));
        const silent =
          said.replaceAll(
            /[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff/／。.!?~…、,，！？～\p{Cc}\p{Cf}]/gu,
            '',
          ) === '';
        if (!silent) expect(intent.kind).not.toBe('nothing');
      }),
    );
  });
});

describe('the distance of two words', () => {
  test.each([
    ['待办', '待办', 0],
    ['待半', '待办', 1],
    ['办待', '待办', 1],
    ['quuee', 'queue', 1],
    ['', 'abc', 3],
  ])('%s and %s: %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  test('no word far away is suggested', () => {
    expect(suggest('天气不错', ['待办', '我的工单', '进度'])).toEqual([]);
  });
});
