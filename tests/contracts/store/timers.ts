/** Timers: each fires once, whoever looks, and rests on the ticket as it is then. */
import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../../src/desk/ports/change.js';
import type { DueTimer } from '../../../src/desk/ports/timers.js';
import type { Ticket } from '../../../src/tickets/ticket.js';
import { MONDAY, moving, someChange } from '../../support/change.js';
import type { Instances, StoreInstance } from '../store.contract.js';
import { openTicket } from './people.js';

const DUE = MONDAY + 60_000;

function timerOf(ticket: Ticket, rule: string, over: { visit?: number; dueAt?: number } = {}) {
  const { visit = 1, dueAt = DUE } = over;
  return { key: `${ticket.id}/${visit}/${rule}/1`, rule, visit, occurrence: 1, dueAt };
}

async function withTimers(
  store: StoreInstance,
  ...timers: readonly (readonly [rule: string, dueAt: number])[]
) {
  const opened = await openTicket(store);
  const change = moving(
    opened,
    {},
    { timers: timers.map(([rule, dueAt]) => timerOf(opened, rule, { dueAt })) },
  );
  await store.tickets.save(change);
  return change.ticket?.ticket as Ticket;
}

/** Settles every timer with a change of its ticket. */
const settleAll = (due: readonly DueTimer[]): Change[] =>
  due.map(({ key, read }) => {
    const timer = { key };
    return read ? moving(read.ticket, {}, {}, { timer }) : someChange({ timer });
  });

const options = { now: DUE, limit: 100, skip: [] };

export function timersContract(instances: Instances): void {
  describe('timers', () => {
    test('what is due is handed over with its ticket, once', async () => {
      const { here } = instances();
      const ticket = await withTimers(here, ['warn', DUE], ['limit', DUE + 1]);
      expect(await here.timers.nextDue()).toBe(DUE);
      const seen: DueTimer[] = [];
      const decide = (due: readonly DueTimer[]) => {
        seen.push(...due);
        return settleAll(due);
      };
      expect(await here.timers.fireDue({ ...options, now: DUE - 1 }, decide)).toBe(0);
      expect(await here.timers.fireDue(options, decide)).toBe(1);
      expect(await here.timers.fireDue(options, decide)).toBe(0);
      expect(seen).toMatchObject([
        { key: `${ticket.id}/1/warn/1`, rule: 'warn', visit: 1, occurrence: 1, dueAt: DUE, routine: null },
      ]);
      expect(seen[0]?.read?.ticket).toEqual(ticket);
      expect(await here.timers.pending(ticket.id)).toEqual([timerOf(ticket, 'limit', { dueAt: DUE + 1 })]);
      expect((await here.tickets.ticket(ticket.id))?.ticket.version).toBe(ticket.version + 1);
    });

    test('two timers of one ticket fire one after the other', async () => {
      const { here } = instances();
      const ticket = await withTimers(here, ['limit', DUE], ['warn', DUE - 1]);
      const rules: string[] = [];
      const decide = (due: readonly DueTimer[]) => {
        rules.push(...due.map(({ rule }) => rule));
        return settleAll(due);
      };
      expect(await here.timers.fireDue(options, decide)).toBe(1);
      expect(await here.timers.fireDue(options, decide)).toBe(1);
      expect(rules).toEqual(['warn', 'limit']);
      expect((await here.tickets.ticket(ticket.id))?.ticket.version).toBe(ticket.version + 2);
    });

    test('two instances fire every timer exactly once', async () => {
      const { here, there } = instances();
      const tickets = await Promise.all(Array.from({ length: 60 }, () => withTimers(here, ['limit', DUE])));
      const fired: string[] = [];
      const work = async (store: StoreInstance) => {
        const decide = (due: readonly DueTimer[]) => {
          fired.push(...due.map(({ key }) => key));
          return settleAll(due);
        };
        while ((await store.timers.nextDue()) !== null)
          await store.timers.fireDue({ ...options, limit: 7 }, decide);
      };
      await Promise.all([work(here), work(there), work(here), work(there)]);
      expect(fired).toHaveLength(60);
      expect(new Set(fired).size).toBe(60);
      const versions = await Promise.all(tickets.map(({ id }) => here.tickets.ticket(id)));
      expect(new Set(versions.map((read) => read?.ticket.version))).toEqual(new Set([3]));
    }, 30_000);

    test('a timer already fired makes a save a duplicate', async () => {
      const { here } = instances();
      const ticket = await withTimers(here, ['limit', DUE]);
      await here.timers.fireDue(options, settleAll);
      const again = someChange({ timer: { key: timerOf(ticket, 'limit').key } });
      expect(await here.tickets.save(again)).toEqual({ saved: false, why: 'duplicate' });
    });

    test('a decision that throws changes nothing; the poisoned one is taken out, the others fire', async () => {
      const { here } = instances();
      const bad = await withTimers(here, ['limit', DUE]);
      const good = await withTimers(here, ['limit', DUE + 1]);
      const decide = (due: readonly DueTimer[]) => {
        if (due.some(({ read }) => read?.ticket.id === bad.id)) throw new Error('cannot be decided');
        return settleAll(due);
      };
      const both = { ...options, now: DUE + 1 };
      await expect(here.timers.fireDue(both, decide)).rejects.toThrow('cannot be decided');
      expect(await here.timers.pending(good.id)).toHaveLength(1);

      const key = timerOf(bad, 'limit').key;
      expect(await here.timers.fireDue({ ...both, limit: 1, skip: [key] }, decide)).toBe(1);
      await here.timers.poison(key, 'cannot be decided');
      expect(await here.timers.fireDue(both, decide)).toBe(0);
      expect(await here.timers.nextDue()).toBeNull();
    });

    test('a decision that forgets a timer is an error', async () => {
      const { here } = instances();
      const ticket = await withTimers(here, ['limit', DUE]);
      await expect(here.timers.fireDue(options, () => [])).rejects.toThrow(timerOf(ticket, 'limit').key);
    });

    test('what a timer waited for is over: by visit, or by rule in the present visit', async () => {
      const { here } = instances();
      const ticket = await withTimers(here, ['warn', DUE], ['limit', DUE], ['sop:unpaid', DUE]);
      const unwarned = moving(ticket, {}, { voidRules: ['warn'] });
      await here.tickets.save(unwarned);
      const rules = async () => (await here.timers.pending(ticket.id)).map(({ rule }) => rule).sort();
      expect(await rules()).toEqual(['limit', 'sop:unpaid']);

      const next = timerOf(ticket, 'limit', { visit: 2 });
      const moved = moving(
        unwarned.ticket?.ticket as Ticket,
        { visit: 2 },
        { voidVisits: [1], timers: [next] },
      );
      await here.tickets.save(moved);
      expect(await here.timers.pending(ticket.id)).toEqual([next]);
    });

    test('a save never voids the timers it sets, and may set a void one again', async () => {
      const { here } = instances();
      const ticket = await withTimers(here, ['limit', DUE]);
      const longer = timerOf(ticket, 'limit', { dueAt: DUE + 500 });
      await here.tickets.save(moving(ticket, {}, { voidRules: ['limit'], timers: [longer] }));
      expect(await here.timers.pending(ticket.id)).toEqual([longer]);
    });

    test("a routine's occurrence is written once, moves while it waits, and fires once without a ticket", async () => {
      const { here, there } = instances();
      await here.timers.setRoutine('tax', '2026-03-13', DUE);
      await there.timers.setRoutine('tax', '2026-03-13', DUE + 9);
      expect(await here.timers.nextDue()).toBe(DUE + 9);
      await there.timers.setRoutine('tax', '2026-03-13', DUE);
      const seen: DueTimer[] = [];
      const fired = await there.timers.fireDue(options, (due) => {
        seen.push(...due);
        return settleAll(due);
      });
      expect(fired).toBe(1);
      expect(seen).toMatchObject([{ routine: 'tax', read: null, dueAt: DUE }]);
      await here.timers.setRoutine('tax', '2026-03-13', DUE + 9);
      expect(await here.timers.nextDue()).toBeNull();
    });
  });
}
