/** Who may see what, who tried what they may not, and what the auditor hears of it, from every door. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSpeaking, type Speaking } from '../support/speaking.js';
import { inDatabase } from '../support/store.js';

const PHONE = '13800138000';
const AUDITOR = {
  file: 'desk.yaml',
  from: '\nmembers:\n',
  to: '\nmembers:\n  shen: { name: 沈思, teams: [], roles: [auditor], identities: { web: shen } }\n',
} as const;

let desk: Speaking;
let ticket: number;

beforeAll(async () => {
  desk = await openSpeaking([AUDITOR]);
  for (const said of ['我要注册公司', '甲公司', PHONE]) await desk.says('zhang', said, '张三');
  ticket = (await desk.store.tickets.list({ limit: 1 }))[0]?.id ?? 0;
}, 60_000);
afterAll(() => desk.close());

const press = (action: string) => ({ kind: 'button', value: `${action}:${ticket}:0` }) as const;
const refused = () => desk.store.audit.entries({ kind: 'refused', limit: 99 });
const viewers = async () =>
  (await desk.store.audit.entries({ kind: 'viewed', limit: 99 })).map(
    ({ by, subject }) => `${by} ${subject}`,
  );

describe('personal values', () => {
  test('are shown in full to whoever leads or has the ticket, masked to their colleagues; whoever opened them is noted', async () => {
    expect(await desk.says('wang', `查 ${ticket}`)).toContain(PHONE);
    const masked = await desk.says('lin', `查 ${ticket}`);
    expect(masked).toContain('138****8000');
    expect(masked).not.toContain(PHONE);
    expect(await viewers()).toEqual([`member:wang ticket:${ticket}`]);
    await inDatabase(desk.databaseUrl, (client) => client.query("UPDATE ticket SET assignee_id = 'lin'"));
    expect(await desk.says('lin', `查 ${ticket}`)).toContain(PHONE);
    await inDatabase(desk.databaseUrl, (client) => client.query('UPDATE ticket SET assignee_id = NULL'));
    expect(await viewers()).toEqual([`member:lin ticket:${ticket}`, `member:wang ticket:${ticket}`]);
  });
});

describe('C7: an auditor', () => {
  test('sees every team’s tickets and numbers, in full and noted, and may do nothing', async () => {
    expect(await desk.says('shen', '待办')).toContain('甲公司');
    expect(await desk.says('shen', `查 ${ticket}`)).toContain(PHONE);
    expect(await viewers()).toContain(`member:shen ticket:${ticket}`);
    expect(await desk.says('shen', `为什么 ${ticket}`)).not.toContain('没有 #');
    const before = (await desk.store.tickets.ticket(ticket))?.ticket.version;
    for (const action of ['claim', 'nudge', 'watch', 'undo', 'resume'])
      expect(await desk.says('shen', press(action))).toContain('什么都能看，什么都不能改');
    expect(await desk.says('shen', `备注 我来改一下`)).toContain('什么都能看，什么都不能改');
    expect((await desk.store.tickets.ticket(ticket))?.ticket.version).toBe(before);
  });
});

describe('C7: what is forbidden', () => {
  test('is refused and noted from text, button, hook and file; the same is counted', async () => {
    for (const _ of [1, 2, 3])
      expect(await desk.says('li', `查 ${ticket}`)).toContain(`没有 #${ticket} 这张工单`);
    expect(await desk.says('liu', `查 ${ticket}`, '刘二')).toContain(`没有 #${ticket} 这张工单`);
    await desk.says('liu', press('nudge'));
    await desk.says('li', press('claim'));
    await desk.says('lin', { kind: 'button', value: `advance:${ticket}:0:pay` });
    const hook = { source: 'stock', type: 'paid', ticketId: ticket, orderRef: null, data: {} };
    expect(await desk.desk.hook({ ...hook, id: 'h1' })).toMatchObject({ status: 'refused' });
    const paid = { ...hook, source: 'payment', data: { payment_ref: 'P-1', amount: 399 } };
    expect(await desk.desk.hook({ ...paid, id: 'h2' })).toMatchObject({ status: 'done' });
    expect(await desk.desk.hook({ ...paid, id: 'h3' })).toMatchObject({ status: 'refused' });
    await desk.says('lin', '审计');
    const noted = (await refused()).map(({ by, act, subject, code, door, times }) =>
      [by.split(':')[1], act, subject, code, door, times].join(' '),
    );
    expect(noted).toEqual(
      expect.arrayContaining([
        `li ticket ticket:${ticket} other_ticket web 3`,
        `li claim ticket:${ticket} other_team web 1`,
        `lin advance pay ticket:${ticket} not_allowed web 1`,
        `payment advance pay ticket:${ticket} not_from_here hook:payment 1`,
        'lin audit  only_auditors web 1',
        `shen claim ticket:${ticket} auditor_only_reads web 1`,
      ]),
    );
    expect(
      noted.filter((line) => line.includes('nudge ticket') && line.includes('other_ticket')),
    ).toHaveLength(1);
  });

  test('is shown to the auditor: who, what, when, from where', async () => {
    const shown = await desk.says('shen', '审计');
    for (const line of [
      `李强 查看工单 #${ticket} 别人的工单 网页 3 次`,
      `刘二（报单人） 查看工单 #${ticket} 别人的工单 网页 1 次`,
      '林晓 审计 服务台 只给审计看 网页 1 次',
      `外部系统「payment」 流转「pay」 #${ticket} 这一步做不了 外部系统 payment 1 次`,
      `王芳 查看工单 #${ticket} 网页 1 次`,
    ])
      expect(shown).toContain(line);
  });

  test('fills no table: whoever tries every number there is is counted', async () => {
    const on = '2026-03-02';
    const at = Date.UTC(2026, 2, 2);
    for (let n = 0; n < 230; n++)
      await desk.store.audit.note({
        ...{ kind: 'refused', by: 'member:ma', act: 'ticket', at, on },
        subject: `ticket:${n}`,
        code: 'other_ticket',
        door: 'web',
      });
    const his = (await desk.store.audit.entries({ limit: 999 })).filter(({ by }) => by === 'member:ma');
    expect(his).toHaveLength(201);
    expect(his.find(({ subject }) => subject === '')?.times).toBe(30);
  });
});
