/** B15 on our page: a manager writes to key accounts, asked for what is missing, and each reads it in their own conversation. */
import { expect } from '@jest/globals';
import { imports } from '../support/customers.js';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';
import { cardTexts } from '../support/seen.js';

journey(
  'B15: 群发先给看再发，每位客户读到自己的字段；一分钟内撤回就谁也没收到',
  async ({ troika, person, clock, settled }) => {
    const chen = await person('chen', '陈静');
    const zhang = await person('zhang', '张三');
    const li = guest(troika, 'lisi', '李四');
    for (const each of [zhang, li]) await each.says('帮助');
    const liReads = async (text: string) =>
      (await li.cards()).flatMap(cardTexts).filter((each) => each.includes(text)).length;
    await imports(troika.store, [
      { id: 'C-1', name: '甲公司', account: 'zhang', tier: 'vip', dates: { contract_end: '2026-12-31' } },
      { id: 'C-2', name: '乙公司', account: 'lisi', tier: 'standard' },
    ]);
    await chen.says('群发 重点客户');
    await chen.sees({ title: '群发通知', text: '请填写内容' });
    await chen.says('{公司}的合同 {合同到期} 到期，{名字}请续签');
    await chen.sees({ text: '不认识「名字」' });
    await chen.says('{公司}的合同 {合同到期} 到期，{姓名}请续签');
    const read = '甲公司的合同 2026-12-31 到期，张三请续签';
    await chen.sees({ title: '群发给 1 人', text: read });
    await chen.taps('发给 1 人');
    await settled();
    expect(zhang.count({ text: '请续签' })).toBe(0);
    await clock.advance('61s');
    await zhang.sees({ text: read });
    expect(await liReads('请续签')).toBe(0);
    await chen.says('群发结果');
    await chen.sees({ title: '群发结果：共 1 条', text: '已发出：1' });

    await chen.says('群发');
    for (const answer of ['全部', '明天放假']) await chen.says(answer);
    await chen.taps('发给 2 人');
    await settled();
    await chen.says('撤回群发');
    await clock.advance('2m');
    await settled();
    expect([zhang.count({ text: '明天放假' }), await liReads('明天放假')]).toEqual([0, 0]);
    await chen.says('群发结果');
    await chen.sees({ title: '群发结果：共 2 条', text: '已撤回：2' });
  },
  { at: '2026-12-01T10:00' },
);
