/** D5: whoever goes on leave leaves nothing lying about: tickets, parts of the work and approvals find somebody, each of whom hears once of all of theirs. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { handle } from '../../src/desk/handle.js';
import type { Preferences } from '../../src/people/people.js';
import { cardTexts, describeCard } from '../support/seen.js';
import { openSpeaking, type Speaking } from '../support/speaking.js';
import { inDatabase } from '../support/store.js';

let desk: Speaking;
let asked = 0;
beforeAll(async () => {
  desk = await openSpeaking();
}, 120_000);
afterAll(() => desk.close());

async function does(who: string | null, type: string, ticketId: number, input: object): Promise<string> {
  asked += 1;
  const actor = who === null ? ({ kind: 'system' } as const) : ({ kind: 'member', id: who } as const);
  const cause = { kind: 'api', key: `leave-${asked}` } as const;
  const handled = await handle(
    desk.desk.house,
    { type, ticketId, input: { ...input }, actor, cause },
    () => ({}),
  );
  await desk.desk.idle();
  return handled.kind === 'refused' ? handled.refusal.refused : handled.kind;
}

/** As a member may have set it at any time, without the day mattering. */
async function sets(member: string, leave: Preferences['leave'] | null): Promise<void> {
  await inDatabase(desk.databaseUrl, async (client) => {
    await client.query('UPDATE member SET preferences = $2 WHERE id = $1', [
      member,
      JSON.stringify(leave ? { leave } : {}),
    ]);
    await client.query("UPDATE revision SET version = version + 1 WHERE name = 'directory'");
  });
  desk.desk.house.staff.refresh();
}

async function opened(title: string, customer = 'zhang'): Promise<number> {
  for (const word of ['我要注册公司', title, '13800138000']) await desk.says(customer, word);
  return (await desk.store.tickets.list({ limit: 1 }))[0]?.id ?? 0;
}

const swept = async () => {
  await desk.desk.sweep();
  await desk.desk.idle();
};
const ticket = async (id: number) => (await desk.store.tickets.ticket(id))?.ticket;
const lists = (who: string) =>
  desk
    .cardsOf(who)
    .map((card) => [describeCard(card), ...cardTexts(card)].join('\n'))
    .filter((words) => words.includes('由您代办') && words.includes('件事'));

describe('休假', () => {
  test('D5：开始的那天，工单转给代理人，一人只收一条清单；没到的不动，取消了什么也不发生，重启再看也只有一次', async () => {
    const { clock } = desk.store;
    const ids = [await opened('青禾一号'), await opened('青禾二号'), await opened('青禾三号')];
    for (const id of ids.slice(0, 2)) expect(await does('wang', 'assign', id, { to: '周明' })).toBe('done');
    expect(await does('wang', 'assign', ids[2] ?? 0, { to: '王芳' })).toBe('done');
    const day = (n: number) =>
      new Date(clock.now() + n * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

    // Planned and called off again before it begins: nothing happens, not even on the day.
    await sets('zhou', { from: day(1), until: day(3), delegate: 'lin' });
    await swept();
    await sets('zhou', null);
    await clock.advance(86_400_000);
    await swept();
    expect(await ticket(ids[0] ?? 0)).toMatchObject({ assigneeId: 'zhou', inPlaceOf: null });
    expect(lists('lin')).toEqual([]);

    const until = day(2);
    await sets('zhou', { from: day(0), until, delegate: 'lin' });
    await swept();
    for (const id of ids.slice(0, 2))
      expect(await ticket(id)).toMatchObject({ assigneeId: 'lin', inPlaceOf: { of: 'zhou', until } });
    expect(await ticket(ids[2] ?? 0)).toMatchObject({ assigneeId: 'wang', inPlaceOf: null });
    expect(lists('lin')).toHaveLength(1);
    expect(lists('lin')[0]).toContain('周明休假，2 件事由您代办');
    for (const id of ids.slice(0, 2)) expect(lists('lin')[0]).toContain(`#${id} 青禾`);
    expect(await desk.says('lin', `#${ids[0]}`)).toContain('代周明办理');

    // Whoever looks again, after a change of the directory or a restart, finds it done.
    await does('lin', 'assign', ids[0] ?? 0, { to: '王芳' });
    await sets('gao', null);
    await swept();
    expect(await ticket(ids[0] ?? 0)).toMatchObject({ assigneeId: 'wang', inPlaceOf: null });
    expect(lists('lin')).toHaveLength(1);

    // The leave ends: what was given stays where it is.
    await sets('zhou', null);
    await swept();
    expect(await ticket(ids[1] ?? 0)).toMatchObject({ assigneeId: 'lin' });
  }, 120_000);

  test('代理人也不在、组里没有别的坐席：转给组长，组长马上知道', async () => {
    await desk.store.clock.advance(86_400_000);
    const id = await opened('青禾四号');
    await does('wang', 'assign', id, { to: '周明' });
    const today = new Date(desk.store.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    await sets('lin', { from: today, until: today, delegate: 'zhou' });
    await swept();
    await sets('zhou', { from: today, until: today, delegate: 'lin' });
    await swept();
    expect(await ticket(id)).toMatchObject({ assigneeId: 'wang', inPlaceOf: { of: 'zhou', until: today } });
    const words = desk
      .cardsOf('wang')
      .flatMap((card) => [describeCard(card), ...cardTexts(card)])
      .join('\n');
    expect(words).toContain('前休假，这张工单由您代办');
    await sets('lin', null);
    await sets('zhou', null);
  }, 120_000);
});

describe('审批', () => {
  test('B4：能同意的人都走了、又没有代理，组长听到一次；还有人在就不说', async () => {
    const id = await opened('青禾五号');
    const stuck = () =>
      desk
        .cardsOf('wang')
        .filter((card) => [describeCard(card), ...cardTexts(card)].join().includes('没有人能同意'));
    await inDatabase(desk.databaseUrl, (client) =>
      client.query(
        `UPDATE ticket SET state = 'review', category = 'open', version = version + 1,
          proposal = '{"transition":"assign","input":{"to":"lin"},"by":"wang","at":1,"lateReason":null,"lateNote":null}' WHERE id = $1`,
        [id],
      ),
    );
    await sets('gao', null);
    await swept();
    expect(stuck()).toHaveLength(0);
    await inDatabase(desk.databaseUrl, async (client) => {
      await client.query("UPDATE member SET active = false WHERE id IN ('lin', 'zhou')");
      await client.query("UPDATE revision SET version = version + 1 WHERE name = 'directory'");
    });
    desk.desk.house.staff.refresh();
    await swept();
    expect(stuck()).toHaveLength(1);
    await sets('gao', null);
    await swept();
    expect(stuck()).toHaveLength(1);
    expect((await ticket(id))?.proposal?.strandedAt).toBeDefined();
  }, 120_000);
});
