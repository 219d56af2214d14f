import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { take } from '../../src/desk/pace.js';
import { fateOf } from '../../src/desk/retry.js';

describe('pacing: an address gets no more than its platform bears', () => {
  it('lets a burst through, then says how long to wait', () => {
    const pace = { perSecond: 2, burst: 3 };
    let bucket = { tokens: 3, tokensAt: 0 };
    for (let n = 0; n < 3; n += 1) {
      const taken = take(bucket, pace, 0);
      expect(taken.waitMs).toBe(0);
      bucket = taken.bucket;
    }
    expect(take(bucket, pace, 0).waitMs).toBe(500);
    expect(take(bucket, pace, 500).waitMs).toBe(0);
  });

  it('never sends more than burst + rate × time, however it is asked', () => {
    fc.assert(
      fc.property(
        fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 20 }) }),
        fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 200 }),
        (pace, gaps) => {
          let now = 0;
          let sent = 0;
          let bucket = { tokens: pace.burst, tokensAt: 0 };
          for (const gap of gaps) {
            now += gap;
            const taken = take(bucket, pace, now);
            bucket = taken.bucket;
            if (taken.waitMs === 0) sent += 1;
          }
          expect(sent).toBeLessThanOrEqual(pace.burst + (now / 1000) * pace.perSecond + 1e-6);
        },
      ),
    );
  });

  it('does not gain from a clock that went back', () => {
    expect(take({ tokens: 0, tokensAt: 1000 }, { perSecond: 1, burst: 1 }, 0).waitMs).toBeGreaterThan(0);
  });
});

describe('what becomes of a failed send', () => {
  const retry = { kind: 'retry', reason: '503' } as const;
  it('waits twice as long each time, up to five minutes', () => {
    expect([1, 2, 3, 9, 12].map((n) => fateOf(retry, n))).toEqual(
      [1_000, 2_000, 4_000, 256_000, 300_000].map((afterMs) => ({ kind: 'retry', afterMs })),
    );
  });
  it('keeps to the time the platform named', () => {
    expect(fateOf({ ...retry, afterMs: 7_000 }, 5)).toEqual({ kind: 'retry', afterMs: 7_000 });
  });
  it('gives up what was rejected at once, and what failed two dozen times', () => {
    expect(fateOf({ kind: 'rejected', reason: 'gone' }, 1)).toEqual({ kind: 'dead' });
    expect(fateOf(retry, 24)).toEqual({ kind: 'dead' });
  });
  it('never resends by itself what may have arrived', () => {
    expect(fateOf({ kind: 'uncertain', reason: 'timeout after the body was sent' }, 1)).toEqual({
      kind: 'uncertain',
    });
  });
});
