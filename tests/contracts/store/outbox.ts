/** The outbox: in order per address, by one sender at a time, whatever happens to senders. */
import { describe, expect, test } from '@jest/globals';
import type { Lane, Outcome } from '../../../src/desk/ports/outbox.js';
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

const keys = (lane: Lane | undefined) => lane?.items.map(({ key }) => key);

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
      await here.outbox.settle(lane, lane.items.map(sent), { now, ...NOBODY_LEFT, tokens: 2.5 });
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
      await here.outbox.settle(lane, [retry], { now, ...NOBODY_LEFT });
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
      await here.outbox.settle(lane, [sent(lane.items[0] as { id: number })], {
        now,
        ...NOBODY_LEFT,
        dueAt: now + 900,
      });
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
      await here.outbox.settle(lane, lane.items.map(sent), { now, ...NOBODY_LEFT });
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
      expect(lane.items.map(({ interrupted, attempts }) => [interrupted, attempts])).toEqual([
        [true, 1],
        [true, 1],
      ]);

      // The first one was only slow: what it sent counts, what it leaves is no longer its affair.
      await here.outbox.settle(lost, [sent(lost.items[0] as { id: number })], {
        now: now + 30_001,
        ...NOBODY_LEFT,
      });
      expect(await claim(here, 'here', now + 30_001)).toEqual([]);
      await there.outbox.settle(lane, [], { now: now + 30_002, ...NOBODY_LEFT });
      expect(keys(only(await claim(there, 'there', now + 30_002)))).toEqual(['a2']);
    });

    test('what is given up is listed, and can be sent again', async () => {
      const { here } = instances();
      await say(here, ['a1', A], ['a2', A], ['a3', A]);
      const now = later(here);
      const lane = only(await claim(here, 'here', now));
      const [one, two, three] = lane.items.map(({ id }) => id);
      await here.outbox.settle(
        lane,
        [
          { id: one ?? 0, kind: 'dead', reason: 'chat is gone' },
          { id: two ?? 0, kind: 'uncertain', reason: 'timeout' },
          { id: three ?? 0, kind: 'dropped', reason: 'newer' },
        ],
        { now, ...NOBODY_LEFT },
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
            await store.outbox.settle(lane, lane.items.map(sent), { now, ...NOBODY_LEFT });
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
