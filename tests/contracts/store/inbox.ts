/** The inbox: received once, with everything that understanding it needs. */
import { describe, expect, test } from '@jest/globals';
import type { Address } from '../../../src/platform/address.js';
import { MONDAY, moving, someChange, someNotice } from '../../support/change.js';
import type { Instances } from '../store.contract.js';
import { inbound, openTicket } from './people.js';

const GROUP = 'web:desk:group-1' as Address;

export function inboxContract(instances: Instances): void {
  describe('inbox', () => {
    test('the first delivery is new, the second is being worked on', async () => {
      const { here, there } = instances();
      const message = inbound('han', '打印机卡纸');
      expect(await here.inbox.receive(message, MONDAY)).toMatchObject({
        status: 'new',
        reply: null,
        dialogue: null,
      });
      expect((await there.inbox.receive(message, MONDAY)).status).toBe('working');
    });

    test('two first messages of one stranger make one requester', async () => {
      const { here, there } = instances();
      const texts = ['喂', '有人吗', '在吗', '急'];
      const received = await Promise.all(
        texts.map((text, n) => (n % 2 ? here : there).inbox.receive(inbound('stranger', text), MONDAY)),
      );
      expect(new Set(received.map(({ person }) => person.id)).size).toBe(1);
      expect(received.every(({ status }) => status === 'new')).toBe(true);
      const person = { kind: 'requester', id: received[0]?.person.id, name: 'stranger', locale: 'zh-CN' };
      expect(await here.people.person('web', 'stranger')).toEqual(person);
    });

    test('strangers who all come at once, each message several times and in any order, are all received', async () => {
      const { here, there } = instances();
      for (let round = 0; round < 8; round += 1) {
        const messages = Array.from({ length: 12 }, (_, n) => inbound(`crowd-${round}-${n % 4}`, `${n}`));
        const orders = [messages, messages.toReversed(), [...messages.slice(6), ...messages.slice(0, 6)]];
        const received = await Promise.all(
          orders.flatMap((order, n) =>
            order.map((message) => (n % 2 ? here : there).inbox.receive(message, MONDAY)),
          ),
        );
        expect(received.filter(({ status }) => status === 'new')).toHaveLength(messages.length);
        expect(new Set(received.map(({ person }) => person.id)).size).toBe(4);
      }
    });

    test('people are answered where they last wrote to us alone', async () => {
      const { here } = instances();
      const { person } = await here.inbox.receive(
        inbound('han', 'a', { address: GROUP, private: false }),
        MONDAY,
      );
      expect((await here.people.requester(person.id))?.address).toBeNull();
      await here.inbox.receive(inbound('han', 'b'), MONDAY);
      await here.inbox.receive(inbound('han', 'c', { address: GROUP, private: false }), MONDAY);
      expect((await here.people.requester(person.id))?.address).toBe('web:desk:han');
    });

    test('texts that no database can hold are received all the same', async () => {
      const { here } = instances();
      const message = inbound('han', 'NUL \0 and half a \ud83d smile');
      expect((await here.inbox.receive(message, MONDAY)).status).toBe('new');
      const [row] = await here.inbox.unsettled(MONDAY + 1, 9);
      expect(row).toMatchObject({ inbound: { content: { text: 'NUL  and half a \ufffd smile' } } });
    });

    test('what a crash left behind is found, oldest first, and nothing else', async () => {
      const { here } = instances();
      const [first, second, done] = ['1', '2', '3'].map((text) => inbound('han', text));
      if (!first || !second || !done) throw new Error('unreachable');
      await here.inbox.receive(second, MONDAY + 2);
      await here.inbox.receive(first, MONDAY + 1);
      await here.inbox.receive(done, MONDAY);
      await here.inbox.receive(inbound('han', 'just now'), MONDAY + 10);
      await here.tickets.save(someChange({ inbox: { platform: 'web', eventId: done.eventId, reply: null } }));
      expect(await here.inbox.unsettled(MONDAY + 10, 9)).toEqual([{ inbound: first }, { inbound: second }]);
    });

    test('a signed hook is received once per source and id', async () => {
      const { here, there } = instances();
      const hook = {
        source: 'payment',
        id: 'p-1',
        type: 'paid',
        ticketId: null,
        orderRef: 'PO-1',
        data: { amount: 5 },
      };
      expect(await here.inbox.receiveHook(hook, MONDAY)).toEqual({ status: 'new', reply: null });
      expect(await there.inbox.receiveHook(hook, MONDAY)).toEqual({ status: 'working', reply: null });
      expect((await here.inbox.receiveHook({ ...hook, source: 'stock' }, MONDAY)).status).toBe('new');
      expect(await here.inbox.unsettled(MONDAY + 1, 1)).toEqual([{ hook }]);

      const settled = someChange({ inbox: { platform: 'hook:payment', eventId: 'p-1', reply: null } });
      expect(await here.tickets.save(settled)).toEqual({ saved: true });
      expect(await there.tickets.save(settled)).toEqual({ saved: false, why: 'duplicate' });
      expect((await here.inbox.receiveHook(hook, MONDAY)).status).toBe('settled');
    });

    test('a text without a number means the newest ticket told about here that is theirs', async () => {
      const { here } = instances();
      const mine = await openTicket(here);
      const asker = `asker-${mine.id}`;
      const other = await openTicket(here);
      const place = async (account: string, address: Address) =>
        (await here.inbox.receive(inbound(account, '好了', { address, private: false }), MONDAY)).place;
      expect(await place(asker, GROUP)).toBeNull();

      await here.tickets.save(moving(mine, {}, {}, { outbox: [someNotice('n1', GROUP, mine.id)] }));
      await here.tickets.save(moving(other, {}, {}, { outbox: [someNotice('n2', GROUP, other.id)] }));
      expect(await place(asker, GROUP)).toEqual({ team: null, ticketId: mine.id });
      expect(await place(`asker-${other.id}`, GROUP)).toEqual({ team: null, ticketId: other.id });
      expect(await place('passer-by', GROUP)).toBeNull();
    });
  });
}
