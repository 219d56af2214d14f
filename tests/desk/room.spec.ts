/** Whatever waits and however little may be sent: nothing is lost, nothing is refused, and the last message is a question. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OutboxBody, OutboxRow } from '../../src/desk/ports/outbox.js';
import { asks, planRoom } from '../../src/desk/room.js';
import { type Allowance, leftNow, nextToSpend } from '../../src/people/allowance.js';
import type { Address } from '../../src/platform/address.js';

const body = fc.oneof(
  fc.record({ kind: fc.constant('say' as const), links: fc.constantFrom<readonly string[]>([], ['close']) }),
  fc.constant({ kind: 'card' as const }),
  fc.constant({ kind: 'ticket' as const }),
  fc.constant({ kind: 'refresh' as const }),
);
const rows: fc.Arbitrary<readonly OutboxRow[]> = fc
  .array(fc.record({ body, ticketId: fc.constantFrom(1, 2, null) }), { maxLength: 12 })
  .map((all) => all.map((one, n) => row(n + 1, one.ticketId, one.body as unknown as OutboxBody)));

function row(id: number, ticketId: number | null, given: OutboxBody): OutboxRow {
  const said = given.kind === 'say' ? { say: 'x', params: {}, tone: 'info', actions: [] } : {};
  return {
    ...{ id, key: `k${id}`, address: 'wechat-kf:a:b' as Address, locale: 'zh-CN', ticketId },
    ...{ body: { ...said, ...given } as OutboxBody, attempts: 0, interrupted: false },
  };
}

const room = fc.record({
  ...{ left: fc.nat(5), ends: fc.boolean(), otherWay: fc.boolean(), returns: fc.boolean() },
});

test('F6: every row is sent, told with another, moved, left waiting or needless: exactly one of these', () => {
  fc.assert(
    fc.property(rows, room, (given, there) => {
      const ids = planRoom(given, there).flatMap((step) => [
        step.row.id,
        ...('told' in step ? step.told.map(({ id }) => id) : []),
      ]);
      expect(ids.sort((a, b) => a - b)).toEqual(given.map(({ id }) => id));
    }),
    { numRuns: 500 },
  );
});

test('F6: no more is sent than may be, and what only informs never takes the last one where it would end', () => {
  fc.assert(
    fc.property(rows, room, (given, there) => {
      const sent = planRoom(given, there).filter((step) => step.do === 'send');
      expect(sent.length).toBeLessThanOrEqual(there.left);
      const last = sent.length === there.left && there.ends;
      if (last && there.left > 0)
        expect(sent.some((step) => step.row.body.kind === 'card' || asks(step.row))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('F6: a question is sent wherever one may be, with all that is said of its ticket', () => {
  fc.assert(
    fc.property(rows, room, (given, there) => {
      if (there.left === 0 || !given.some(asks)) return;
      expect(planRoom(given, there).some((step) => step.do === 'send' && asks(step.row))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

const allowance: fc.Arbitrary<Allowance> = fc.record({
  key: fc.constantFrom('chat', 'tap', 'e1'),
  messages: fc.nat(5),
  at: fc.nat(100),
  until: fc.option(fc.nat(200)),
  spent: fc.array(fc.nat(200), { maxLength: 6 }),
  template: fc.constant(null),
});

test('what is spent next is always one of those that are left, the one that ends first', () => {
  fc.assert(
    fc.property(fc.array(allowance, { maxLength: 4 }), fc.nat(200), (all, now) => {
      const next = nextToSpend(all, now);
      expect(next !== null).toBe(leftNow(all, now).messages > 0);
      if (next === null) return;
      expect(next.until === null || next.until > now).toBe(true);
      const others = all.filter((one) => leftNow([one], now).messages > 0);
      const end = (one: Allowance) => one.until ?? Number.POSITIVE_INFINITY;
      for (const one of others) expect(end(one)).toBeGreaterThanOrEqual(end(next));
    }),
  );
});

test('while a colleague has the conversation a question waits for its end, unless it can be asked elsewhere', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (given, otherWay) => {
      const steps = planRoom(given, { left: 0, ends: true, otherWay, returns: true });
      for (const step of steps.filter(
        ({
          row: {
            body: { kind },
          },
        }) => kind !== 'refresh',
      ))
        expect(step.do).toBe(otherWay ? 'move' : 'wait');
    }),
    { numRuns: 500 },
  );
});
