/** 删除客户资料：两位管理员才删得掉，删了就哪里都没有，记录照样核对得上。 */
import { describe, expect } from '@jest/globals';
import { exportLines } from '../../src/desk/audit/export.js';
import { rootNow } from '../../src/desk/audit/root.js';
import { verifyLines } from '../../src/desk/audit/verify.js';
import type { CustomerLine } from '../../src/desk/ports/customers.js';
import { troikaCommand } from '../support/command-line.js';
import type { Edit } from '../support/content.js';
import { PDF } from '../support/files.js';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';
import { orders } from '../support/orders.js';
import type { Stage } from '../support/stage.js';
import { rowsHolding, tablesHolding } from '../support/whole-database.js';

/** It stands in everything that is known of the one who is erased. */
const MARK = '玄鸟';
const PHONES = ['13911112222', '057187654321', '13933334444'];
/** It stands in everything of the one who stays. */
const OTHER = '白泽';

const edits: readonly Edit[] = [
  ...['wang: { name: 王芳, teams: [registration]', 'lin: { name: 林晓, teams: [registration]'].map(
    (from) => ({
      ...{ file: 'desk.yaml', from },
      to: from.replace(']', ', it]'),
    }),
  ),
  {
    file: 'desk.yaml',
    from: 'roles: [manager], identities: { web: chen }',
    to: 'roles: [manager, admin], identities: { web: chen }',
  },
  {
    file: 'desk.yaml',
    from: 'roles: [lead], leader: chen, identities: { web: wang }',
    to: 'roles: [lead, admin], leader: chen, identities: { web: wang }',
  },
  {
    file: 'sops/company-registration.v1.yaml',
    from: '  reopen:\n',
    to: `  give_up:
    label: { zh-CN: 不办了, en: Give up }
    words: [不办了, give up]
    from: awaiting_documents
    to: closed
    by: [requester]
    when: always
    do: none
  reopen:
`,
  },
];

async function bring(
  { troika }: Stage,
  of: Readonly<Record<string, [string, string, string]>>,
): Promise<void> {
  const list = await troika.store.customers.importing({ dryRun: false });
  const lines = Object.entries(of).map(
    ([id, [name, account, phone]], n): CustomerLine => ({
      line: n + 2,
      customer: {
        ...{ id, name: `${name}贸易有限公司`, kind: null, tier: 'vip', stage: 'served' },
        ...{ fields: { finance_phone: n === 0 ? '057187654321' : '057100000000' }, dates: {} },
      },
      contact: { name: `${name}经理`, phone, accounts: [{ platform: 'web', account }] },
    }),
  );
  await list.batch(lines, troika.store.clock.now());
  await list.close();
}

async function exported({ troika }: Stage) {
  const { audit, clock } = troika.store;
  await rootNow(audit, clock.now());
  async function* bytes(lines: readonly string[]) {
    for (const line of lines) yield Buffer.from(line);
  }
  const lines: string[] = [];
  for await (const line of exportLines(audit, { from: null, to: null }, clock.now())) lines.push(line);
  return { text: lines.join(''), verify: (root: string | null = null) => verifyLines(bytes(lines), root) };
}

describe('删除客户资料', () => {
  journey(
    'F8: 一位客户的一切——进件、字段、答复、备注、标题、文件、电话、账号、没填完的表——两位管理员删掉后哪张表里都找不到；哈希链前后都核对得上，别的客户一个字节没动',
    async (stage) => {
      const { person, troika, settled } = stage;
      const url = troika.databaseUrl;
      await bring(stage, { 'C-1': [MARK, 'zhang', PHONES[0] ?? ''], 'C-2': [OTHER, 'wei', '13955556666'] });
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const chen = await person('chen', '陈静');
      const wang = await person('wang', '王芳');

      // Everything the product lets somebody leave behind.
      await orders(zhang, `${MARK}一号公司`, PHONES[2]);
      await lin.says(`#1 备注 ${MARK}的人很急`);
      await lin.says(`#1 工时 25分钟 沟通 ${MARK}来过电话`);
      await lin.says(`#1 回复 ${MARK}您好，收到了`);
      await zhang.sees({ text: `${MARK}您好，收到了` });
      expect(await stage.pays(1)).toBe(200);
      await zhang.sees({ text: '注册服务费', buttons: ['提交资料'] });
      await zhang.sends({ name: `${MARK}身份证.pdf`, bytes: Buffer.concat([PDF, Buffer.from(MARK)]) });
      await zhang.sees({ title: '文件已收到' });
      await zhang.says('不办了');
      await zhang.sees({ title: `${MARK}一号公司`, state: '已关闭' });
      await zhang.says('报修');
      await zhang.says(`${MARK}的打印机冒烟`);
      await zhang.says(`${MARK}大厦三楼`);
      await zhang.taps('完全无法工作', { title: '故障报修（3/3）' });
      const on = { title: `#2 ${MARK}大厦三楼` };
      await lin.in('IT').taps('接单', on);
      await lin.taps('开始处理', on);
      await lin.fills('请报单人补充', { 要问什么: `${MARK}是哪一台？` }, on);
      await zhang.says(`${MARK}前台那台`);
      await lin.says('#2 关联 #1');
      await lin.says(`查 ${MARK}`);
      await lin.sees({ title: `${MARK}贸易有限公司` });
      await guest(troika, 'stranger', '路人').says('绑定 #2');
      const wei = guest(troika, 'wei', '魏来');
      for (const said of ['我要注册公司', `${OTHER}二号公司`, '13955556666']) await wei.says(said);
      await wei.sees(`${OTHER}二号公司`);
      await settled();

      // Nothing is erased under somebody's hands.
      await chen.says('删除客户资料 C-1');
      await chen.sees({ title: '还有没关闭的工单：#2' });
      await lin.fills('已解决', { 解决办法: `给${MARK}换了一台` }, { ...on, state: '处理中' });
      await zhang.taps('确认并关闭', { ...on, state: '已解决' });
      await zhang.sees({ ...on, state: '已关闭' });
      await zhang.says('我要注册公司');
      await zhang.sees({ text: '公司名称' });
      await zhang.says(`${MARK}没填完的公司`);
      await settled();
      const held = (await tablesHolding(url, MARK, ...PHONES)).map((row) => row.split(' ')[0]);
      expect(new Set(held)).toEqual(
        new Set(
          [
            'customer',
            'dialogue',
            'feed_item',
            'file',
            'file_bytes',
            'outbox',
            'personal_value',
            'requester',
            'ticket',
            'ticket_event',
          ].map((name) => `public.${name}`),
        ),
      );
      expect(await troika.store.prisma.binding.count()).toBe(1);
      const before = await exported(stage);
      expect(before.text).not.toContain(MARK);
      const verified = await before.verify();
      expect(verified.problems).toEqual([]);
      const others = await rowsHolding(url, OTHER);
      expect(Object.keys(others)).toContain('public.ticket');

      // One asks, another one does it; one alone can not, and nobody else may.
      await lin.says('删除客户资料 C-1');
      await lin.sees({ title: '这件事要由管理员来做' });
      await chen.says(`删除客户资料 ${MARK}贸易有限公司`);
      const shown = { title: `删除客户资料：${MARK}贸易有限公司` };
      await chen.sees({ ...shown, text: ['联系人：1', '绑定的账号：1', '工单：2', '文件：1'] });
      await chen.taps('提出删除', shown);
      expect((await chen.taps('提出删除', shown))?.toast?.text).toContain('要由另一位管理员确认：王芳');
      await wang.sees({ ...shown, text: '陈静已提出' });
      expect(await tablesHolding(url, MARK)).not.toEqual([]);
      expect((await wang.taps('确认删除', shown))?.toast?.text).toContain(
        '客户 C-1 的资料已删除：联系人 1 位，账号 1 个，工单 2 张',
      );
      await settled();

      expect(await tablesHolding(url, MARK, ...PHONES, 'desk:zhang')).toEqual([]);
      expect(await troika.store.prisma.identity.count({ where: { account: 'zhang' } })).toBe(0);
      expect(await troika.store.prisma.binding.count()).toBe(0);
      expect(await rowsHolding(url, OTHER)).toEqual(others);
      // The time that went into it is the house's own.
      expect((await troika.store.tickets.ticket(1))?.ticket.efforts).toMatchObject([
        { kind: 'talk', minutes: 25 },
      ]);
      const after = await exported(stage);
      const again = await after.verify(verified.last?.hash ?? '');
      expect(again).toMatchObject({ problems: [], found: true, events: verified.events });
      const [deed] = await troika.store.deeds.history(1, 'customerErased');
      expect(deed).toMatchObject({
        by: 'member:wang',
        deed: {
          customer: 'C-1',
          asked: { by: 'member:chen' },
          counts: { people: 1, tickets: 2, files: 1, kept: 0 },
        },
      });
      await lin.in('IT').sees({ title: '#2 已删除的客户', state: '已关闭' });
      await lin.says('为什么 #2');
      await lin.sees({ title: '#2' });

      // It was done, and is not done twice; whoever comes back is somebody new.
      await chen.says('删除客户资料 C-1');
      await chen.sees({ title: '删除客户资料：已删除的客户', text: ['绑定的账号：0', '说过、填过的话：0'] });
      await zhang.says('你好');
      await settled();
      expect(await troika.store.people.person('web', 'zhang')).toMatchObject({
        kind: 'requester',
        name: '张三',
      });
      expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
    { edits },
  );

  journey(
    '只有一位管理员时，自己提不出；命令行提出的由管理员在聊天里确认',
    async (stage) => {
      const { person, troika, settled } = stage;
      await bring(stage, { 'C-1': [MARK, 'zhang', PHONES[0] ?? ''] });
      const chen = await person('chen', '陈静');
      const erase = (...argv: string[]) =>
        troikaCommand({ DATABASE_URL: troika.databaseUrl }, 'customers', 'erase', 'C-1', ...argv);
      const shown = { title: `删除客户资料：${MARK}贸易有限公司` };
      await chen.says('删除客户资料 C-1');
      expect((await chen.taps('提出删除', shown))?.toast?.text).toContain('要两位管理员，现在只有一位');
      expect(await erase('--dry-run')).toMatchObject({ code: 0, out: expect.stringContaining('联系人：1') });
      expect(await troika.store.erasure.asked('C-1')).toBeNull();
      expect((await erase()).out).toContain('nothing is erased before an administrator confirms it');
      await troika.desk.sweep();
      await chen.taps('确认删除', shown);
      await settled();
      expect(await tablesHolding(troika.databaseUrl, MARK, PHONES[0] ?? '')).toEqual([]);
      const [deed] = await troika.store.deeds.history(1, 'customerErased');
      expect(deed?.deed).toMatchObject({ asked: { by: expect.stringMatching(/^operator:/u) } });
    },
    { edits: edits.filter(({ to }) => !to.includes('lead, admin')) },
  );

  journey(
    '提出后过了一天没人确认就作废，要重新提出',
    async (stage) => {
      const { person, troika, clock, settled } = stage;
      await bring(stage, { 'C-1': [MARK, 'zhang', PHONES[0] ?? ''] });
      const chen = await person('chen', '陈静');
      const wang = await person('wang', '王芳');
      const shown = { title: `删除客户资料：${MARK}贸易有限公司` };
      await chen.says('删除客户资料 C-1');
      await chen.taps('提出删除', shown);
      await wang.sees({ ...shown, buttons: ['确认删除'] });
      await clock.advance('25h');
      await wang.taps('确认删除', shown);
      await wang.sees({ ...shown, buttons: ['提出删除'] });
      await settled();
      expect(await troika.store.deeds.history(1, 'customerErased')).toEqual([]);
      expect(await tablesHolding(troika.databaseUrl, PHONES[0] ?? '')).not.toEqual([]);
    },
    { edits },
  );
});
