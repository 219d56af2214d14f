/** What a ticket may still say to whoever asked: the nearest first, and nothing of what lies behind it. */
import { expect, test } from '@jest/globals';
import { textsAhead } from '../../src/sop/texts-ahead.js';
import { shippedSop } from './shipped.js';

const registration = shippedSop('company-registration');

test('timers, apologies and steps of all that can still be reached are ahead, each once', () => {
  const texts = textsAhead(registration, 'awaiting_payment');
  expect(texts[0]).toBe('unpaid');
  expect(texts).toEqual(
    expect.arrayContaining([
      'payment_received',
      'documents_received',
      'work_delayed',
      'assigned',
      'registered',
    ]),
  );
  expect(new Set(texts).size).toBe(texts.length);
});

test('what cannot come any more is not', () => {
  const texts = textsAhead(registration, 'assigned');
  expect(texts).toContain('registered');
  for (const behind of ['unpaid', 'documents_received', 'review_rejected'])
    expect(texts).not.toContain(behind);
});
