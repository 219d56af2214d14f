/** What instances share beside tickets: clock, bus, feed, state, locks. */
import { describe, expect, test } from '@jest/globals';
import type { Address } from '../../../src/platform/address.js';
import type { Instances, StoreInstance } from '../store.contract.js';

const A = 'web:desk:a' as Address;
const B = 'web:desk:b' as Address;

/** The next message on a topic. */
const heard = (store: StoreInstance, topic: string) =>
  new Promise<unknown>((resolve) => {
    const stop = store.bus.subscribe(topic, (payload) => {
      stop();
      resolve(payload);
    });
  });

export function sharedContract(instances: Instances): void {
  describe('bus', () => {
    test('a message reaches every instance, the one that sent it too, and only its topic', async () => {
      const { here, there } = instances();
      const wrong: unknown[] = [];
      const stop = here.bus.subscribe('other', (payload) => wrong.push(payload));
      const all = Promise.all([heard(here, 'content'), heard(there, 'content')]);
      await here.bus.publish('content', { id: '发布' });
      expect(await all).toEqual([{ id: '发布' }, { id: '发布' }]);
      expect(wrong).toEqual([]);
      stop();
    });

    test('a message too large for the bus is refused', async () => {
      await expect(instances().here.bus.publish('content', '大'.repeat(2_400))).rejects.toThrow('7000 bytes');
    });
  });

  describe('clock', () => {
    test('instances agree, and follow when it is moved', async () => {
      const { here, there } = instances();
      expect(Math.abs(here.clock.now() - there.clock.now())).toBeLessThan(250);
      const [before, offset] = [there.clock.now(), there.clock.offset()];
      const told = heard(there, 'clock');
      await here.clock.advance(3_600_000);
      await told;
      expect(there.clock.offset()).toBe(offset + 3_600_000);
      expect(there.clock.now()).toBeGreaterThanOrEqual(before + 3_600_000);
      expect(Math.abs(here.clock.now() - there.clock.now())).toBeLessThan(250);
    });

    test('it cannot travel back in time', async () => {
      const { here } = instances();
      await expect(here.clock.advance(-1)).rejects.toThrow('cannot travel back in time');
      await expect(here.clock.advance(Number.NaN)).rejects.toThrow('cannot travel back in time');
    });
  });

  describe('feed', () => {
    test('an item is kept once per key', async () => {
      const { here, there } = instances();
      const item = { key: 'k1', address: A, author: 'bot', body: { text: '您好' } };
      const first = await here.feed.append(item);
      expect(await there.feed.append({ ...item, body: { text: 'again' } })).toEqual(first);
      expect(first).toMatchObject({ address: A, author: 'bot', body: { text: '您好' } });
    });

    test('a reader asks for what is newer, updates included', async () => {
      const { here, there } = instances();
      const append = (key: string, address: Address) =>
        here.feed.append({ key, address, author: 'han', body: key });
      const [one, two, three] = [await append('1', A), await append('2', B), await append('3', A)];
      const ids = async (revision: number, limit: number, ...addresses: Address[]) =>
        (await there.feed.since(addresses, revision, limit)).map(({ id }) => id);
      expect(await ids(0, 2, A, B)).toEqual([two.id, three.id]);
      expect(await ids(0, 9, A)).toEqual([one.id, three.id]);
      expect(await ids(one.revision, 1, A, B)).toEqual([two.id]);

      const updated = await there.feed.update(one.id, 'new');
      expect(updated?.revision).toBeGreaterThan(three.revision);
      expect(await here.feed.since([A, B], three.revision, 9)).toEqual([{ ...one, ...updated, body: 'new' }]);
      expect(await here.feed.update(999_999, 'x')).toBeNull();
    });

    test('readers that poll while many write miss nothing', async () => {
      const { here, there } = instances();
      const total = 120;
      const seen: number[] = [];
      const read = async () => {
        let revision = 1;
        while (seen.length < total) {
          const items = await there.feed.since([A, B], revision, 50);
          seen.push(...items.map(({ id }) => id));
          revision = items.at(-1)?.revision ?? revision;
        }
      };
      const write = async (store: StoreInstance, name: string) => {
        for (let n = 0; n < total / 4; n++) {
          await store.feed.append({ key: `${name}${n}`, address: n % 2 ? A : B, author: name, body: n });
        }
      };
      await here.feed.append({ key: 'first', address: 'web:desk:c' as Address, author: 'x', body: 0 });
      await Promise.all([read(), write(here, 'w'), write(there, 'x'), write(here, 'y'), write(there, 'z')]);
      expect(new Set(seen).size).toBe(total);
    }, 30_000);
  });

  describe('state and locks', () => {
    test('of two writers that read the same version one wins', async () => {
      const { here, there } = instances();
      expect(await here.state.get('token')).toBeNull();
      const born = await Promise.all(
        [here, there].map(({ state }) => state.compareAndSet('token', 0, { t: 1 })),
      );
      expect(born.sort()).toEqual([false, true]);
      const moved = await Promise.all(
        [here, there].map(({ state }) => state.compareAndSet('token', 1, null)),
      );
      expect(moved.sort()).toEqual([false, true]);
      expect(await there.state.get('token')).toEqual({ value: null, version: 2 });
    });

    test('a lock has one holder, among instances and inside one', async () => {
      const { here, there } = instances();
      const ran: string[] = [];
      const won = await here.lock('bot', async () => {
        expect(await there.lock('bot', async () => void ran.push('there'))).toBe(false);
        expect(await here.lock('bot', async () => void ran.push('here again'))).toBe(false);
        expect(await there.lock('other', async () => void ran.push('other'))).toBe(true);
      });
      expect(won).toBe(true);
      expect(ran).toEqual(['other']);
      expect(await there.lock('bot', async () => void ran.push('there'))).toBe(true);
      await expect(here.lock('bot', () => Promise.reject(new Error('work failed')))).rejects.toThrow(
        'work failed',
      );
      expect(await there.lock('bot', async () => {})).toBe(true);
    });
  });
}
