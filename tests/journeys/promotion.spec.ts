/** An online shop joins a campaign: form, picture, review, submission, each handed to the right desk by itself. */
import { afterAll, describe, expect } from '@jest/globals';
import { contentFolder } from '../support/content.js';
import { journey } from '../support/journey.js';
import { picture } from '../support/picture.js';

/** A house where the people of the demo hold the four desks of the shop, and nobody else does. */
const holds = (id: string, role: string) => ({
  file: 'desk.yaml',
  from: new RegExp(`(\\n  ${id}: .*teams: .)(.*roles: .)`, 'u'),
  to: `$1shop, $2${role}, `,
});
const content = await contentFolder([
  ...['sun', 'he', 'ma', 'luo'].map((id) => ({
    file: 'desk.yaml',
    from: new RegExp(`\\n  ${id}: .*`, 'u'),
    to: '',
  })),
  ...[
    holds('lin', 'operator'),
    holds('zhou', 'designer'),
    holds('wang', 'agent, reviewer'),
    holds('chen', 'submitter'),
  ],
]);
afterAll(content.remove);
const environment = { TROIKA_CONTENT: content.folder };

describe('活动报名', () => {
  journey(
    'C12、C9、C6：四个岗位自动接力，没有一次人工指派；799 像素的主图被拒并说明原因；低于红线价由另一位批准',
    async ({ troika, person, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const zhou = await person('zhou', '周明');
      const wang = await person('wang', '王芳');
      const chen = await person('chen', '陈静');

      await zhang.says('活动报名');
      await zhang.says('双十二大促');
      await zhang.sees({ title: '活动报名（2/3）', text: '写货号或商品名' });
      await zhang.says('保温杯');
      await zhang.sees({
        title: '活动报名（2/3）',
        text: ['对得上好几行', 'A-17 保温杯 500ml', 'A-18 保温杯 1L'],
      });
      await zhang.says('a-17');
      await zhang.says('2026-12-10');
      const on = { title: '#1 双十二大促 · A-17' };

      // The entry form waits on the operator's desk, with the row of the price list beside the number.
      await lin.sees({ ...on, state: '填报名表', text: ['商品：A-17', '成本价：39.00'] });
      await lin.says('#1 分工 主图 负责人 周明 协作人 无 标准 正方形 截止 2026-12-05');
      await lin.sees({ ...on, text: '分工清单（0/1 完成）' });
      const price = { 活动标题: '保温一整天', 红线价: '79', 活动价: '69' };
      await lin.fills('报名表已填', price, on);
      await lin.sees({ ...on, state: '填报名表', text: ['林晓提议', '活动价 69 低于红线 79'] });
      expect((await lin.taps('确认', { ...on, state: '填报名表' }))?.toast?.tone).toBe('warning');
      await wang.in('电商').taps('确认', { ...on, state: '填报名表' });

      // One pixel short is refused beside the field, with what came and what is wanted; nothing moved.
      await zhou.sees({ ...on, state: '设计主图' });
      const short = await zhou.uploads({ name: '主图.png', bytes: picture(799, 799) });
      const refused = await zhou.fills('主图完成', { 主图: { receipts: [short] } }, on);
      expect(refused?.fieldErrors?.main_image).toBe('主图宽度至少 800 像素，「主图.png」是 799 × 799。');
      const wide = await zhou.uploads({ name: '宽图.png', bytes: picture(1200, 900) });
      expect(
        (await zhou.fills('主图完成', { 主图: { receipts: [wide] } }, on))?.fieldErrors?.main_image,
      ).toContain('1:1');
      await zhou.sees({ ...on, state: '设计主图' });
      const square = await zhou.uploads({ name: '主图.png', bytes: picture(800, 800) });
      await zhou.fills('主图完成', { 主图: { receipts: [square] } }, on);

      // The list against mistakes is the gate.
      await wang.sees({ ...on, state: '审核', greyed: { 审核通过: '标题没有违禁词' } });
      for (const item of ['标题没有违禁词', '主图与商品一致', '货号与报名表一致'])
        await wang.in('电商').taps(`勾选 ${item}`, { ...on, state: '审核' });
      await wang.in('电商').taps('审核通过', { ...on, buttons: ['审核通过'] });
      await chen.fills('已提交平台', { 平台报名号: 'DS-2001' }, { ...on, state: '提交平台' });
      await zhang.sees({ text: ['已为 A-17 保温杯 500ml 提交报名', 'DS-2001'], buttons: ['确认并关闭'] });

      await settled();
      const events = await troika.store.tickets.events(1);
      const given = events.filter(({ type }) => type === 'ticketAssigned').map(({ data }) => data);
      expect(given.map(({ to, role }) => [to, role])).toEqual([
        ['lin', 'operator'],
        ['zhou', 'designer'],
        ['wang', 'reviewer'],
        ['chen', 'submitter'],
      ]);
    },
    { environment },
  );
});
