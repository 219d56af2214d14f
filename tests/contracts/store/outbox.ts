/** The outbox: in order per address, by one sender at a time, whatever happens to senders. */
import { describe, expect, test } from '@jest/globals';
import type { Lane, Outcome, Settlement } from '../../../src/desk/ports/outbox.js';
import { MONDAY, someChange, someNotice } from '../../support/change.js';
import type { Instances, StoreInstance } from '../store.contract.js';
import { heldContract } from './held.js';

const A = 'web:desk:a';
const B = 'web:desk:b';
const NOBODY_LEFT = { dueAt: null, tokens: 1, tokensAt: MONDAY };

/** Changes without a ticket are saved at the store's own time: far enough behind this to be due. */
const later = (store: StoreInstance, ms = 60_000) => store.clock.now() + ms;

const say = (store: StoreInstance, ...items: readonly [key: string, address: string][]) =>
  store.tickets.save(someChange({ outbox: items.map(([key, address]) => someNotice(key, address)) }));

const claim = (store: StoreInstance, by: string, now: number, perLane = 10) =>
  store.outbox.claim({ now, by, lanes: 10, perLane, leaseMs: 30_000 });

/** Gives one lane back. */
const settle = (
  store: StoreInstance,
  lane: Lane,
  outcomes: readonly Outcome[],
  now: number,
  left: Partial<Settlement> = {},
) => store.outbox.settle([{ lane, outcomes, ...NOBODY_LEFT, ...left }], now);

const keys = (lane: Lane | undefined) => lane?.items.map(({ key }) => key);

const doubts = (lane: Lane) => lane.items.map(({ key, interrupted }) => [key, interrupted]);

const sent = ({ id }: { id: number }): Outcome => ({
  id,
  kind: 'sent',
  ref: `m${id}`,
  editableUntil: null,
  post: null,
});

function only(lanes: readonly Lane[]): Lane {
  expect(lanes).toHaveLength(1);
  return lanes[0] as Lane;
}

export function outboxContract(instances: Instances): void {
  heldContract(instances);
  describe('outbox', () => {
    test('items are claimed in order, address by address, once', async () => {
      const { here, there } = instances();
      await say(here, ['a1', A], ['b1', B], ['a2', A]);
      const now = later(here);
      const lanes = await claim(here, 'here', now);
      expect(lanes.map(keys)).toEqual([['a1', 'a2'], ['b1']]);
      expect(lanes[0]).toMatchObject({ address: A, by: 'here', tokens: 0, tokensAt: 0 });
      expect(lanes[0]?.items[0]).toMatchObject({
        attempts: 0,
        interrupted: false,
        ticketId: null,
        locale: 'zh-CN',
      });
      expect(await claim(there, 'there', now)).toEqual([]);
    });

    test('what was sent is over, and the bucket is kept for the next sender', async () => {
      const { here, there } = instances();
      await say(here, ['a1', A]);
      const now = later(here);
      const lane = only(await claim(here, 'here', now));
      await settle(here, lane, lane.items.map(sent), now, { tokens: 2.5 });
      expect(await there.outbox.nextDue()).toBeNull();
      await say(there, ['a2', A]);
      expect(only(await claim(there, 'there', now))).toMatchObject({ tokens: 2.5, tokensAt: MONDAY });
    });

    test('a later item never overtakes one that must wait', async () => {
      const { here } = instances();
      await say(here, ['a1', A], ['a2', A]);
      const now = later(here);
      const lane = only(await claim(here, 'here', now));
      const [first] = lane.items;
      const retry = { id: first?.id ?? 0, kind: 'retry', at: now + 5_000, reason: 'too fast' } as const;
      await settle(here, lane, [retry], now);
      await say(here, ['a3', A]);

      expect(await claim(here, 'here', now + 4_999)).toEqual([]);
      expect(await here.outbox.nextDue()).toBe(now + 5_000);
      const again = only(await claim(here, 'here', now + 5_000));
      expect(keys(again)).toEqual(['a1', 'a2', 'a3']);
      expect(again.items.map(({ attempts }) => attempts)).toEqual([1, 0, 0]);
      expect(again.items.map(({ interrupted }) => interrupted)).toEqual([false, false, false]);
    });

    test('items that pacing left wait until it says when, in their order', async () => {
      const { here } = instances();
      await say(here, ['a1', A], ['a2', A], ['a3', A]);
      const now = later(here);
      const lane = only(await claim(here, 'here', now, 2));
      expect(keys(lane)).toEqual(['a1', 'a2']);
      await settle(here, lane, [sent(lane.items[0] as { id: number })], now, { dueAt: now + 900 });
      expect(await here.outbox.nextDue()).toBe(now + 900);
      expect(await claim(here, 'here', now + 899)).toEqual([]);
      expect(keys(only(await claim(here, 'here', now + 900)))).toEqual(['a2', 'a3']);
    });

    test('what comes while a lane is being sent goes out after it', async () => {
      const { here, there } = instances();
      await say(here, ['a1', A]);
      const now = later(here);
      const lane = only(await claim(here, 'here', now));
      await say(there, ['a2', A]);
      expect(await claim(there, 'there', now)).toEqual([]);
      await settle(here, lane, lane.items.map(sent), now);
      expect(keys(only(await claim(there, 'there', now)))).toEqual(['a2']);
    });

    test('the lane of a dead sender is taken over, and what it held is known to be in doubt', async () => {
      const { here, there } = instances();
      await say(here, ['a1', A], ['a2', A]);
      const now = later(here);
      const lost = only(await claim(here, 'here', now));
      expect(await there.outbox.nextDue()).toBe(now + 30_000);
      expect(await claim(there, 'there', now + 29_999)).toEqual([]);
      const lane = only(await claim(there, 'there', now + 30_000));
      expect(doubts(lane)).toEqual([
        ['a1', true],
        ['a2', true],
      ]);
      expect(lane.items.map(({ attempts }) => attempts)).toEqual([0, 0]);

      // The first one was only slow: what it sent counts, what it leaves is no longer its affair.
      await settle(here, lost, [sent(lost.items[0] as { id: number })], now + 30_001);
      expect(await claim(here, 'here', now + 30_001)).toEqual([]);
      await settle(there, lane, [], now + 30_002);
      expect(keys(only(await claim(there, 'there', now + 30_002)))).toEqual(['a2']);
    });

    test('what is in doubt stays so until somebody tries it', async () => {
      const { here, there } = instances();
      await say(here, ['a1', A], ['a2', A]);
      const now = later(here);
      await claim(here, 'dead', now);
      await say(here, ['a3', A]);
      const taken = only(await claim(there, 'there', now + 30_000));
      // Its pace let the first one through and no more.
      await settle(there, taken, [sent(taken.items[0] as { id: number })], now + 30_001);
      const again = only(await claim(there, 'there', now + 30_001));
      expect(doubts(again)).toEqual([
        ['a2', true],
        ['a3', false],
      ]);
      const retry = { id: again.items[0]?.id ?? 0, kind: 'retry', at: now + 30_002, reason: '429' } as const;
      await settle(there, again, [retry], now + 30_001);
      expect(doubts(only(await claim(there, 'there', now + 30_002)))).toEqual([
        ['a2', false],
        ['a3', false],
      ]);
    });

    test('a sender that was too slow gives back nothing of the lease it took after', async () => {
      const { here, there } = instances();
      await say(here, ['a1', A], ['a2', A]);
      const now = later(here);
      const slow = only(await claim(here, 'here', now));
      const again = only(await claim(here, 'here', now + 30_000));
      const retry = { id: slow.items[1]?.id ?? 0, kind: 'retry', at: now + 90_000, reason: 'slow' } as const;
      await settle(here, slow, [sent(slow.items[0] as { id: number }), retry], now + 30_001);
      expect(await claim(there, 'there', now + 30_002)).toEqual([]);
      await settle(here, again, again.items.map(sent), now + 30_003);
      expect(await there.outbox.nextDue()).toBeNull();
    });

    test('lanes are given back together, each with what became of it', async () => {
      const { here, there } = instances();
      const C = 'web:desk:c';
      await say(here, ['a1', A], ['b1', B], ['c1', C], ['a2', A], ['b2', B], ['c2', C]);
      const now = later(here);
      const [a, b, c] = (await claim(here, 'here', now)) as [Lane, Lane, Lane];
      const retry = { id: b.items[0]?.id ?? 0, kind: 'retry', at: now + 5_000, reason: 'slow' } as const;
      await here.outbox.settle(
        [
          { lane: c, outcomes: [], ...NOBODY_LEFT, dueAt: now + 900, tokens: 3 },
          { lane: a, outcomes: a.items.map(sent), ...NOBODY_LEFT, tokens: 1 },
          { lane: b, outcomes: [retry], ...NOBODY_LEFT, tokens: 2 },
        ],
        now,
      );
      expect(await claim(there, 'there', now + 899)).toEqual([]);
      expect(only(await claim(there, 'there', now + 900))).toMatchObject({ address: C, tokens: 3 });
      const late = only(await claim(there, 'there', now + 5_000));
      expect(late).toMatchObject({ address: B, tokens: 2 });
      expect(late.items.map(({ key, attempts }) => [key, attempts])).toEqual([
        ['b1', 1],
        ['b2', 0],
      ]);
    });

    test('what is given up is listed, and can be sent again', async () => {
      const { here } = instances();
      await say(here, ['a1', A], ['a2', A], ['a3', A]);
      const now = later(here);
      const lane = only(await claim(here, 'here', now));
      const [one, two, three] = lane.items.map(({ id }) => id);
      await settle(
        here,
        lane,
        [
          { id: one ?? 0, kind: 'dead', reason: 'chat is gone' },
          { id: two ?? 0, kind: 'uncertain', reason: 'timeout' },
          { id: three ?? 0, kind: 'dropped', reason: 'newer' },
        ],
        now,
      );
      expect(await here.outbox.health(now)).toEqual({
        oldestMs: 0,
        pending: 0,
        held: 0,
        dead: 1,
        uncertain: 1,
      });
      expect(await here.outbox.deadLetters(9)).toEqual(
        expect.arrayContaining([
          { key: 'a1', address: A, ticketId: null, status: 'dead', reason: 'chat is gone', at: now },
          { key: 'a2', address: A, ticketId: null, status: 'uncertain', reason: 'timeout', at: now },
        ]),
      );

      expect(await here.outbox.resend('a2', now)).toBe(true);
      expect(await here.outbox.resend('a2', now)).toBe(false);
      expect(await here.outbox.resend('a3', now)).toBe(false);
      expect(keys(only(await claim(here, 'here', now)))).toEqual(['a2']);
    });

    test('its health is the age of the oldest unsent item and the counts', async () => {
      const { here } = instances();
      await say(here, ['a1', A], ['b1', B]);
      const { oldestMs, ...counts } = await here.outbox.health(later(here, 5_000));
      expect(counts).toEqual({ pending: 2, held: 0, dead: 0, uncertain: 0 });
      expect(oldestMs).toBeGreaterThanOrEqual(5_000);
    });

    test('the same key is an error, never a silent loss', async () => {
      const { here } = instances();
      await say(here, ['a1', A]);
      await expect(say(here, ['a1', A])).rejects.toThrow(/outbox_key/);
    });

    test('a key is known from the moment it is saved, sent or not', async () => {
      const { here, there } = instances();
      await say(here, ['a1', A], ['b1', B]);
      const now = later(here);
      for (const lane of await here.outbox.claim({ now, by: 'me', lanes: 1, perLane: 9, leaseMs: 1_000 }))
        await settle(here, lane, lane.items.map(sent), now);
      expect(await there.outbox.known(['a1', 'b1', 'c1'])).toEqual(new Set(['a1', 'b1']));
    });

    test('under load two senders keep every address in order and send everything once', async () => {
      const { here, there } = instances();
      const addresses = Array.from({ length: 12 }, (_, n) => `web:desk:${n}`);
      const received = new Map<string, number[]>(addresses.map((address) => [address, []]));
      const expected = 40;
      const write = async (store: StoreInstance, name: string) => {
        for (let n = 0; n < expected / 2; n++) {
          await Promise.all(addresses.map((address) => say(store, [`${name}/${address}/${n}`, address])));
        }
      };
      const send = async (store: StoreInstance, by: string) => {
        const total = () => [...received.values()].reduce((sum, { length }) => sum + length, 0);
        while (total() < expected * addresses.length) {
          const now = later(store);
          for (const lane of await store.outbox.claim({ now, by, lanes: 3, perLane: 4, leaseMs: 30_000 })) {
            for (const { id } of lane.items) received.get(lane.address)?.push(id);
            await settle(store, lane, lane.items.map(sent), now);
          }
        }
      };
      await Promise.all([write(here, 'x'), write(there, 'y'), send(here, 'here'), send(there, 'there')]);
      for (const ids of received.values()) {
        expect(ids).toHaveLength(expected);
        expect(ids).toEqual([...ids].sort((a, b) => a - b));
      }
    }, 30_000);
  });
}
