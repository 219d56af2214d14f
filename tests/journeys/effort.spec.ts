/** 工时: whoever works on a ticket says how long it took; the ticket shows it, and the lead sees what it cost. */
import { describe, expect } from '@jest/globals';
import { orders } from '../support/orders.js';
import type { Person } from '../support/person.js';
import { inPrivate } from '../support/theatres.js';

describe.each(inPrivate)('工时，$name', ({ journey }) => {
  journey(
    'B12：一句话或填表记工时，工单上看得到；记错了自己更正、撤回；别的班组记不了；组长的报表合计分毫不差，客户看不到',
    async ({ person, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const wang = await person('wang', '王芳');
      const chen = await person('chen', '陈静');
      await orders(zhang, '青禾公司');
      const on = { title: '#1 青禾公司' };
      await lin.says('工时 #1 30分钟 沟通 和客户核对材料');
      await lin.sees({ title: '工时已记下' });
      // What answers a question stands as it was: asked again, it is as it is now.
      const shows = async (who: Person, effort: string) => {
        await who.says('#1');
        await who.sees({ ...on, text: `工时：${effort}` });
      };
      await shows(lin, '30 分钟（沟通 30 分钟）');
      await lin.says('#1 工时 2小时 喝茶');
      await lin.sees({ title: '工时类型请从这些里选：沟通、资料、跑腿、审核。收到「喝茶」。' });
      await lin.fills('记工时', { 用了多久: '1.5小时', 工时类型: '资料', 做了什么: '整理章程' }, on);
      await shows(lin, '2 小时（沟通 30 分钟、资料 1 小时 30 分钟）');
      await wang.says('#1 工时 20m 审核');
      await shows(wang, '2 小时 20 分钟（沟通 30 分钟、资料 1 小时 30 分钟、审核 20 分钟）');

      await lin.says('#1 更正工时 1 45分钟');
      await shows(lin, '2 小时 35 分钟（沟通 45 分钟、资料 1 小时 30 分钟、审核 20 分钟）');
      await lin.says('#1 撤回工时 3');
      await lin.sees({ title: '第 3 条工时不是您记的，请找王芳' });
      await wang.says('#1 撤回工时 3');
      await shows(wang, '2 小时 15 分钟（沟通 45 分钟、资料 1 小时 30 分钟）');
      await chen.says('#1 工时 5分钟 沟通');
      await chen.sees({ title: '这件事要由' });

      // 45 minutes at 80 and 90 at 60 an hour.
      await wang.says('本周工时');
      await wang.sees({
        title: '本周工时',
        text: ['合计', '2 小时 15 分钟，150.00 元', '45 分钟，60.00 元', '1 小时 30 分钟，90.00 元', '林晓'],
      });
      await lin.says('本周工时');
      await settled();
      expect(lin.count({ title: '本周工时' })).toBe(0);
      expect(zhang.words()).not.toMatch(/工时|整理章程|核对材料/u);
    },
  );
});
