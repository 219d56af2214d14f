/** Customers come in as a list, are found by what people remember of their names, and stand somewhere in the journey. */
import { describe, expect, test } from '@jest/globals';
import type { CustomerLine } from '../../../src/desk/ports/customers.js';
import type { Address } from '../../../src/platform/address.js';
import { MONDAY, moving, opening, someTicket } from '../../support/change.js';
import type { Instances, StoreInstance } from '../store.contract.js';
import { publish } from './content.js';
import { stranger } from './people.js';

type Customer = Partial<CustomerLine['customer']>;
type Contact = Partial<NonNullable<CustomerLine['contact']>>;

function someLine(line: number, customer: Customer = {}, contact: Contact | null = null): CustomerLine {
  const blank = { kind: null, tier: null, fields: {}, dates: {}, stage: null };
  return {
    line,
    customer: { id: `C-${line}`, name: `客户${line}`, ...blank, ...customer },
    contact: contact && { name: null, phone: null, accounts: [], ...contact },
  };
}

const named = (line: number, name: string) => someLine(line, { name });

/** One list in one batch. */
async function bring(store: StoreInstance, lines: readonly CustomerLine[], now = MONDAY, dryRun = false) {
  const list = await store.customers.importing({ dryRun });
  try {
    return await list.batch(lines, now);
  } finally {
    await list.close();
  }
}

const kinds = (outcomes: Awaited<ReturnType<typeof bring>>) => outcomes.map(({ kind }) => kind);
const web = (account: string) => ({ platform: 'web', account });

export function customersContract(instances: Instances): void {
  describe('a list of customers', () => {
    test('is new once, then unchanged, then changed where it says something else', async () => {
      const { here, there } = instances();
      const full = someLine(2, {
        ...{ kind: 'person', tier: 'vip', stage: 'served' },
        ...{ fields: { credit_code: '91330106MA2CFGRT5Q' }, dates: { licence_expiry: '2027-01-31' } },
      });
      expect(kinds(await bring(here, [someLine(1), full]))).toEqual(['new', 'new']);
      expect(kinds(await bring(there, [someLine(1), full], MONDAY + 1))).toEqual(['unchanged', 'unchanged']);
      expect((await there.customers.customer('C-1'))?.customer).toMatchObject({
        kind: 'company',
        tier: null,
      });
      expect((await there.customers.customer('C-2'))?.customer).toEqual({
        ...full.customer,
        stageAt: MONDAY,
      });
      expect(kinds(await bring(there, [someLine(1, { tier: 'trial' }), full]))).toEqual([
        'changed',
        'unchanged',
      ]);
      expect(await here.customers.customer('C-3')).toBeNull();
    });

    test('leaves alone what it does not speak of', async () => {
      const { here } = instances();
      const first = {
        fields: { credit_code: 'A', taxpayer: 'small' },
        dates: { contract_end: '2026-12-31' },
      };
      await bring(here, [someLine(1, { tier: 'vip', stage: 'served', kind: 'person', ...first })]);
      await bring(here, [someLine(1, { fields: { taxpayer: 'general' } })], MONDAY + 1);
      expect((await here.customers.customer('C-1'))?.customer).toEqual({
        ...{ id: 'C-1', name: '客户1', kind: 'person', tier: 'vip', stage: 'served', stageAt: MONDAY },
        ...{ fields: { credit_code: 'A', taxpayer: 'general' }, dates: first.dates },
      });
      await bring(here, [someLine(1, { stage: 'renewal' })], MONDAY + 2);
      expect((await here.customers.customer('C-1'))?.customer).toMatchObject({
        ...{ stage: 'renewal', stageAt: MONDAY + 2 },
      });
    });

    test('names each customer once, in whichever batch; the first line counts', async () => {
      const { here } = instances();
      const list = await here.customers.importing({ dryRun: false });
      const twice = someLine(3, { id: 'C-1', name: '另一家' });
      const repeated = { kind: 'repeated', line: 1 };
      expect(await list.batch([someLine(1), someLine(2), twice], MONDAY)).toEqual([
        ...[{ kind: 'new' }, { kind: 'new' }, repeated],
      ]);
      expect(await list.batch([{ ...twice, line: 4 }, someLine(5)], MONDAY)).toEqual([
        ...[repeated, { kind: 'new' }],
      ]);
      await list.close();
      expect((await here.customers.customer('C-1'))?.customer.name).toBe('客户1');
    });

    test('tried out, tells the same and writes nothing', async () => {
      const { here } = instances();
      const lines = [someLine(1, {}, { name: '韩梅梅', accounts: [web('han')] }), someLine(2, { id: 'C-1' })];
      expect(kinds(await bring(here, lines, MONDAY, true))).toEqual(['new', 'repeated']);
      expect(await here.customers.customer('C-1')).toBeNull();
      expect(await here.people.person('web', 'han')).toBeNull();
      expect(kinds(await bring(here, lines))).toEqual(['new', 'repeated']);
    });

    test('brings its contacts: whoever writes from such an account is of this customer', async () => {
      const { here } = instances();
      const line = someLine(1, {}, { name: '韩梅梅', phone: '13800138000', accounts: [web('han')] });
      expect(kinds(await bring(here, [line]))).toEqual(['new']);
      expect(kinds(await bring(here, [line], MONDAY + 1))).toEqual(['unchanged']);
      const id = await stranger(here, 'han');
      expect(await here.people.requester(id)).toMatchObject({ name: '韩梅梅', customerId: 'C-1' });
      expect((await here.customers.customer('C-1'))?.contacts).toEqual([
        { id, name: '韩梅梅', phone: '13800138000' },
      ]);
      const renamed = someLine(1, {}, { name: '韩雪', accounts: [web('han')] });
      expect(kinds(await bring(here, [renamed]))).toEqual(['unchanged']); // people call themselves what they like
    });

    test('finds the people who wrote to us before, and keeps their own names', async () => {
      const { here } = instances();
      const known = await stranger(here, 'han');
      const nameless = someLine(2, { name: '李雷' }, { phone: '13900139000' });
      const lines = [someLine(1, {}, { name: '韩梅梅', accounts: [web('han'), web('mei')] }), nameless];
      await bring(here, lines);
      expect(await here.people.requester(known)).toMatchObject({ name: '韩梅梅', customerId: 'C-1' });
      expect(await here.people.person('web', 'mei')).toMatchObject({ id: known });
      expect((await here.customers.customer('C-2'))?.contacts).toMatchObject([
        { name: '李雷', phone: '13900139000' },
      ]);
      // With another company now.
      expect(kinds(await bring(here, [someLine(3, {}, { accounts: [web('han')] })]))).toEqual(['new']);
      expect(await here.people.requester(known)).toMatchObject({ name: '韩梅梅', customerId: 'C-3' });
    });

    test('makes no contact of a member, and none of one account twice', async () => {
      const { here } = instances();
      await publish(here, 'c', {
        ...{ teams: [], queues: [] },
        members: [
          {
            ...{
              id: 'lin',
              name: '林晓',
              teams: [],
              roles: ['agent'],
              skills: [],
              leader: null,
              locale: 'zh-CN' as const,
            },
            identities: [{ platform: 'web', account: 'lin', address: 'web:dm:lin' as Address }],
          },
        ],
      });
      const lines = [
        someLine(1, {}, { accounts: [web('lin')] }),
        someLine(2, {}, { accounts: [web('han')] }),
        someLine(3, {}, { accounts: [web('mei'), web('han')] }),
      ];
      expect(await bring(here, lines)).toEqual([
        { kind: 'taken', platform: 'web', account: 'lin', by: 'member' },
        { kind: 'new' },
        { kind: 'taken', platform: 'web', account: 'han', by: 'line' },
      ]);
      expect(await here.people.person('web', 'lin')).toEqual({ kind: 'member', id: 'lin' });
      expect(await here.customers.customer('C-3')).toBeNull();
    });
  });

  describe('a customer', () => {
    test('is found by its number, its name, and any two neighbouring characters of it', async () => {
      const { here } = instances();
      const names = ['杭州青禾科技有限公司', '青禾', '上海青禾进出口贸易有限公司', 'Blue Sky Ltd.'];
      await bring(
        here,
        names.map((name, index) => named(index + 1, name)),
      );
      const found = async (said: string) => {
        const { exact, matches } = await here.customers.search(said, 9);
        return [exact, ...matches.map(({ name }) => name)];
      };
      expect(await found('青禾')).toEqual([true, '青禾', names[0], names[2]]);
      expect(await found('禾科')).toEqual([false, names[0]]);
      expect(await found('青 禾科')).toEqual([false, names[0]]);
      expect(await found('ｂｌｕｅ　sky')).toEqual([false, 'Blue Sky Ltd.']);
      expect(await found('C-3')).toEqual([true, names[2]]);
      expect(await found('禾青')).toEqual([false]);
      expect(await found('%')).toEqual([false]);
      expect(await found('有限公司')).toEqual([false, names[0], names[2]]);
      expect((await here.customers.search('有限公司', 1)).matches).toHaveLength(1);
    });

    test('is near what was mistyped, and only then', async () => {
      const { here } = instances();
      await bring(here, [
        named(1, '杭州青禾科技有限公司'),
        named(2, '北京蓝天贸易公司'),
        named(3, 'Blue Sky'),
      ]);
      const near = async (said: string) =>
        (await here.customers.search(said, 9)).near.map(({ name }) => name);
      expect(await near('杭州清禾科技有限公司')).toEqual(['杭州青禾科技有限公司']);
      expect(await near('blu sky')).toEqual(['Blue Sky']);
      expect(await near('青禾')).toEqual([]);
      expect(await near('完全不同的名字')).toEqual([]);
    });

    test('has the tickets opened for it, with those its people opened before they were known to be of it', async () => {
      const { here } = instances();
      await bring(here, [someLine(1), someLine(2)]);
      const han = await stranger(here, 'han');
      const open = async (over: Parameters<typeof someTicket>[1]) => {
        const ticket = someTicket(await here.tickets.nextTicketId(), { requesterId: han, ...over });
        expect(await here.tickets.save(opening(ticket))).toEqual({ saved: true });
        return ticket;
      };
      const before = await open({});
      const its = await open({ customerId: 'C-1' });
      const others = await open({ customerId: 'C-2' });
      const tax = await open({ customerId: 'C-1', queue: 'tax' });
      const ids = async (people: readonly string[], queues = ['registration']) =>
        (await here.tickets.list({ customer: { id: 'C-1', people }, queues, limit: 9 })).map(({ id }) => id);
      expect(await ids([han])).toEqual([its.id, before.id]);
      expect(await ids([])).toEqual([its.id]);
      expect(await ids([han], ['registration', 'tax'])).toEqual([tax.id, its.id, before.id]);
      expect((await here.tickets.ticket(others.id))?.customer).toEqual({
        ...{ id: 'C-2', name: '客户2', tier: null, dates: {} },
      });
      // It stays so, whatever happens to the ticket.
      expect(await here.tickets.save(moving(its, { state: 'assigned' }))).toEqual({ saved: true });
      expect((await here.tickets.ticket(its.id))?.ticket.customerId).toBe('C-1');
    });

    test('has the orders paid for it, directly and through its people', async () => {
      const { here } = instances();
      await bring(here, [someLine(1, {}, { accounts: [web('han')] })]);
      const requesterId = await stranger(here, 'han');
      const pay = async (ref: string, customerId: string | null, paidAt: number) => {
        const id = await here.tickets.nextTicketId();
        const ticket = someTicket(id, { requesterId, customerId });
        await here.tickets.save(opening(ticket));
        const order = { ref, amount: 1999.5, paidAt };
        expect(await here.tickets.save(moving(ticket, {}, { order }))).toEqual({ saved: true });
      };
      await pay('PO-1', 'C-1', MONDAY);
      await pay('PO-2', null, MONDAY + 1);
      expect((await here.customers.customer('C-1'))?.orders).toEqual([
        { ref: 'PO-2', amount: 1999.5, paidAt: MONDAY + 1 },
        { ref: 'PO-1', amount: 1999.5, paidAt: MONDAY },
      ]);
    });

    test('stands in a stage, with the open tickets that concern the asker', async () => {
      const { here } = instances();
      await bring(here, [
        someLine(1, { stage: 'served', tier: 'vip' }),
        someLine(2, { stage: 'served' }),
        someLine(3, { stage: 'renewal' }),
        someLine(4),
      ]);
      const requesterId = await stranger(here, 'han');
      for (const [queue, category] of [
        ['registration', 'open'],
        ['tax', 'open'],
        ['registration', 'closed'],
      ] as const)
        await here.tickets.save(
          opening(
            someTicket(await here.tickets.nextTicketId(), {
              ...{ requesterId, customerId: 'C-1', queue, category },
            }),
          ),
        );
      expect(await here.customers.inStage('served', ['registration'], 1)).toEqual({
        total: 2,
        rows: [{ id: 'C-1', name: '客户1', tier: 'vip', stageAt: MONDAY, open: 1 }],
      });
      expect((await here.customers.inStage(null, [], 9)).rows.map(({ id }) => id)).toEqual(['C-4']);
      expect(await here.customers.inStage('left', [], 9)).toEqual({ total: 0, rows: [] });
    });
  });
}
