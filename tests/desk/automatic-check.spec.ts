/** B4, C11: a step asks an outside system by signed webhook; its answer ticks the point, and the step passes by itself. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from '@jest/globals';
import { handle } from '../../src/desk/handle.js';
import { signature, verify } from '../../src/http/hook-signature.js';
import type { Actor } from '../../src/people/people.js';
import { guest } from '../support/guest.js';
import { PAYMENT_SECRET } from '../support/payment-secret.js';
import { settled, type TestTroika, withTroika } from '../support/troika.js';

const SECRET = 'the-warehouse-secret-of-the-tests';

interface Question {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The warehouse: takes questions down, and is out of order as often as it is told to be. */
const asked: Question[] = [];
const faults: number[] = [];
const warehouse = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  asked.push({ headers: request.headers, body: Buffer.concat(parts) });
  response.writeHead(faults.shift() ?? 204).end();
});
await new Promise<void>((resolve) => warehouse.listen(0, '127.0.0.1', () => resolve()));
afterAll(() => new Promise((resolve) => warehouse.close(resolve)));
const url = `http://127.0.0.1:${(warehouse.address() as AddressInfo).port}/check`;
const environment = {
  HOOK_SECRETS: `payment=${PAYMENT_SECRET},stock=${SECRET}`,
  HOOK_URLS: `stock=${url}`,
};

const sun: Actor = { kind: 'member', id: 'sun' };
const photo = [{ id: 'f', name: 'f.jpg', type: 'image/jpeg', size: 9 }];

/** An exchange, as far as the goods have passed inspection. */
async function inspected(troika: TestTroika): Promise<number> {
  const zhang = guest(troika, 'zhang', '张三');
  await zhang.says('售后');
  for (const answer of ['E-100', '换货', '按键失灵', '跳过']) await zhang.says(answer);
  await settled(troika);
  const id = 1;
  let step = 0;
  const does = async (type: string, input: Record<string, unknown>, actor: Actor = sun) => {
    const cause = { kind: 'api', key: `step-${step++}` } as const;
    const handled = await handle(troika.desk.house, { type, ticketId: id, input, actor, cause }, () => ({}));
    expect(handled).toMatchObject({ kind: 'done' });
  };
  await does('advance', { transition: 'approve', photo });
  await does('advance', { transition: 'send_back', parcel_no: 'SF-1' });
  for (const item of ['complete', 'as_described']) await does('tick', { item });
  await does('advance', { transition: 'exchange' });
  await settled(troika);
  return id;
}

async function answers(troika: TestTroika, id: string, ticket: number, data: object): Promise<unknown> {
  const body = JSON.stringify({ id, type: 'checked', ticket, data });
  const headers = {
    'content-type': 'application/json',
    'x-troika-signature': signature(body, [SECRET], Date.now()),
  };
  const answer = await fetch(`${troika.url}/hooks/stock`, { method: 'POST', headers, body });
  await settled(troika);
  return answer.json();
}

const ticketOf = async (troika: TestTroika, id: number) => (await troika.store.tickets.ticket(id))?.ticket;

test('B4: 库存由仓库系统核对：先问，没货写明原因，有货自动往下走；同一个回答只算一次', async () => {
  await withTroika(
    'check',
    async (troika) => {
      faults.push(503);
      const id = await inspected(troika);
      // It was out of order, and is asked again: the same question, signed, without what is personal.
      await troika.advance(2_000);
      while (asked.length < 2) await settled(troika);
      const [first, second] = asked.map(({ body }) => JSON.parse(body.toString()));
      expect(second).toEqual(first);
      expect(second).toMatchObject({
        type: 'check',
        ticket: id,
        check: 'in_stock',
        data: { order_no: 'E-100' },
      });
      expect(second.data).not.toHaveProperty('photo');
      const { headers, body } = asked[1] as Question;
      const header = headers['x-troika-signature'] as string;
      expect(verify({ header, body, secrets: [SECRET], now: Date.now() })).toBe('good');

      await answers(troika, 'a-1', id, { in_stock: false, reason: '蓝色缺货' });
      expect(await ticketOf(troika, id)).toMatchObject({
        state: 'stock',
        checklist: { in_stock: { by: 'source:stock', no: '蓝色缺货' } },
      });
      const words = JSON.stringify(await guest(troika, 'sun', '孙悦').cards());
      expect(words).toContain('没有通过');
      expect(words).toContain('蓝色缺货');

      expect(await answers(troika, 'a-2', id, { in_stock: true })).toMatchObject({ status: 'done' });
      const after = await ticketOf(troika, id);
      expect(after?.state).toBe('sending');
      expect(await answers(troika, 'a-2', id, { in_stock: true })).toMatchObject({ status: 'duplicate' });
      expect(await answers(troika, 'a-3', id, { in_stock: true })).toMatchObject({ status: 'refused' });
      expect((await ticketOf(troika, id))?.version).toBe(after?.version);
    },
    { environment },
  );
}, 60_000);

test('B4: 仓库十分钟没有回音，处理人收到提醒；自己核实过可以勾选，照样自动往下走', async () => {
  asked.length = 0;
  await withTroika(
    'check_late',
    async (troika) => {
      const id = await inspected(troika);
      await troika.advance(9 * 60_000);
      expect((await ticketOf(troika, id))?.checklist).toEqual({});
      await troika.advance(61_000);
      expect((await ticketOf(troika, id))?.checklist).toMatchObject({ in_stock: { no: null } });
      expect(JSON.stringify(await guest(troika, 'sun', '孙悦').cards())).toContain('还没有收到');
      const cause = { kind: 'api', key: 'seen' } as const;
      const command = { type: 'tick', ticketId: id, input: { item: 'in_stock' }, actor: sun, cause };
      expect(await handle(troika.desk.house, command, () => ({}))).toMatchObject({ kind: 'done' });
      await settled(troika);
      expect((await ticketOf(troika, id))?.state).toBe('sending');
    },
    { environment },
  );
}, 60_000);

test('B4: 仓库不接这个问题，处理人马上知道，死信里看得到；回答是别的系统给的，不算', async () => {
  await withTroika(
    'check_refused',
    async (troika) => {
      faults.push(400);
      const id = await inspected(troika);
      await settled(troika);
      const words = JSON.stringify(await guest(troika, 'sun', '孙悦').cards());
      expect(words).toContain('问不到');
      expect(words).toContain('stock answered 400');
      const dead = await troika.store.outbox.deadLetters(9);
      expect(dead).toMatchObject([{ address: 'system:desk:stock', ticketId: id }]);
      const cause = { kind: 'inbound', key: 'else' } as const;
      const input = { item: 'in_stock', ok: true };
      const payment: Actor = { kind: 'source', name: 'payment' };
      const command = { type: 'answer_check', ticketId: id, input, actor: payment, cause };
      expect(await handle(troika.desk.house, command, () => ({}))).toMatchObject({
        refusal: { refused: 'not_its_check' },
      });
    },
    { environment },
  );
}, 60_000);
