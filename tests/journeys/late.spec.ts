/** A platform gives up on its acknowledgement; what we had to say is said all the same. */
import { describe, expect } from '@jest/globals';
import { pageAndFeishu } from '../support/theatres.js';

describe.each(pageAndFeishu)('$name', ({ journey }) => {
  journey(
    '赶不上确认时限的回答，随后照样送到',
    async ({ person, pays }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      await zhang.says('我要注册公司');
      await zhang.sees({ title: '公司注册（1/2）' });
      await zhang.says('甲公司');
      await zhang.sees({ title: '公司注册（2/2）' });
      await zhang.says('13800138000');
      await zhang.sees({ title: '#1 甲公司', state: '待付款' });
      expect(await pays(1)).toBe(200);
      const group = lin.in('注册');
      await group.sees({ title: '#1 甲公司', state: '待提交资料' });
      // A form opens inside an acknowledgement or not at all: what it asks comes one by one, or another press is asked for.
      expect(await group.taps('提交资料', { title: '#1' })).toBeNull();
      await lin.until(
        () => /提交资料（1\/1）|请再点一次/u.test(lin.words()) || undefined,
        'a question, or the wish for another press',
      );
      await zhang.says('进度');
      await zhang.sees({ title: '#1 甲公司', state: '待提交资料' });
    },
    { patience: 0 },
  );
});
