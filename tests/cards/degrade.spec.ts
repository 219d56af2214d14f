/** A card on a platform that bears less: within its bytes, and no button lost. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { byteLength, cutTo } from '../../src/cards/cut.js';
import { degrade } from '../../src/cards/degrade.js';
import { pressable } from '../../src/cards/menu-text.js';
import { cardBytes } from '../../src/cards/shrink.js';
import { ticketCard } from '../../src/cards/ticket.js';
import type { Block, Button, Card } from '../../src/platform/card.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import { by, factsFor, registrationUpTo, replay } from '../support/given.js';
import { readAloud, wordingAt } from './words.js';

const wording = wordingAt();
const review = ticketCard(
  { ticket: replay(registrationUpTo.review()) as Ticket, facts: factsFor(by.lin), reader: 'member' },
  wording,
);
const wechat = { cards: 'none', buttons: false, textBytes: 2048 } as const;

describe('where there are neither cards nor buttons', () => {
  test('a numbered menu follows the text, and what cannot be done says why', () => {
    const { card, menu } = degrade(review, wechat, wording);
    expect(card.buttons).toEqual([]);
    expect(readAloud(card)[0]).toBe('#7 杭州青禾科技【资料审核】');
    expect(readAloud(card).slice(-2)).toEqual([
      '派单：暂不可用，这件事要由王芳、处理人来做。',
      '回复 1 驳回、2 接单、3 回复、4 快捷回复、5 备注、6 填写、7 定级、8 挂起、9 关注、10 勾选 公司名称与申请一致、11 勾选 证件清晰可读',
    ]);
    expect(menu).toEqual([
      'advance:7:3:reject',
      'claim:7:3',
      'reply:7:3',
      'canned:7:3',
      'note:7:3',
      'fill:7:3',
      'prioritise:7:3',
      'hold:7:3',
      'watch:7:3',
      'tick:7:3:names_match',
      'tick:7:3:scan_readable',
    ]);
  });

  test('a card without buttons gets no menu', () => {
    const { card, menu } = degrade(
      { ...review, buttons: [], blocks: [{ kind: 'text', text: '好的' }] },
      wechat,
      wording,
    );
    expect(menu).toEqual([]);
    expect(card.blocks).toEqual([{ kind: 'text', text: '好的' }]);
  });
});

test('a card that fits is left as it is', () => {
  expect(degrade(review, { cards: 'update', buttons: true, textBytes: 4000 }, wording)).toEqual({
    card: review,
    menu: [],
  });
});

describe('cutting', () => {
  test('falls between characters as a reader sees them', () => {
    expect(cutTo('一二三四', 12)).toBe('一二三四');
    expect(cutTo('一二三四五', 12)).toBe('一二三…');
    expect(cutTo('家👨‍👩‍👧家', 20)).toBe('家…');
    expect(cutTo('一二', 2)).toBe('');
  });

  test('never exceeds its bytes, and bytes are what UTF-8 makes of them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(60), (text, bytes) => {
        expect(byteLength(text)).toBe(Buffer.byteLength(text));
        expect(Buffer.byteLength(cutTo(text, bytes))).toBeLessThanOrEqual(bytes);
      }),
    );
  });
});

const words = fc.string({ unit: 'grapheme', maxLength: 80 });
const button: fc.Arbitrary<Button> = fc.record({
  text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  value: fc.uuid(),
  style: fc.constant('plain' as const),
});
const greyed = fc.tuple(button, words).map(([one, disabledReason]) => ({ ...one, disabledReason }));
const row = fc.record({ text: words, done: fc.boolean() });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 600 }).map((text) => ({ kind: 'text' as const, text })),
  fc
    .array(fc.record({ label: words, value: words }), { maxLength: 8 })
    .map((fields) => ({ kind: 'fields' as const, fields })),
  fc
    .array(
      fc.oneof(
        row,
        fc.tuple(row, button).map(([one, press]) => ({ ...one, button: press })),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((items) => ({ kind: 'checklist' as const, items })),
  fc
    .array(fc.array(words, { maxLength: 4 }), { maxLength: 8 })
    .map((rows) => ({ kind: 'table' as const, columns: [], rows })),
  fc.record({ kind: fc.constant('link' as const), text: words, url: fc.webUrl() }),
);
const card: fc.Arbitrary<Card> = fc.record({
  title: words,
  tone: fc.constant('info' as const),
  tag: words,
  blocks: fc.array(block, { maxLength: 6 }),
  buttons: fc.array(fc.oneof(button, greyed), { maxLength: 8 }),
});
const bearing = fc.record({
  cards: fc.constantFrom('update' as const, 'post' as const, 'none' as const),
  buttons: fc.boolean(),
  textBytes: fc.integer({ min: 600, max: 4096 }),
});

test('whatever the card, the result fits and every button can still be pressed', () => {
  fc.assert(
    fc.property(card, bearing, (shown, bears) => {
      const { card: result, menu } = degrade(shown, bears, wording);
      const [title, ...lines] = [
        result.title,
        ...result.blocks.flatMap((one) => (one.kind === 'text' ? [one.text] : [])),
      ];
      if (bears.cards === 'none')
        expect(Buffer.byteLength([title, ...lines].join('\n'))).toBeLessThanOrEqual(bears.textBytes);
      else expect(cardBytes(result)).toBeLessThanOrEqual(bears.textBytes);
      const presses = pressable(shown).map(({ value }) => value);
      if (bears.cards !== 'none' && bears.buttons) {
        expect(pressable(result).map(({ value }) => value)).toEqual(presses);
        expect(result.buttons.map(({ value }) => value)).toEqual(shown.buttons.map(({ value }) => value));
      } else expect(menu).toEqual(presses);
    }),
    { numRuns: 400 },
  );
});
