/** The record can be taken away and verified: whatever is changed, deleted or cut off is named. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exportLines } from '../../src/desk/audit/export.js';
import { NoAuditExport } from '../../src/desk/audit/read-line.js';
import { hashing, rootNow } from '../../src/desk/audit/root.js';
import { verifyLines } from '../../src/desk/audit/verify.js';
import { NO_HEAD, seal } from '../../src/desk/seal.js';
import type { Sop } from '../../src/sop/sop.js';
import type { OpenStore } from '../../src/store/store.js';
import { MONDAY, moving, opening, someTicket } from '../support/change.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { inDatabase, openStore, plantRequester } from '../support/store.js';

const HOUR = 3_600_000;
const NO_SOP = { fields: {}, transitions: {} } as unknown as Sop;

let database: FreshDatabase;
let store: OpenStore;

beforeAll(async () => {
  database = await freshDatabase('audit');
  store = await openStore(database.url);
  await plantRequester(database.url);
  for (const id of [1, 2, 3]) await open(id);
  await rootNow(store.audit, MONDAY + HOUR);
  await note(2, 1, '第二条');
  await note(2, 2, '第三条');
  await rootNow(store.audit, MONDAY + 2 * HOUR);
  await note(3, 1, 'last');
  await rootNow(store.audit, MONDAY + 3 * HOUR);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

function sealed(id: number, events: number, text: string, head: string) {
  const ticket = someTicket(id, { events, version: events });
  const event = { type: 'noteAdded' as const, at: MONDAY + events, by: 'member:lin', text };
  const before = events === 0 ? null : ticket;
  return { ticket, ...seal({ before, after: ticket, events: [event], sop: NO_SOP, head, cause: 'api:1' }) };
}

async function open(id: number): Promise<void> {
  const { ticket, events, head } = sealed(id, 0, 'first', NO_HEAD);
  await store.tickets.save(opening({ ...ticket, version: 1, events: 1 }, { events, head }));
}

async function note(id: number, events: number, text: string): Promise<void> {
  const read = await store.tickets.ticket(id);
  const { ticket, ...rest } = sealed(id, events, text, read?.head ?? '');
  await store.tickets.save(moving(ticket, {}, { events: rest.events, head: rest.head }));
}

async function exported(window = { from: null, to: null } as Parameters<typeof exportLines>[1]) {
  const lines: string[] = [];
  for await (const line of exportLines(store.audit, window, MONDAY + 4 * HOUR)) lines.push(line);
  return lines;
}

async function* bytesOf(text: string | Uint8Array): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    yield bytes.subarray(start, next);
    start = next;
  }
}

const problemsOf = async (lines: readonly string[]) =>
  (await verifyLines(bytesOf(lines.join('')))).problems.join('\n');
const at = (lines: readonly string[], ...parts: readonly string[]) =>
  lines.findIndex((line) => parts.every((part) => line.includes(part)));
const edited = (lines: readonly string[], index: number, edit: (line: string) => string) =>
  lines.map((line, n) => (n === index ? edit(line) : line));

describe('an export of the record', () => {
  it('that nobody touched is whole, and says what was counted', async () => {
    const verified = await verifyLines(bytesOf((await exported()).join('')));
    expect(verified).toMatchObject({ problems: [], tickets: 3, events: 6, roots: 3, found: null });
    const { hash } = verified.last ?? { hash: '' };
    expect((await verifyLines(bytesOf((await exported()).join('')), hash)).found).toBe(true);
    expect((await verifyLines(bytesOf((await exported()).join('')), NO_HEAD)).found).toBe(false);
  });

  it('of a window holds what its roots vouch for, and is whole by itself', async () => {
    const lines = await exported({ from: MONDAY + 1.5 * HOUR, to: MONDAY + 2.5 * HOUR });
    const verified = await verifyLines(bytesOf(lines.join('')));
    expect(verified).toMatchObject({ problems: [], tickets: 1, events: 2, roots: 1 });
    const without = lines.filter((line) => !line.includes('"seq":1'));
    expect(await problemsOf(without)).toMatch(/ticket #2, event 2 .*event 1 is missing/u);
  });

  it('names the event that was changed, and the hour that knew it', async () => {
    const lines = await exported();
    const changed = at(lines, '"kind":"event"', '"ticketId":2', '"seq":1');
    expect(await problemsOf(edited(lines, changed, (line) => line.replace('lin', 'mei')))).toMatch(
      /^ticket #2, event 1 \(noteAdded, 2026-03-02T.*was changed$/mu,
    );
    const forged = await problemsOf(
      edited(lines, at(lines, '"ticketId":1', '"seq":0'), (line) =>
        line.replace(/"hash":"[0-9a-f]{64}"/u, `"hash":"${NO_HEAD}"`),
      ),
    );
    expect(forged).toMatch(/root 1 of 2026-03-02T02:00:00.000Z knew it with the hash/u);
  });

  it('names a ticket that was deleted, an event that was, and a tail that was cut', async () => {
    const lines = await exported();
    expect(await problemsOf(lines.filter((line) => !/"event","ticketId":2/u.test(line)))).toContain(
      'ticket #2 is missing: root 2 of 2026-03-02T03:00:00.000Z knew 3 events of it',
    );
    expect(await problemsOf(lines.filter((line) => !/"ticketId":2,"seq":1/u.test(line)))).toMatch(
      /ticket #2, event 2 .*event 1 is missing/u,
    );
    expect(await problemsOf(lines.filter((line) => !/"ticketId":3,"seq":1/u.test(line)))).toContain(
      'ticket #3: event 1 is missing at its end; root 3 of 2026-03-02T04:00:00.000Z knew 2 events',
    );
    expect(await problemsOf(lines.slice(0, -2))).toMatch(/the tail is cut: .*after ticket #3, event 0/u);
    expect(await problemsOf(lines.filter((line) => !line.includes('"n":2')))).toMatch(
      /root 3 of .*: expected root 2/u,
    );
  });

  it('notices every single byte', async () => {
    const bytes = Buffer.from((await exported()).slice(0).join(''));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), async (index, bit) => {
        const flipped = Buffer.from(bytes);
        flipped[index] = (flipped[index] as number) ^ (1 << bit);
        const problems = await verifyLines(bytesOf(flipped)).then(
          (verified) => verified.problemCount,
          (error) => (error instanceof NoAuditExport ? 1 : 0),
        );
        expect(problems).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });

  it('is told from anything else, with what to do', async () => {
    for (const text of ['', 'hello\n', '{"kind":"audit","format":2}\n', '﻿PK\u0003'])
      await expect(verifyLines(bytesOf(text))).rejects.toThrow(
        /expected an audit export of format 1 .*got .*; make one with `troika audit export > FILE`/u,
      );
  });
});

describe('what lies in the database', () => {
  it('cannot lose a ticket, or its newest events, without the roots knowing better', async () => {
    await inDatabase(database.url, async (client) => {
      await client.query('BEGIN');
      await client.query('CREATE TABLE kept AS SELECT * FROM ticket_event WHERE ticket_id IN (1, 3)');
      await client.query('DELETE FROM ticket_event WHERE ticket_id = 1 OR (ticket_id = 3 AND seq = 1)');
      await client.query('COMMIT');
    });
    const problems = await problemsOf(await exported());
    expect(problems).toContain(
      'ticket #1 is missing: root 1 of 2026-03-02T02:00:00.000Z knew 1 events of it',
    );
    expect(problems).toContain('ticket #3: event 1 is missing at its end');
    await inDatabase(database.url, (client) =>
      client.query('INSERT INTO ticket_event SELECT * FROM kept ON CONFLICT DO NOTHING; DROP TABLE kept'),
    );
    expect(await problemsOf(await exported())).toBe('');
  });

  it('is vouched for by one root after the other, also when two instances make them at once', async () => {
    const other = await openStore(database.url);
    await Promise.all(
      [store, other, store, other].map(({ audit }) => audit.root(MONDAY + 5 * HOUR, hashing)),
    );
    await other.close();
    expect(await verifyLines(bytesOf((await exported()).join('')))).toMatchObject({ problems: [], roots: 7 });
  });
});
