/** B11: a campaign is divided among those who work on it before it begins; each hears what is theirs, and on the day it is due. */
import { describe, expect } from '@jest/globals';
import type { Edit } from '../support/content.js';
import { inPrivate } from '../support/theatres.js';

const role = (id: string, from: string, to: string): Edit => ({
  file: 'desk.yaml',
  from: new RegExp(`(\\n  ${id}: .*teams: .)(\\w+)(.*roles: .)${from}`, 'u'),
  to: `$1${to === '' ? '$2' : 'shop'}$3${to === '' ? 'agent' : to}`,
});
/** A house where the people every story has hold the desks of the shop. */
const edits: readonly Edit[] = [
  role('sun', 'agent, operator', ''),
  role('he', 'agent, designer', ''),
  role('lin', 'agent', 'agent, operator'),
  role('zhou', 'agent', 'agent, designer'),
  role('wang', 'lead', 'agent'),
];

describe.each(inPrivate)('分工清单，$name', ({ journey }) => {
  journey(
    'B11：缺一样就走不了，说明哪项缺什么；负责人、协作人收到消息；截止那天提醒负责人，由他勾选；客户看不到',
    async ({ person, clock, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const zhou = await person('zhou', '周明');
      const wang = await person('wang', '王芳');
      await zhang.says('活动报名');
      for (const answer of ['双十二大促', 'A-17', '2026-12-10']) await zhang.says(answer);
      const on = { title: '#1 双十二大促 · A-17', state: '填报名表' };
      await lin.sees({ ...on, greyed: { 报名表已填: '分工清单还是空的' } });

      await lin.says('#1 分工 主图 负责人 周明 标准 白底正方形');
      await lin.sees({
        ...on,
        text: ['分工清单（0/1 完成）', '1 主图：周明，白底正方形，还缺协作人、截止时间'],
        greyed: { 报名表已填: '1 主图 缺协作人、截止时间' },
      });
      await lin.says('#1 分工 1 协作人 王芳 截止 明天');
      await zhou.sees({
        text: ['分工：1 主图 由您负责（林晓安排）', '协作人：王芳', '交付标准：白底正方形'],
      });
      await wang.sees({ text: ['分工：请您协作 1 主图', '负责人是周明'] });

      // In a form, or one question after the other.
      const copy = {
        分工内容: '文案',
        负责人: '林晓',
        协作人: '无',
        交付标准: '无违禁词',
        截止时间: '2026-12-01',
      };
      await lin.fills('分工', copy, on);
      await lin.sees({ ...on, text: ['分工清单（0/2 完成）', '2 文案：林晓'] });
      const entry = { 活动标题: '保温一整天', 红线价: '79', 活动价: '99' };
      await lin.fills('报名表已填', entry, on);
      const drawing = { ...on, state: '设计主图' };

      await clock.advance('1d');
      await zhou.sees({ text: ['您负责的分工 1 主图 今天截止', '交付标准：白底正方形'] });
      await zhou.sees({
        ...drawing,
        text: ['分工清单（0/2 完成）', '1 主图：周明，协作 王芳，12月2日 前，白底正方形'],
      });
      await zhou.taps('完成「主图」', { text: '今天截止' });
      await zhou.sees({ ...drawing, text: ['分工清单（1/2 完成）'] });
      await lin.sees({ text: '周明完成了一项分工' });
      await clock.advance('1d');
      await settled();
      expect(zhou.count({ text: '今天截止' })).toBe(1);
      expect(zhang.words()).not.toMatch(/分工|白底/u);
    },
    { edits },
  );
});
