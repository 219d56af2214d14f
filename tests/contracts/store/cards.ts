/** Live cards: refreshed once however often the ticket changed, and never left showing an old state. */
import { describe, expect, test } from '@jest/globals';
import type { Lane, OutboxRow, Outcome } from '../../../src/desk/ports/outbox.js';
import type { Ticket } from '../../../src/tickets/ticket.js';
import { MONDAY, moving, someCard } from '../../support/change.js';
import type { Instances, StoreInstance } from '../store.contract.js';
import { openTicket } from './people.js';

const GROUP = 'web:desk:group-1';
const NOW = MONDAY + 1_000;
const LEFT = { dueAt: null, tokens: 1, tokensAt: NOW };

async function claimOne(store: StoreInstance): Promise<Lane> {
  const lanes = await store.outbox.claim({ now: NOW, by: 'me', lanes: 9, perLane: 9, leaseMs: 1_000 });
  expect(lanes).toHaveLength(1);
  return lanes[0] as Lane;
}

/** Gives a lane back with what became of its items. */
const settle = (store: StoreInstance, lane: Lane, ...outcomes: readonly Outcome[]) =>
  store.outbox.settle([{ lane, outcomes, ...LEFT }], NOW);

function shown({ id }: OutboxRow, ticket: Ticket, ref = `m${id}`): Outcome {
  const post = {
    audience: { kind: 'group', team: 'registration' },
    ticketId: ticket.id,
    version: ticket.version,
  } as const;
  return { id, kind: 'sent', ref, editableUntil: NOW + 9, post };
}

/** A ticket whose card stands in the group. */
async function postedTicket(store: StoreInstance): Promise<Ticket> {
  const opened = await openTicket(store);
  const change = moving(opened, {}, {}, { outbox: [someCard(`card/${opened.id}`, GROUP, opened.id)] });
  const ticket = change.ticket?.ticket as Ticket;
  await store.tickets.save(change);
  const lane = await claimOne(store);
  await settle(store, lane, shown(lane.items[0] as OutboxRow, ticket));
  return ticket;
}

async function refreshed(store: StoreInstance, ticket: Ticket): Promise<Ticket> {
  const change = moving(ticket, {}, { refresh: true });
  expect(await store.tickets.save(change)).toEqual({ saved: true });
  return change.ticket?.ticket as Ticket;
}

const postOf = ({ body }: OutboxRow) => (body.kind === 'refresh' ? body.post : '');

export function cardsContract(instances: Instances): void {
  describe('live cards', () => {
    test('many changes in a row refresh a posted card once', async () => {
      const { here } = instances();
      let ticket = await postedTicket(here);
      for (let n = 0; n < 3; n++) ticket = await refreshed(here, ticket);
      const { items } = await claimOne(here);
      expect(items.map(({ body }) => body.kind)).toEqual(['refresh']);
      expect(await here.outbox.post(postOf(items[0] as OutboxRow))).toMatchObject({
        ticketId: ticket.id,
        address: GROUP,
        audience: { kind: 'group', team: 'registration' },
        locale: 'zh-CN',
        version: 2,
        editableUntil: NOW + 9,
      });
    });

    test('a ticket without a posted card has nothing to refresh', async () => {
      const { here } = instances();
      await refreshed(here, await openTicket(here));
      expect(await here.outbox.nextDue()).toBeNull();
      expect(await here.outbox.post('nowhere')).toBeNull();
    });

    test('a change during a refresh asks for another one', async () => {
      const { here } = instances();
      const before = await refreshed(here, await postedTicket(here));
      const lane = await claimOne(here);
      const after = await refreshed(here, before);
      await settle(here, lane, shown(lane.items[0] as OutboxRow, before));
      const again = await claimOne(here);
      expect(again.items).toHaveLength(1);
      await settle(here, again, shown(again.items[0] as OutboxRow, after));
      expect(await here.outbox.nextDue()).toBeNull();
    });

    test('a card that was overtaken while it was first posted is refreshed', async () => {
      const { here } = instances();
      const opened = await openTicket(here);
      const change = moving(opened, {}, {}, { outbox: [someCard('card', GROUP, opened.id)] });
      const rendered = change.ticket?.ticket as Ticket;
      await here.tickets.save(change);
      const lane = await claimOne(here);
      await refreshed(here, rendered);
      await settle(here, lane, shown(lane.items[0] as OutboxRow, rendered));
      expect((await claimOne(here)).items.map(({ body }) => body.kind)).toEqual(['refresh']);
    });

    test('a refresh that must wait gives way to a newer one', async () => {
      const { here } = instances();
      const before = await refreshed(here, await postedTicket(here));
      const lane = await claimOne(here);
      await refreshed(here, before);
      const retry = { id: lane.items[0]?.id ?? 0, kind: 'retry', at: NOW + 50, reason: 'slow' } as const;
      await settle(here, lane, retry);
      expect((await here.outbox.health(NOW)).pending).toBe(1);
    });

    test('a card posted anew in the same place is the live one', async () => {
      const { here } = instances();
      const ticket = await postedTicket(here);
      await here.tickets.save(
        moving(ticket, {}, { refresh: true }, { outbox: [someCard('again', GROUP, ticket.id)] }),
      );
      const lane = await claimOne(here);
      expect(lane.items.map(({ body }) => body.kind)).toEqual(['refresh', 'ticket']);
      const now = { ...ticket, version: ticket.version + 1 };
      const outcomes = lane.items.map((item) => shown(item, now, item.body.kind));
      await settle(here, lane, ...outcomes);
      const post = await here.outbox.post(postOf(lane.items[0] as OutboxRow));
      expect(post).toMatchObject({ ref: 'ticket', version: now.version });
    });
  });
}
