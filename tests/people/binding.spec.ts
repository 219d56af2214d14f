/** Two accounts become one person by a code, never by guessing. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Binding,
  CODE_TRIES,
  CODE_VALID_MS,
  COUNTED_MS,
  mayAskAt,
  openBinding,
} from '../../src/people/binding.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse('2026-12-01T10:00+08:00');
const LIN = { kind: 'member', id: 'lin' } as const;
const phone = { platform: 'wecom', account: 'stranger' };

function asked(minutesAgo: number, over: Partial<Binding> = {}): Binding {
  const askedAt = NOW - minutesAgo * MINUTE;
  return {
    ...{ id: `b${minutesAgo}`, ...phone, target: LIN, askedAt, expiresAt: askedAt + CODE_VALID_MS },
    ...{ tries: 0, status: 'waiting' as const },
    ...over,
  };
}

describe('asking for a code', () => {
  test('three an hour for one account; the fourth is told when', () => {
    const recent = [asked(59), asked(30), asked(1)];
    expect(mayAskAt(recent.slice(1), phone, LIN, NOW)).toBeNull();
    expect(mayAskAt(recent, phone, LIN, NOW)).toBe(NOW + MINUTE);
    expect(mayAskAt(recent, phone, LIN, NOW + MINUTE)).toBeNull();
  });

  test('five a day for one person, whatever accounts ask', () => {
    const others = [1, 2, 3, 4, 5].map((n) => asked(n * 60, { account: `a${n}` }));
    expect(mayAskAt(others.slice(1), phone, LIN, NOW)).toBeNull();
    expect(mayAskAt(others, phone, LIN, NOW)).toBe(NOW - 5 * HOUR + COUNTED_MS);
    expect(mayAskAt(others, phone, { kind: 'member', id: 'zhou' }, NOW)).toBeNull();
  });
});

describe('a code', () => {
  test('answers the newest request of its account that is still open', () => {
    expect(openBinding([asked(9), asked(2)], phone, NOW)?.id).toBe('b2');
    expect(openBinding([asked(9), asked(2, { tries: CODE_TRIES })], phone, NOW)?.id).toBe('b9');
    expect(openBinding([asked(2)], { ...phone, account: 'somebody else' }, NOW)).toBeNull();
  });

  test.each([
    ['expired', asked(10)],
    ['used', asked(1, { status: 'bound' })],
    ['refused by its owner', asked(1, { status: 'refused' })],
    ['tried five times', asked(1, { tries: CODE_TRIES })],
  ])('is worth nothing once %s', (_, binding) => {
    expect(openBinding([binding], phone, NOW)).toBeNull();
  });

  test('however many accounts attack one person for a week, they get at most 25 guesses a day', () => {
    const attack = fc.array(
      fc.record({ wait: fc.integer({ min: 0, max: 40 }), by: fc.integer({ min: 0, max: 20 }) }),
      {
        minLength: 50,
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(attack, (moves) => {
        let now = NOW;
        const requests: { askedAt: number; tries: number; binding: Binding }[] = [];
        for (const { wait, by } of moves) {
          now += wait * MINUTE;
          const asker = { platform: 'wecom', account: `a${by}` };
          const recent = requests.map(({ binding, tries }) => ({ ...binding, tries }));
          if (mayAskAt(recent, asker, LIN, now) === null) {
            const binding = {
              ...asked(0),
              ...asker,
              id: `${requests.length}`,
              askedAt: now,
              expiresAt: now + CODE_VALID_MS,
            };
            requests.push({ askedAt: now, tries: 0, binding });
          }
          for (;;) {
            const open = openBinding(
              requests.map(({ binding, tries }) => ({ ...binding, tries })),
              asker,
              now,
            );
            const found = requests.find(({ binding }) => binding.id === open?.id);
            if (!found) break;
            found.tries += 1;
          }
        }
        for (const { askedAt } of requests) {
          const day = requests.filter(
            (each) => each.askedAt >= askedAt && each.askedAt < askedAt + COUNTED_MS,
          );
          expect(day.reduce((sum, { tries }) => sum + tries, 0)).toBeLessThanOrEqual(25);
        }
      }),
    );
  });
});
