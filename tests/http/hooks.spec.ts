/** Signed hooks: nothing unsigned, stale or malformed reaches the desk, whatever is tried. */
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HookEvent } from '../../src/desk/ports/inbox.js';
import { type HookOutcome, hooksRoute } from '../../src/http/hooks.js';
import { serving } from './serving.js';

const NOW = 1_800_000_000_000;
const NOW_S = NOW / 1000;
const SECRET = 'payment-secret-0001';
const PAID = JSON.stringify({
  id: 'evt_1',
  type: 'order.paid',
  orderRef: 'A-1',
  data: { amount: 12.5, note: '已付' },
});

let heard: HookEvent[] = [];
let outcome: HookOutcome | Error = { status: 'done', detail: 'pay' };

const server = serving((mounting) =>
  mounting.route(
    hooksRoute({
      secrets: new Map([
        ['payment', [SECRET]],
        ['stock', ['stock-secret-0001', 'stock-secret-0002']],
      ]),
      now: () => NOW,
      async onHook(event) {
        heard.push(event);
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
    }),
  ),
);

const v1 = (body: string | Uint8Array, t: number | string = NOW_S, secret = SECRET) =>
  createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex');
const sign = (body: string | Uint8Array, t: number | string = NOW_S, secret = SECRET) =>
  `t=${t},v1=${v1(body, t, secret)}`;

async function send(body: string | Uint8Array, signature: string | null = sign(body), source = 'payment') {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (signature !== null) headers['x-troika-signature'] = signature;
  const answer = await fetch(`${server().url}/hooks/${source}`, {
    method: 'POST',
    body,
    headers,
  });
  return {
    status: answer.status,
    body: (await answer.json()) as { error: { code: string; expected: string; got: string } },
  };
}

beforeEach(() => {
  heard = [];
  outcome = { status: 'done', detail: 'pay' };
});

describe('a good hook', () => {
  test('reaches the desk as it was said', async () => {
    expect(await send(PAID)).toEqual({ status: 200, body: { status: 'done', detail: 'pay' } });
    expect(heard).toEqual([
      {
        source: 'payment',
        id: 'evt_1',
        type: 'order.paid',
        ticketId: null,
        orderRef: 'A-1',
        data: { amount: 12.5, note: '已付' },
      },
    ]);
  });

  test('may name a ticket, and leave data out', async () => {
    await send(JSON.stringify({ id: 'e', type: 't', ticket: 7 }));
    expect(heard[0]).toMatchObject({ ticketId: 7, orderRef: null, data: {} });
  });

  test.each([
    [{ status: 'duplicate', detail: 'before' }, 200],
    [{ status: 'later', detail: 'queued' }, 202],
    [{ status: 'refused', detail: 'wrong_state' }, 409],
  ] as const)('is answered by what became of it: %j', async (became, status) => {
    outcome = became;
    const answer = await send(PAID);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(became);
    if (status === 409) expect(answer.body.error).toMatchObject({ code: 'refused', got: 'wrong_state' });
  });

  test('a desk that fails is a 500, so that the sender tries again', async () => {
    outcome = new Error('away');
    const answer = await send(PAID);
    expect([answer.status, answer.body.error.code]).toEqual([500, 'internal']);
  });

  test('one good v1 among several is enough, and either secret of a source counts', async () => {
    const old = v1(PAID, NOW_S, 'the-secret-before');
    expect((await send(PAID, `t=${NOW_S},v1=${old},v1=${v1(PAID)}`)).status).toBe(200);
    expect((await send(PAID, `t=${NOW_S}, v1=${v1(PAID)}, v0=abc`)).status).toBe(200);
    for (const secret of ['stock-secret-0001', 'stock-secret-0002'])
      expect((await send(PAID, sign(PAID, NOW_S, secret), 'stock')).status).toBe(200);
  });

  test.each([-300, -299, 0, 299, 300])('counts %i seconds from now', async (seconds) => {
    expect((await send(PAID, sign(PAID, NOW_S + seconds))).status).toBe(200);
  });
});

describe('what is not signed as it should be is refused, and nothing is written', () => {
  afterEach(() => expect(heard).toEqual([]));

  test.each([
    ['no header', null],
    ['an empty header', ''],
    ['another secret', sign(PAID, NOW_S, 'another-secret-01')],
    ['the secret of another source', sign(PAID, NOW_S, 'stock-secret-0001')],
    ['an empty secret', sign(PAID, NOW_S, '')],
    ['a signature over other bytes', sign(`${PAID} `)],
    [
      'a signature over the body alone',
      `t=${NOW_S},v1=${createHmac('sha256', SECRET).update(PAID).digest('hex')}`,
    ],
    ['the time changed afterwards', `t=${NOW_S + 1},v1=${v1(PAID)}`],
    ['no time', `v1=${v1(PAID)}`],
    ['two times', `t=${NOW_S},t=${NOW_S - 999},v1=${v1(PAID)}`],
    ['no signature', `t=${NOW_S}`],
    ['half a signature', `t=${NOW_S},v1=${v1(PAID).slice(0, 32)}`],
    ['capital letters', `t=${NOW_S},v1=${v1(PAID).toUpperCase()}`],
    ['another version', `t=${NOW_S},v2=${v1(PAID)}`],
    ['a time that is no number', `t=now,v1=${v1(PAID, 'now')}`],
    ['a time with a fraction', `t=${NOW_S}.5,v1=${v1(PAID, `${NOW_S}.5`)}`],
    ['a negative time', `t=-1,v1=${v1(PAID, '-1')}`],
    ['a header without end', `t=${NOW_S},${Array.from({ length: 200 }, () => `v1=${v1('x')}`).join(',')}`],
  ])('%s', async (_title, signature) => {
    const answer = await send(PAID, signature);
    expect([answer.status, answer.body.error.code]).toEqual([401, 'unsigned']);
  });

  test.each([-301, 301, -86_400, 86_400])('a good signature of %i seconds from now', async (seconds) => {
    const answer = await send(PAID, sign(PAID, NOW_S + seconds));
    expect([answer.status, answer.body.error.code]).toEqual([401, 'stale']);
  });

  test('an unknown source looks like a wrong signature', async () => {
    const [unknown, wrong] = [await send(PAID, sign(PAID), 'nobody'), await send(PAID, sign('x'))];
    expect(unknown).toEqual(wrong);
    for (const source of ['__proto__', 'constructor', 'Payment', 'payment%20'])
      expect((await send(PAID, sign(PAID), source)).status).toBe(401);
  });

  test('a signature given twice is none', async () => {
    const headers = new Headers({ 'x-troika-signature': sign(PAID) });
    headers.append('x-troika-signature', sign(PAID));
    const answer = await fetch(`${server().url}/hooks/payment`, { method: 'POST', body: PAID, headers });
    expect(answer.status).toBe(401);
  });

  test.each([
    ['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['{"id": "broken'],
    ['\0\0\0'],
    [''],
  ])('junk that is not signed is not even looked at: %j', async (junk) => {
    expect((await send(junk, null)).status).toBe(401);
    expect((await send(junk, 't=1,v1=0')).status).toBe(401);
  });

  test('a body above 256 kB', async () => {
    const large = JSON.stringify({ id: 'e', type: 't', ticket: 1, data: { x: 'y'.repeat(256_000) } });
    const answer = await send(large);
    expect([answer.status, answer.body.error.code]).toEqual([413, 'too_large']);
  });
});

describe('what is signed but not a hook is refused with what was expected', () => {
  afterEach(() => expect(heard).toEqual([]));

  const base = { id: 'e', type: 't', ticket: 1 };
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { x: nested(depth - 1) });

  test.each([
    ['<!DOCTYPE a><a/>', 'JSON in UTF-8', /Unexpected token/u],
    ['', 'JSON in UTF-8', /Unexpected end/u],
    [new Uint8Array([0x7b, 0xff, 0x7d]), 'JSON in UTF-8', /other bytes/u],
    ['[]', 'an object { id, type, ticket | orderRef, data }', /a list/u],
    ['null', 'an object { id, type, ticket | orderRef, data }', /null/u],
    [JSON.stringify({ ...base, id: undefined }), 'id: text of 1 to 200', /nothing/u],
    [JSON.stringify({ ...base, id: 5 }), 'id: text of 1 to 200', /the number 5/u],
    [JSON.stringify({ ...base, id: 'x'.repeat(201) }), 'id: text of 1 to 200', /201 characters/u],
    [JSON.stringify({ ...base, type: 'a\nb' }), 'type: text of 1 to 100', /3 characters/u],
    [JSON.stringify({ id: 'e', type: 't' }), 'ticket | orderRef: a ticket number, or', /nothing/u],
    [JSON.stringify({ ...base, ticket: '12' }), 'ticket: a ticket number', /2 characters/u],
    [JSON.stringify({ ...base, ticket: 1.5 }), 'ticket: a ticket number', /1.5/u],
    [JSON.stringify({ ...base, ticket: -1 }), 'ticket: a ticket number', /-1/u],
    [JSON.stringify({ ...base, data: [1] }), 'data: an object', /a list/u],
    [JSON.stringify({ ...base, data: { x: 'a\0b' } }), 'data: JSON at most 32 deep', /object/u],
    [JSON.stringify({ ...base, data: { 'a\0': 1 } }), 'data: JSON at most 32 deep', /object/u],
    ['{"id":"e","type":"t","ticket":1,"data":{"x":"\\ud800"}}', 'data: JSON at most 32 deep', /object/u],
    [JSON.stringify({ ...base, data: nested(33) }), 'data: JSON at most 32 deep', /object/u],
    [
      `{"id":"e","type":"t","ticket":1,"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'data: an object',
      /a list/u,
    ],
  ])('%.40s', async (body, expected, got) => {
    const answer = await send(body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'bad_hook']);
    expect(answer.body.error.expected).toContain(expected);
    expect(answer.body.error.got).toMatch(got);
  });

  test('deep, but not too deep, passes', async () => {
    expect((await send(JSON.stringify({ ...base, data: nested(31) }))).status).toBe(200);
    heard = [];
  });
});
