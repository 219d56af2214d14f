/** What machines and forgers send: refused clearly, without a trace where nothing may be left, and the desk lives on. */
import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { guest } from '../support/guest.js';
import { sharedStage } from '../support/journey.js';
import { orders } from '../support/orders.js';
import { PAYMENT_SECRET } from '../support/payment-secret.js';

const stage = sharedStage();
const TABLES = ['inbox', 'ticket_event', 'outbox', '"order"', 'ticket'];

/** How many rows stand in every table a hook could write. */
async function rows(): Promise<Record<string, number>> {
  const { prisma } = stage().troika.store;
  const counted = await Promise.all(
    TABLES.map(async (table) => {
      const [row] = await prisma.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table}`);
      return [table, row?.n ?? 0] as const;
    }),
  );
  return Object.fromEntries(counted);
}

const sign = (body: string, at = Date.now(), secret = PAYMENT_SECRET) => {
  const t = Math.floor(at / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
};

async function hook(body: string, signature: string | null = sign(body), source = 'payment') {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (signature !== null) headers['x-troika-signature'] = signature;
  const answer = await fetch(`${stage().troika.url}/hooks/${source}`, { method: 'POST', headers, body });
  await stage().settled();
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const paid = (ticket: number, id: string = randomUUID(), data: object = { payment_ref: `PAY-${ticket}` }) =>
  JSON.stringify({ id, type: 'paid', ticket, data });

const stateOf = async (ticket: number) => (await stage().troika.store.tickets.ticket(ticket))?.ticket.state;

describe('回调', () => {
  test('签名错误、过期、来自未来、缺失、别人的、改过正文：401，什么也不写', async () => {
    const zhang = await stage().person('zhang', '张三');
    const ticket = await orders(zhang, '甲公司');
    const before = await rows();
    const body = paid(ticket);
    const minute = 60_000;
    const forged = {
      wrong: sign(body, Date.now(), 'not-the-payment-secret'),
      stale: sign(body, Date.now() - 6 * minute),
      future: sign(body, Date.now() + 6 * minute),
      missing: null,
      empty: '',
      'of another body': sign(paid(ticket)),
      'of a demo clock': sign(body, stage().clock.now()),
    };
    for (const [what, signature] of Object.entries(forged)) {
      const answer = await hook(body, signature);
      expect([what, answer.status]).toEqual([what, 401]);
      expect(JSON.stringify(answer.body)).not.toContain(PAYMENT_SECRET);
    }
    expect((await hook(body, sign(body), 'stock')).status).toBe(401);
    expect(await rows()).toEqual(before);
    expect(await stateOf(ticket)).toBe('awaiting_payment');
    // The same words with the right signature are believed.
    expect((await hook(body)).status).toBe(200);
    expect(await stateOf(ticket)).toBe('awaiting_documents');
  });

  test('B14：同一个回调发几次都只生效一次，同时发也一样', async () => {
    const zhang = await stage().person('zhang', '张三');
    const ticket = await orders(zhang, '乙公司');
    const body = paid(ticket);
    const answers = await Promise.all(Array.from({ length: 6 }, () => hook(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(answers.filter(({ body: { status } }) => status === 'done').length).toBeLessThanOrEqual(1);
    const again = await hook(body);
    expect(again).toEqual({ status: 200, body: expect.objectContaining({ status: 'duplicate' }) });
    const happened = await stage().troika.store.tickets.events(ticket);
    expect(happened.filter(({ type }) => type === 'orderPaid')).toHaveLength(1);
    expect(happened.filter(({ type }) => type === 'ticketMoved')).toHaveLength(1);
    await zhang.sees({ title: '乙公司', text: '抽查' });
    expect(zhang.count({ title: '乙公司', text: '抽查' })).toBe(1);
  });

  test('没有这张工单、没有这种回调、这一步不收、缺数据：拒绝、记为已处理、没有作用', async () => {
    const zhang = await stage().person('zhang', '张三');
    const ticket = await orders(zhang, '丙公司');
    const before = await rows();
    const strange = {
      'an unknown ticket': paid(9_999),
      'an unknown order': JSON.stringify({ id: randomUUID(), type: 'paid', orderRef: 'NO-SUCH', data: {} }),
      'an unknown type': JSON.stringify({ id: randomUUID(), type: 'refunded', ticket, data: {} }),
      'without its data': paid(ticket, randomUUID(), {}),
    };
    for (const [what, body] of Object.entries(strange)) {
      const answer = await hook(body);
      expect([what, answer.status, answer.body.status]).toEqual([what, 409, 'refused']);
      // Settled: the sweep does not try it again, and sending it again changes nothing.
      expect((await hook(body)).body.status).toBe('duplicate');
    }
    const unsettled = await stage().troika.store.inbox.unsettled(Number.MAX_SAFE_INTEGER / 1e3, 10);
    expect(unsettled).toEqual([]);
    const now = await rows();
    expect({ ...now, inbox: (now.inbox ?? 0) - 4 }).toEqual(before);
    expect(await stateOf(ticket)).toBe('awaiting_payment');
    // A second payment of what is paid is refused as well, with another id.
    expect((await hook(paid(ticket))).status).toBe(200);
    expect((await hook(paid(ticket))).status).toBe(409);
    expect(await stateOf(ticket)).toBe('awaiting_documents');
  });

  test('正文不是 JSON、不完整、太大：400 或 413，什么也不写', async () => {
    const before = await rows();
    const broken = [
      '{"id":',
      '[]',
      'null',
      '{}',
      '{"id":"a","type":"paid"}',
      '{"id":"","type":"paid","ticket":1}',
    ];
    for (const body of broken) expect([body, (await hook(body)).status]).toEqual([body, 400]);
    const huge = paid(1, randomUUID(), { note: 'x'.repeat(300_000) });
    expect((await hook(huge)).status).toBe(413);
    expect(await rows()).toEqual(before);
  });
});

describe('网页的连接', () => {
  test('坏 JSON、错的形状、别人的会话：逐条说明该是什么，连接不断', async () => {
    const zhang = await stage().person('zhang', '张三');
    const { line } = zhang;
    const own = line.places()[0]?.address;
    expect(await line.raw('{"type":"say",')).toMatchObject({ code: 'bad_json' });
    expect(await line.raw('[1,2]')).toMatchObject({ code: 'bad_shape' });
    expect(await line.raw('x'.repeat(200_000))).toMatchObject({ code: 'bad_json' });
    const wrong = {
      bad_shape: [
        { type: 'shout', address: own, text: 'hi' },
        { type: 'say', address: own },
        { type: 'say', address: own, text: '' },
        { type: 'tap', address: own, value: 'x'.repeat(400) },
        { type: 'submit', address: own, form: 'fill:1:0', input: { __proto__x: 1 } },
      ],
      unknown_place: [{ type: 'say', address: 'web:desk:registration', text: '偷听' }],
      unknown_file: [{ type: 'files', address: own, receipts: ['made.up'] }],
    };
    for (const [code, messages] of Object.entries(wrong))
      for (const message of messages)
        expect([message, await line.ask(message)]).toEqual([
          message,
          { problem: expect.objectContaining({ code }) },
        ]);
    await zhang.says('帮助');
    await zhang.sees({ title: '可以这样说' });
  });

  test('十万字的消息（英文、中文、表情）：说明上限，连接不断，什么也不留', async () => {
    const zhang = await stage().person('zhang', '张三');
    const address = zhang.line.places()[0]?.address;
    const before = await rows();
    const said = zhang.line.lines().length;
    for (const letter of ['a', '字', '😀']) {
      const answer = await zhang.line.ask({ type: 'say', address, text: letter.repeat(100_000) });
      expect([letter, answer]).toEqual([
        letter,
        { problem: expect.objectContaining({ code: expect.stringMatching(/^(text|frame)_too_l/u) }) },
      ]);
    }
    expect(await rows()).toEqual(before);
    expect(zhang.line.lines()).toHaveLength(said);
    // What fits the page but is no message for people is refused in the conversation.
    await zhang.says('字'.repeat(5_000));
    await zhang.sees({ title: '消息最多 4000 个字，这条有 5000 个' });
    await zhang.says('帮助');
  });

  test('没有钥匙、没有会话、别的网站：进不来', async () => {
    const { url } = stage().troika;
    const headers = { 'content-type': 'application/json', origin: url };
    const body = JSON.stringify({ key: 'guessed' });
    expect((await fetch(`${url}/web/demo/enter`, { method: 'POST', headers, body })).status).toBe(403);
    expect((await fetch(`${url}/web/board`)).status).toBe(403);
    const cookie = 'troika_session=eyJraW5kIjoiZGVtbyJ9.00';
    expect((await fetch(`${url}/web/board`, { headers: { cookie } })).status).toBe(403);
  });
});

describe('别人的工单', () => {
  test('点别人的工单和点不存在的工单得到同样的话：有没有这张工单，看不出来', async () => {
    const { troika, person } = stage();
    const zhang = await person('zhang', '张三');
    const own = await orders(zhang, '丁公司');
    const mei = guest(troika, 'mei', '韩梅');
    await mei.says('我要注册公司');
    await mei.says('韩梅的公司');
    await mei.says('13900139000');
    const { ticketId: theirs = 0 } = await mei.sees('韩梅的公司');
    expect(theirs).toBeGreaterThan(own);
    const version = (await troika.store.tickets.ticket(theirs))?.ticket.version;
    const address = zhang.line.places()[0]?.address;
    // A window of its own for each row of presses: nobody may press faster than a page does.
    const presser = await person('zhang', '张三');
    const tap = async (value: string) =>
      JSON.stringify(await presser.line.ask({ type: 'tap', address, value })).replaceAll(/"#?\d+ /gu, '');
    const forged = ['advance:N:0:submit', 'advance:N:V:submit', 'advance:N:0:assign', 'fill:N:0', 'reply:N:0']
      .concat(['attach:N:0', 'tick:N:0', 'tick:N:0:names_match', 'note:N:0', 'claim:N:0', 'assign:N:0:lin'])
      .concat(['confirm:N:0', 'decline:N:0', 'fly:N:0']);
    for (const value of forged) {
      const real = await tap(value.replace('N', `${theirs}`).replace('V', `${version}`));
      const made = await tap(value.replace('N', '9999').replace('V', '1'));
      expect([value, real.replaceAll(`${theirs}`, 'N')]).toEqual([value, made.replaceAll('9999', 'N')]);
      expect(real).not.toMatch(/韩梅|注册组|林晓/u);
    }
    const again = await person('zhang', '张三');
    const told = (n: number) =>
      again.line.lines().filter(({ body }) => JSON.stringify(body.card ?? '').includes(`#${n} 这张工单`));
    const texts = ['#N', '#N 我要取消', 'N号', '查 N'];
    for (const text of texts) for (const n of [theirs, 9999]) await again.says(text.replace('N', `${n}`));
    await again.line.until(() => (told(9999).length === texts.length ? true : undefined), 'every answer');
    expect(told(theirs)).toHaveLength(texts.length);
    expect(again.words()).not.toContain('韩梅');
    expect((await troika.store.tickets.events(theirs)).map(({ type }) => type)).toEqual(['ticketOpened']);
  });

  test('客户点员工的操作：被拒绝，不说出谁、用什么系统、有哪些内部步骤', async () => {
    const { troika, person } = stage();
    const zhang = await person('zhang', '张三');
    const ticket = await orders(zhang, '戊公司');
    const address = zhang.line.places()[0]?.address;
    const values = ['claim', 'assign', 'assign:0:lin', 'note', 'tick:0:names_match', 'untick:0:names_match']
      .concat([
        'confirm',
        'decline',
        'advance:0:pay',
        'advance:0:reject',
        'advance:0:assign',
        'advance:0:finish',
      ])
      .map((value) => {
        const [action, version = '0', ...rest] = value.split(':');
        return [action, ticket, version, ...rest].join(':');
      });
    for (const value of values) {
      const answer = await zhang.line.ask({ type: 'tap', address, value });
      const words = JSON.stringify(answer);
      expect([value, words]).toEqual([value, expect.stringContaining('"tone":"warning"')]);
      expect([value, words]).toEqual([
        value,
        expect.not.stringMatching(
          /林晓|周明|王芳|陈静|payment|外部系统|审核通过|驳回|双人|处理人|坐席|组长|"form"/u,
        ),
      ]);
    }
    for (const value of ['page:0:0:queue', 'page:0:0:report.overview.this_week', 'start:0:0:tax-setup']) {
      const seen = zhang.line.lines().length;
      const answer = await zhang.line.ask({ type: 'tap', address, value });
      await stage().settled();
      const news = await zhang.line.until(() => {
        const fresh = JSON.stringify([answer, zhang.line.lines().slice(seen)]);
        return fresh.includes('warning') ? fresh : undefined;
      }, `a refusal of ${value}`);
      expect([value, news]).toEqual([value, expect.not.stringMatching(/组长|经理|待办工单|税务开通（/u)]);
    }
    expect((await troika.store.tickets.events(ticket)).map(({ type }) => type)).toEqual(['ticketOpened']);
  });

  test('认不出的按钮：请用最新的卡片', async () => {
    const zhang = await stage().person('zhang', '张三');
    const address = zhang.line.places()[0]?.address;
    const values = [
      'nonsense',
      'advance:1',
      'fly:1:1',
      'expire:1:0',
      'remind:1:0:unpaid',
      'open:0:0',
      ':::',
      '💣:1:0',
    ];
    for (const value of values)
      expect([value, await zhang.line.ask({ type: 'tap', address, value })]).toEqual([
        value,
        { reply: { toast: { tone: 'warning', text: '这个按钮认不出来，请用最新的卡片。' } } },
      ]);
  });
});
