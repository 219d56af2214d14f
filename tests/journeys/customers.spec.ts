/** A9 客户资料统一入口，B8 客户旅程：一句话看到客户的一切，各阶段有谁一目了然。 */
import { describe, expect } from '@jest/globals';
import type { CustomerLine } from '../../src/desk/ports/customers.js';
import { journey } from '../support/journey.js';
import { orders } from '../support/orders.js';
import type { Stage } from '../support/stage.js';
import { inDatabase } from '../support/store.js';

interface Brought extends Partial<Omit<CustomerLine['customer'], 'id' | 'name'>> {
  readonly account?: string;
}

/** The list as an administrator imports it. */
async function bring({ troika }: Stage, customers: Readonly<Record<string, Brought>>): Promise<void> {
  const list = await troika.store.customers.importing({ dryRun: false });
  const lines = Object.entries(customers).map(([name, { account, ...more }], index): CustomerLine => {
    const blank = { kind: null, tier: null, fields: {}, dates: {}, stage: null };
    const contact = {
      name: '张三',
      phone: '13800138000',
      accounts: [{ platform: 'web', account: account ?? '' }],
    };
    return {
      line: index + 2,
      customer: { id: `C-${index + 1}`, name, ...blank, ...more },
      contact: account === undefined ? null : contact,
    };
  });
  expect((await list.batch(lines, troika.store.clock.now())).every(({ kind }) => kind === 'new')).toBe(true);
  await list.close();
}

const QINGHE = '杭州青禾集团有限公司';
const QINGHE_KEPT = {
  ...{ account: 'zhang', tier: 'vip', stage: 'served' },
  ...{ fields: { taxpayer: 'small', finance_phone: '057187654321' } },
  // The stories begin on 2026-12-01.
  dates: { licence_expiry: '2026-12-21', contract_end: '2026-11-30' },
};

describe('A9 查客户', () => {
  journey(
    '客户报单；员工的工单卡片写着是哪位客户、什么等级，客户自己的没有；「查」一张卡片看到资料、到期天数、联系人、订单和工单，点开就是那张工单',
    async (stage) => {
      await bring(stage, { [QINGHE]: QINGHE_KEPT });
      const zhang = await stage.person('zhang', '张三');
      const lin = await stage.person('lin', '林晓');
      await orders(zhang, '青禾二号');
      expect(await stage.pays(1)).toBe(200);
      await lin.in('注册组').sees({ title: '#1 青禾二号', text: `客户：${QINGHE}（重点客户）` });
      expect(zhang.words()).not.toContain('重点客户');

      await lin.says('查 青禾');
      const card = await lin.sees({
        ...{ title: QINGHE, state: '重点客户' },
        text: [
          '编号：C-1',
          '阶段：服务中（今天 10:00 起）',
          '纳税人类型：小规模纳税人',
          '财务电话：057*****4321',
          '执照到期：2026年12月21日（还有 20 天）',
          '合同到期：2026年11月30日（已过 1 天）',
          '张三 138****8000',
          'PAY-1 399.00 元 今天 10:00 已付款',
          '#1 青禾二号 待提交资料',
        ],
        buttons: ['打开 #1'],
      });
      expect(card.tone).toBe('warning');
      await lin.taps('打开 #1', { title: QINGHE });
      await lin.sees({ title: '#1 青禾二号', text: `客户：${QINGHE}（重点客户）` });

      // Whoever leads sees in full what an agent sees masked.
      const wang = await stage.person('wang', '王芳');
      await wang.says('查 青禾');
      await wang.sees({ title: QINGHE, text: ['财务电话：057187654321', '张三 13800138000'] });

      // Where everybody reads nothing is personal.
      await lin.in('注册组').says('@Troika 查青禾');
      const shown = await lin.in('注册组').sees({ title: QINGHE, text: '张三' });
      expect(JSON.stringify(shown)).not.toContain('13800138000');
      expect(JSON.stringify(shown)).not.toContain('057187654321');
    },
  );

  journey('别的班组的工单看不到，连编号也没有；客户自己不能查；「查 1」还是工单', async (stage) => {
    await bring(stage, { [QINGHE]: { account: 'zhang' } });
    const zhang = await stage.person('zhang', '张三');
    const lin = await stage.person('lin', '林晓');
    await orders(zhang, '青禾二号');
    await zhang.says('我还要报修');
    await zhang.sees({ title: '故障报修', text: '故障现象' });
    await zhang.says('打印机卡纸');
    await zhang.sees({ title: '故障报修（2/3）' });
    await zhang.says('三楼打印间');
    await zhang.taps('完全无法工作', { title: '故障报修（3/3）' });
    await zhang.sees({ title: '#2 三楼打印间' });
    await lin.says('查 青禾');
    await lin.sees({ title: QINGHE, text: ['工单（1 张，您的班组）', '#1 青禾二号'], buttons: ['打开 #1'] });
    expect(lin.words()).not.toMatch(/#2|打印机/u);
    await lin.says('查 1');
    await lin.sees({ title: '#1 青禾二号' });
    const before = zhang.count({ title: QINGHE });
    await zhang.says('查 青禾');
    await stage.settled();
    expect([before, zhang.count({ title: QINGHE })]).toEqual([0, 0]);
    expect(zhang.words()).not.toContain(QINGHE);
  });

  journey('有几位就列出来选；没有就说没有，并给相近的；什么也没写就告诉怎么写', async (stage) => {
    await bring(stage, { [QINGHE]: { tier: 'vip' }, 上海青禾进出口有限公司: {}, 'Blue Sky Ltd.': {} });
    const lin = await stage.person('lin', '林晓');
    await lin.says('find 青禾');
    await lin.sees({ text: ['「青禾」有几位', `C-1 ${QINGHE} 重点客户`], buttons: [QINGHE] });
    await lin.taps('上海青禾进出口有限公司');
    await lin.sees({ title: '上海青禾进出口有限公司', text: '编号：C-2' });
    await lin.says('查 杭州清禾集团有限公司');
    await lin.sees({ text: '没有找到「杭州清禾集团有限公司」。您要找的是不是', buttons: [QINGHE] });
    await lin.says('查 完全不同的名字');
    await lin.sees({ text: '没有找到「完全不同的名字」。换几个字再试试' });
    await lin.says('查');
    await lin.sees({ text: '请写上客户的名称或编号' });
    await lin.says('查 C-3');
    await lin.sees({ title: 'Blue Sky Ltd.' });
    await lin.says('帮助');
    await lin.sees({ title: '可以这样说', text: '查客户：「查 青禾科技」' });
    expect(lin.words()).not.toContain('看各阶段有多少客户');
  });
});

describe('B8 客户旅程', () => {
  journey(
    '组长看到每个阶段有几位客户，数目和数据库里的一样；点开是谁，再点开是那位客户；坐席不能看',
    async (stage) => {
      await bring(stage, {
        [QINGHE]: { ...QINGHE_KEPT },
        启明咨询: { stage: 'served' },
        蓝天贸易: { stage: 'renewal' },
        新客户: {},
      });
      const zhang = await stage.person('zhang', '张三');
      const wang = await stage.person('wang', '王芳');
      await orders(zhang, '青禾二号');

      await wang.says('客户旅程');
      const card = await wang.sees({
        ...{ title: '客户旅程', state: '4 位客户' },
        text: [
          '意向 0 位，未完成工单 0 张',
          '服务中 2 位，未完成工单 1 张',
          '待续约 1 位，未完成工单 0 张',
          '未分阶段 1 位，未完成工单 0 张',
        ],
        buttons: ['服务中', '待续约', '未分阶段'],
      });
      const bars = card.blocks.flatMap((block) => (block.kind === 'bars' ? block.bars : []));
      const counted = await inDatabase(stage.troika.databaseUrl, async (client) => {
        const { rows } = await client.query<{ n: number }>('SELECT count(*)::integer AS n FROM customer');
        return rows[0]?.n;
      });
      expect(bars.reduce((sum, { value }) => sum + value, 0)).toBe(counted);

      await wang.taps('服务中', { title: '客户旅程' });
      await wang.sees({
        ...{ title: '客户旅程：服务中', state: '2 位客户' },
        text: [`${QINGHE} 重点客户 今天 10:00 1`, '启明咨询'],
      });
      await wang.taps('启明咨询');
      await wang.sees({ title: '启明咨询', text: '阶段：服务中' });
      await wang.taps('未分阶段', { title: '客户旅程' });
      await wang.sees({ title: '客户旅程：未分阶段', text: '新客户' });
      await wang.says('帮助');
      await wang.sees({ title: '可以这样说', text: '客户旅程：「客户旅程」' });

      const lin = await stage.person('lin', '林晓');
      await lin.says('journey');
      await lin.sees({ text: '这件事要由组长、经理来做' });
      lin.doesNotSee({ text: '服务中' });
    },
  );
});
