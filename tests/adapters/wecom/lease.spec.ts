/** What may still be changed of a card at WeCom, and which code it costs. */
import { describe, expect, test } from '@jest/globals';
import * as lease from '../../../adapters/wecom/lease.js';

const NOW = 1_790_000_000_000;
const HOUR = 3_600_000;
const card = { task: 't1', ticket: 7, title: '#7 打印机' };
const code = (name: string, hours = 71): lease.Code => ({ code: name, until: NOW + hours * HOUR });

describe('a card that was sent', () => {
  const cards = lease.posted([], card, code('sent'));

  test('can be changed once, and then says that it stands as of now', () => {
    expect(lease.planChange(cards, 't1', NOW)).toEqual({
      kind: 'edit',
      code: code('sent'),
      holds: { asOf: NOW },
    });
    expect(lease.planChange(lease.spent(cards, 't1', code('sent')), 't1', NOW)).toEqual({ kind: 'repost' });
  });

  test('cannot be changed once its hours are over', () => {
    expect(lease.planChange(cards, 't1', NOW + 71 * HOUR - 1)).toMatchObject({ kind: 'edit' });
    expect(lease.planChange(cards, 't1', NOW + 71 * HOUR)).toEqual({ kind: 'repost' });
  });

  test('that was tapped is changed with the code that ends first, and the other vouches for it', () => {
    const tapped = lease.tapped(cards, 't1', code('tap', 90));
    expect(lease.planChange(tapped, 't1', NOW)).toEqual({
      kind: 'edit',
      code: code('sent'),
      holds: { until: NOW + 90 * HOUR },
    });
  });

  test('keeps a tap that is delivered twice once', () => {
    const twice = lease.tapped(lease.tapped(cards, 't1', code('tap')), 't1', code('tap', 72));
    expect(twice[0]?.codes).toEqual([code('sent'), code('tap')]);
  });

  test('gets its code back where WeCom was busy', () => {
    const without = lease.spent(cards, 't1', code('sent'));
    expect(lease.givenBack(without, 't1', code('sent'))).toEqual(cards);
  });
});

describe('a new card of the same ticket', () => {
  const old = lease.posted([], card, code('old'));
  const next = { task: 't2', ticket: 7 };

  test('strikes the old one where a code is left', () => {
    expect(
      lease.toStrike(old, next, NOW).map(({ card: { task }, code: { code: name } }) => [task, name]),
    ).toEqual([['t1', 'old']]);
  });

  test('leaves the one that says itself that it is over, and the cards of other tickets', () => {
    expect(lease.toStrike(lease.spent(old, 't1', code('old')), next, NOW)).toEqual([]);
    expect(lease.toStrike(old, next, NOW + 71 * HOUR)).toEqual([]);
    expect(lease.toStrike(old, { task: 't2', ticket: 8 }, NOW)).toEqual([]);
    expect(lease.toStrike(old, { task: 't2', ticket: null }, NOW)).toEqual([]);
  });
});

test('of cards that are not kept up to date nothing is kept', () => {
  expect(lease.tapped([], 't9', code('tap'))).toEqual([]);
  expect(lease.planChange([], 't9', NOW)).toEqual({ kind: 'repost' });
});

test('the oldest of too many cards are forgotten', () => {
  const many = Array.from({ length: 300 }, (_, n) => ({
    task: `t${n}`,
    ticket: n,
    title: '',
  })).reduce<lease.Cards>((cards, each) => lease.posted(cards, each, null), []);
  expect(many).toHaveLength(200);
  expect(many.at(-1)?.task).toBe('t299');
});
