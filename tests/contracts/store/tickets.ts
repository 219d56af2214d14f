/** Tickets: saved all or nothing, read back as they were. */
import { describe, expect, test } from '@jest/globals';
import type { Address } from '../../../src/platform/address.js';
import {
  MONDAY,
  moving,
  opening,
  someChange,
  someEvent,
  someNotice,
  someTicket,
} from '../../support/change.js';
import type { Instances } from '../store.contract.js';
import { inbound, openTicket, stranger } from './people.js';

export function ticketsContract(instances: Instances): void {
  describe('tickets', () => {
    test('a ticket is read back as it was saved, with its personal values and its requester', async () => {
      const { here, there } = instances();
      const requesterId = await stranger(here, 'han');
      const id = await here.tickets.nextTicketId();
      const limit = { dueAt: MONDAY + 5, warnAt: MONDAY + 3, warnedAt: null, lateAt: null, lateReason: true };
      const ticket = someTicket(id, {
        requesterId,
        limit,
        told: ['spot_check'],
        assigneeId: 'wang',
        checklist: { names_match: { by: 'wang', at: MONDAY } },
        proposal: {
          transition: 'assign',
          input: { to: 'li' },
          by: 'wang',
          at: MONDAY,
          lateReason: null,
          lateNote: null,
        },
        last: { by: 'member:wang', what: 'claimed', at: MONDAY + 1 },
      });
      const personal = [{ field: 'phone', value: '13800138000', salt: 's' }];
      expect(await here.tickets.save(opening(ticket, { personal }))).toEqual({ saved: true });

      expect(await there.tickets.ticket(id)).toEqual({
        ticket: { ...ticket, fields: { ...ticket.fields, phone: '13800138000' } },
        watching: [],
        requester: {
          id: requesterId,
          name: 'han',
          locale: 'zh-CN',
          address: 'web:desk:han',
          quiet: null,
          customerId: null,
        },
        customer: null,
        head: someEvent(id, 0).hash,
      });
      expect(await here.tickets.ticket(id + 1000)).toBeNull();
    });

    test('the stays of a ticket are told in order, each with whoever held it when it ended', async () => {
      const { here, there } = instances();
      const ticket = await openTicket(here);
      const next = { state: 'review', visit: ticket.visit + 1, enteredAt: MONDAY + 60_000 };
      const left = { visit: ticket.visit, leftAt: MONDAY + 60_000, minutes: 1, memberId: 'wang' };
      const entered = { visit: next.visit, state: next.state, enteredAt: next.enteredAt, again: true };
      expect(await there.tickets.stays(ticket.id)).toEqual([{ state: ticket.state, memberId: null }]);
      await here.tickets.save(moving(ticket, next, { left, entered }));
      expect(await there.tickets.stays(ticket.id)).toEqual([
        { state: ticket.state, memberId: 'wang' },
        { state: 'review', memberId: null },
      ]);
      expect(await here.tickets.stays(ticket.id + 1000)).toEqual([]);
    });

    test('ticket numbers are never given twice', async () => {
      const { here, there } = instances();
      const ids = await Promise.all([1, 2, 3, 4].map((n) => (n % 2 ? here : there).tickets.nextTicketId()));
      expect(new Set(ids).size).toBe(4);
    });

    test('of two changes that rest on one version exactly one is saved', async () => {
      const { here, there } = instances();
      const ticket = await openTicket(here);
      const saved = await Promise.all([
        here.tickets.save(moving(ticket, { title: 'here' })),
        there.tickets.save(moving(ticket, { title: 'there' })),
      ]);
      expect(saved).toContainEqual({ saved: true });
      expect(saved).toContainEqual({ saved: false, why: 'conflict' });
      expect(await here.tickets.events(ticket.id)).toHaveLength(2);
    });

    test('a change that lost leaves nothing behind', async () => {
      const { here } = instances();
      const ticket = await openTicket(here);
      const message = inbound('han', '完成');
      await here.inbox.receive(message, MONDAY);
      const settles = { platform: 'web', eventId: message.eventId, reply: null };
      const late = moving(
        { ...ticket, version: 7 },
        {},
        {},
        {
          inbox: settles,
          outbox: [someNotice('lost', 'web:desk:han')],
          commands: [{ key: 'lost', command: { type: 'note', input: {}, actor: { kind: 'system' } } }],
        },
      );
      expect(await here.tickets.save(late)).toEqual({ saved: false, why: 'conflict' });

      expect((await here.inbox.receive(message, MONDAY)).status).toBe('working');
      expect(await here.outbox.nextDue()).toBeNull();
      expect(await here.commands.claim({ now: MONDAY, limit: 9, leaseMs: 1 })).toEqual([]);
      expect((await here.tickets.ticket(ticket.id))?.ticket).toEqual(ticket);
    });

    test('what settled an inbound already has no second effect', async () => {
      const { here, there } = instances();
      const ticket = await openTicket(here);
      const message = inbound('han', '备注');
      await here.inbox.receive(message, MONDAY);
      const inbox = {
        platform: 'web',
        eventId: message.eventId,
        reply: { toast: { tone: 'good', text: '好' } },
      } as const;
      expect(await here.tickets.save(moving(ticket, {}, {}, { inbox }))).toEqual({ saved: true });

      const read = await there.tickets.ticket(ticket.id);
      const again = moving(read?.ticket ?? ticket, {}, {}, { inbox });
      expect(await there.tickets.save(again)).toEqual({ saved: false, why: 'duplicate' });
      const redelivered = await there.inbox.receive(message, MONDAY);
      expect(redelivered).toMatchObject({ status: 'settled', reply: inbox.reply });
    });

    test('a decision that rests on an old directory or an old content is a conflict', async () => {
      const { here } = instances();
      const { version } = await here.people.directory();
      const expects = (table: 'directory' | 'content', rested: number) =>
        here.tickets.save(someChange({ expect: [{ table, version: rested }] }));
      expect(await expects('directory', version)).toEqual({ saved: true });
      expect(await expects('directory', version + 1)).toEqual({ saved: false, why: 'conflict' });
      expect(await expects('content', 4711)).toEqual({ saved: false, why: 'conflict' });
    });

    test('events come back in order, as they were sealed', async () => {
      const { here } = instances();
      const ticket = await openTicket(here);
      const events = [1, 2, 3].map((seq) => someEvent(ticket.id, seq, { data: { n: seq, text: '第三' } }));
      await here.tickets.save(moving(ticket, { events: 4 }, { events }));
      expect(await here.tickets.events(ticket.id)).toEqual([someEvent(ticket.id, 0), ...events]);
    });

    test('an order finds its ticket, the open one first', async () => {
      const { here } = instances();
      const order = { ref: 'PO-1', amount: 1999.5, paidAt: MONDAY };
      const first = await openTicket(here, { orderRef: 'PO-1' });
      expect(await here.tickets.save(moving(first, {}, { order }))).toEqual({ saved: true });
      const second = await openTicket(here, {
        orderRef: 'PO-1',
        category: 'closed',
        requesterId: first.requesterId,
      });
      expect(second.id).toBeGreaterThan(first.id);
      expect(await here.tickets.ticketOfOrder('PO-1')).toBe(first.id);
      expect(await here.tickets.ticketOfOrder('PO-2')).toBeNull();
    });

    test('lists show whose tickets were asked for, newest first', async () => {
      const { here } = instances();
      const mine = await openTicket(here, { assigneeId: 'wang', limit: null });
      const { requesterId } = mine;
      const other = await openTicket(here, { queue: 'tax' });
      const done = await openTicket(here, { requesterId, category: 'closed' });
      const ids = async (filter: Parameters<typeof here.tickets.list>[0]) =>
        (await here.tickets.list(filter)).map(({ id }) => id);

      expect(await ids({ requesterId, limit: 9 })).toEqual([done.id, mine.id]);
      expect(await ids({ requesterId, open: true, limit: 9 })).toEqual([mine.id]);
      expect(await ids({ queues: ['registration', 'tax'], limit: 2 })).toEqual([done.id, other.id]);
      expect(await ids({ queues: ['tax'], open: true, limit: 9 })).toEqual([other.id]);
      expect(await ids({ assigneeId: 'wang', limit: 9 })).toEqual([mine.id]);
      expect(await here.tickets.list({ assigneeId: 'wang', limit: 9 })).toEqual([
        {
          id: mine.id,
          version: 1,
          title: mine.title,
          sop: mine.sop,
          content: mine.content,
          state: 'review',
          category: 'open',
          queue: 'registration',
          assigneeId: 'wang',
          requesterName: `asker-${mine.id}`,
          enteredAt: MONDAY,
          dueAt: null,
          lateAt: null,
          held: false,
          targets: [],
          createdAt: MONDAY,
        },
      ]);
    });

    test('a file belongs to the first ticket whose field names it', async () => {
      const { here } = instances();
      const bytes = new TextEncoder().encode('scan');
      const stored = { name: '身份证.png', type: 'image/png', bytes, personal: true, now: MONDAY };
      const file = await here.files.put(stored);
      const ticket = await openTicket(here);
      const personal = [{ field: 'id_scan', value: [file], salt: 's' }];
      await here.tickets.save(moving(ticket, {}, { personal }));
      const later = await openTicket(here, { fields: { id_scan: [file] } });

      expect(later.id).not.toBe(ticket.id);
      expect(await here.files.get(file.id)).toMatchObject({ file, ticketId: ticket.id });
    });

    test('a dialogue is kept until it is over', async () => {
      const { here } = instances();
      const message = inbound('han', '1');
      const { person } = await here.inbox.receive(message, MONDAY);
      const address = 'web:desk:han' as Address;
      const state = { kind: 'draft', text: '打印机卡纸', startedAt: MONDAY } as const;
      const remember = (next: typeof state | null) =>
        here.tickets.save(
          someChange({ dialogue: { address, person: `requester:${person.id}`, state: next, now: MONDAY } }),
        );
      await remember(state);
      expect((await here.inbox.context(message)).dialogue).toEqual(state);
      await remember(null);
      expect((await here.inbox.context(message)).dialogue).toBeNull();
    });
  });
}
