/** What quiet hours hold: beside the lanes until its time comes, then in its old place, once, by whichever instance. */
import { describe, expect, test } from '@jest/globals';
import type { OutboxBody, OutboxItem } from '../../../src/desk/ports/outbox.js';
import { someCard, someChange, someNotice } from '../../support/change.js';
import type { Instances, StoreInstance } from '../store.contract.js';
import { openTicket } from './people.js';

const A = 'web:desk:held-a';
const B = 'web:desk:held-b';

const save = (store: StoreInstance, ...outbox: readonly OutboxItem[]) =>
  store.tickets.save(someChange({ outbox }));
const until = (item: OutboxItem, heldUntil: number): OutboxItem => ({ ...item, heldUntil });

/** Takes everything that may be sent now, and gives it up. */
async function sent(store: StoreInstance, now: number) {
  const items: { key: string; body: OutboxBody }[] = [];
  for (const lane of await store.outbox.claim({ now, by: 'me', lanes: 10, perLane: 20, leaseMs: 1_000 })) {
    items.push(...lane.items.map(({ key, body }) => ({ key, body })));
    const outcomes = lane.items.map(({ id }) => ({ id, kind: 'dropped', reason: 'test' }) as const);
    await store.outbox.settle([{ lane, outcomes, dueAt: null, tokens: 1, tokensAt: now }], now);
  }
  return items;
}
const keys = (items: readonly { readonly key: string }[]) => items.map(({ key }) => key);

export function heldContract(instances: Instances): void {
  describe('what is held', () => {
    test('stands in nobody’s way, is counted, and goes out in its old order when its time comes', async () => {
      const { here } = instances();
      const now = here.clock.now() + 1_000;
      const morning = now + 60_000;
      await save(here, until(someNotice('h1', A), morning), someNotice('now', A));
      await save(here, until(someNotice('h2', A), morning), until(someNotice('b1', B), morning + 1));
      expect(await here.outbox.health(now)).toMatchObject({ held: 3, pending: 1 });
      expect(await here.outbox.release(now)).toEqual({ released: 0, nextAt: morning });
      expect(keys(await sent(here, now))).toEqual(['now']);
      expect(await here.outbox.nextDue()).toBeNull();

      await save(here, someNotice('later', A));
      expect(await here.outbox.health(morning + 5_000)).toMatchObject({
        oldestMs: expect.any(Number),
        held: 3,
      });
      expect(await here.outbox.release(morning)).toEqual({ released: 2, nextAt: morning + 1 });
      expect(keys(await sent(here, morning))).toEqual(['h1', 'h2', 'later']);
      expect(await here.outbox.release(morning + 1)).toEqual({ released: 1, nextAt: null });
      expect(keys(await sent(here, morning + 1))).toEqual(['b1']);
      expect(await here.outbox.health(morning)).toMatchObject({ held: 0, pending: 0 });
    });

    test('that it is overdue shows in its age', async () => {
      const { here } = instances();
      const now = here.clock.now();
      await save(here, until(someNotice('old', A), now - 7_000));
      expect((await here.outbox.health(now)).oldestMs).toBe(7_000);
      expect((await here.outbox.health(now - 8_000)).oldestMs).toBe(0);
    });

    test('two or three say how many they are; more are told in one, and live cards stay what they are', async () => {
      const { here } = instances();
      const now = here.clock.now() + 1_000;
      const { id } = await openTicket(here);
      const few = ['f1', 'f2'].map((key) => until(someNotice(key, A, id), now));
      const many = ['m1', 'm2', 'm3', 'm4'].map((key) => until(someNotice(key, B, id), now));
      await save(here, until(someCard('card', B, id), now), ...few, ...many);
      expect((await here.outbox.release(now)).released).toBe(7);
      const items = await sent(here, now);
      expect(keys(items)).toEqual(['f1', 'f2', 'card', 'm1']);
      const [first, second, card, gathered] = items.map(({ body }) => body);
      expect(first).toMatchObject({ kind: 'say', overnight: 2 });
      expect(second).toEqual(someNotice('f2', A, id).body);
      expect(card).toMatchObject({ kind: 'ticket' });
      expect(gathered).toEqual({
        kind: 'gathered',
        notices: many.map(({ body }) => ({ ...body, ticketId: id })),
      });
    });

    test('what is meant for a digest is told as one from the second on', async () => {
      const { here } = instances();
      const now = here.clock.now() + 1_000;
      const digest = (key: string, address: string) => {
        const item = someNotice(key, address);
        return until({ ...item, body: { ...item.body, digest: true } as typeof item.body }, now);
      };
      const two = [digest('d1', A), until(someNotice('d2', A), now)];
      await save(here, ...two, digest('alone', B));
      expect((await here.outbox.release(now)).released).toBe(3);
      const items = await sent(here, now);
      expect(keys(items)).toEqual(['d1', 'alone']);
      expect(items[0]?.body).toEqual({
        ...{ kind: 'gathered', digest: true },
        notices: two.map(({ body }) => ({ ...body, ticketId: null })),
      });
      expect(items[1]?.body).toMatchObject({ kind: 'say', digest: true });
    });

    test('the place is about what was released last', async () => {
      const { here } = instances();
      const now = here.clock.now() + 1_000;
      const one = await openTicket(here);
      await save(here, until(someNotice('told', `web:desk:asker-${one.id}`, one.id), now));
      await here.outbox.release(now);
      const asked = {
        ...{ platform: 'web', eventId: 'about', sender: { account: `asker-${one.id}` }, private: true },
        address: `web:desk:asker-${one.id}` as OutboxItem['address'],
        content: { kind: 'text', text: '?' } as const,
      };
      expect((await here.inbox.receive(asked, now)).place?.ticketId).toBe(one.id);
    });

    test('two instances that release at once release everything once, while others save', async () => {
      const { here, there } = instances();
      const now = here.clock.now() + 1_000;
      const addresses = Array.from({ length: 40 }, (_, n) => `web:desk:night-${n}`);
      await save(here, ...addresses.map((address) => until(someNotice(`n/${address}`, address), now)));
      const released = await Promise.all([
        here.outbox.release(now),
        ...addresses.map((address, n) => save(n % 2 ? here : there, someNotice(`day/${address}`, address))),
        there.outbox.release(now),
        here.outbox.release(now),
      ]);
      const counts = released.flatMap((one) => ('released' in one ? one.released : []));
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(40);
      const got: string[] = [];
      for (let more = await sent(there, now); more.length > 0; more = await sent(there, now))
        got.push(...keys(more));
      expect(new Set(got).size).toBe(80);
      for (const address of addresses)
        expect(got.indexOf(`n/${address}`)).toBeLessThan(got.indexOf(`day/${address}`));
    });

    test('other quiet hours end at another time for what is held already', async () => {
      const { here } = instances();
      const now = here.clock.now() + 1_000;
      const { requesterId } = await openTicket(here);
      const address = `web:desk:asker-${(await here.people.requester(requesterId))?.name.replace('asker-', '')}`;
      await save(
        here,
        until(someNotice('mine', address), now + 60_000),
        until(someNotice('other', A), now + 60_000),
      );
      const quiet = { from: '22:00', to: '08:00', weekends: false };
      await here.deeds.save(
        [{ deed: 'requesterPreferred', requester: requesterId, locale: 'en', quiet, hearsFrom: now }],
        `requester:${requesterId}`,
        someChange({}),
        now,
      );
      expect(await here.people.requester(requesterId)).toMatchObject({ locale: 'en', quiet });
      expect(await here.outbox.release(now)).toEqual({ released: 1, nextAt: now + 60_000 });
      expect(keys(await sent(here, now))).toEqual(['mine']);
    });
  });
}
