/** One person, several accounts: joined by a code that only its owner can read, parted again, never guessed. */
import { describe, expect, test } from '@jest/globals';
import { guest } from '../support/guest.js';
import { journey, sharedStage } from '../support/journey.js';
import { describeCard } from '../support/seen.js';
import type { TestTroika } from '../support/troika.js';

/** The code as it was written to an address. */
async function codeOf(troika: TestTroika, account: string, name: string): Promise<string> {
  return /\d{6}/u.exec((await guest(troika, account, name).sees('验证码')).title)?.[0] ?? '';
}

describe('绑定', () => {
  journey(
    'D19: 员工的新账号先是陌生人，凭另一个账号收到的验证码才成为本人',
    async ({ troika, person, settled }) => {
      const lin = await person('lin', '林晓');
      const phone = guest(troika, 'lin-phone', '晓');
      await phone.says('你好');
      expect(describeCard(await phone.sees('晓，您好'))).toContain('请选择要办理的业务');

      await phone.says('绑定');
      await phone.sees('绑定账号');
      await phone.says('林晓');
      await phone.sees('如果我们认识「林晓」');
      await lin.sees({ title: '验证码', text: ['晓', '不要把数字告诉任何人'], buttons: ['不是我'] });
      const code = await codeOf(troika, 'lin', '林晓');

      // A wrong code counts, is told so, and the question stays.
      const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
      await phone.says(wrong);
      await phone.sees('验证码不对，还能再试 4 次');
      await phone.says(code.replace(/(\d{3})/u, '$1 '));
      await phone.sees('从现在起就是林晓');
      await settled();

      await phone.says('待办');
      await phone.sees('待办');
      await phone.says('我的账号');
      const page = await phone.sees('林晓的账号');
      expect(describeCard(page)).toMatch(/lin[\s\S]*lin-phone/u);

      // Parted again: a stranger once more, at once.
      await lin.says('我的账号');
      await lin.taps('解绑 web lin-phone');
      await lin.taps('确认解绑');
      await settled();
      await phone.says('我的账号');
      expect(describeCard(await phone.sees('晓的账号'))).not.toContain('解绑 web lin ');
      const refused = await lin.taps('解绑 web lin', { title: '林晓的账号' });
      expect(refused?.toast?.text).toContain('最后一个账号');
    },
  );

  journey('D19: 客户用新账号报工单号绑定，两边的工单归到一个人名下', async ({ troika, person, settled }) => {
    const zhang = await person('zhang', '张三');
    for (const text of ['我要注册公司', '甲公司', '13800138000']) await zhang.says(text);
    await zhang.sees({ title: '#1 甲公司', state: '待付款' });
    const phone = guest(troika, 'zhang-phone', '张');
    for (const text of ['我要注册公司', '乙公司', '13900139000']) await phone.says(text);
    await phone.sees('#2 乙公司');

    await phone.says('绑定 #1');
    const code = await codeOf(troika, 'zhang', '张三');
    await phone.says(code);
    await phone.sees('同一个人');
    await settled();
    await zhang.says('我的工单');
    await zhang.sees({ title: '我的工单', text: ['甲公司', '乙公司'] });
    const both = await Promise.all([1, 2].map((id) => troika.store.tickets.ticket(id)));
    expect(new Set(both.map((read) => read?.ticket.requesterId)).size).toBe(1);

    // Parted again by whoever they are: asked once, with what it means; the tickets stay with the person.
    await zhang.says('解绑');
    await zhang.taps('解绑 web zhang-phone');
    await zhang.sees({ text: ['不认得您', '工单都还在'] });
    expect(await troika.store.people.person('web', 'zhang-phone')).toMatchObject({ name: '张三' });
    await zhang.taps('确认解绑');
    await settled();
    await zhang.says('我的账号');
    await zhang.sees({ title: '张三的账号' });
    await phone.says('我的工单');
    expect(describeCard(await phone.sees('我的工单'))).toContain('还没有工单');
  });

  journey('D19: 收到验证码的人说不是我，这个验证码就作废', async ({ troika, person }) => {
    const lin = await person('lin', '林晓');
    const thief = guest(troika, 'thief', '贼');
    await thief.says('绑定 林晓');
    const code = await codeOf(troika, 'lin', '林晓');
    expect((await lin.taps('不是我'))?.toast?.text).toContain('已作废');
    await thief.says(code);
    await thief.sees('没有等待输入的验证码');
  });
});

describe('猜不到', () => {
  const stage = sharedStage();

  test('一次发十个不同的验证码，也只算五次，全错', async () => {
    const { troika } = stage();
    const thief = guest(troika, 'guesser', '猜');
    await thief.says('绑定 林晓');
    const code = Number(await codeOf(troika, 'lin', '林晓'));
    const guesses = Array.from({ length: 10 }, (_, n) => String((code + 1 + n) % 1_000_000).padStart(6, '0'));
    await Promise.all(guesses.map((guess) => thief.says(`绑定 ${guess}`)));
    await thief.says(`绑定 ${String(code).padStart(6, '0')}`);
    await thief.sees('没有等待输入的验证码');
    const requests = await troika.store.prisma.binding.findMany({ where: { account: 'guesser' } });
    expect(requests.map(({ tries, status }) => [tries, status])).toEqual([[5, 'waiting']]);
    expect(await troika.store.people.person('web', 'guesser')).toMatchObject({ kind: 'requester' });
  });

  test('要验证码有限度，而且问谁、有没有这个人，回答都一样', async () => {
    const { troika } = stage();
    const thief = guest(troika, 'curious', '好奇');
    await thief.says('绑定 周明');
    await thief.says('取消');
    await thief.says('绑定 查无此人');
    await thief.says('取消');
    const titles = (await thief.cards())
      .map(({ title }) => title)
      .filter((title) => title.includes('我们认识'));
    expect(titles.map((title) => title.replace(/「.*?」/u, ''))).toEqual(
      [titles[0], titles[0]].map((title) => title?.replace(/「.*?」/u, '')),
    );
    await thief.says('绑定 王芳');
    await thief.says('取消');
    await thief.says('绑定 陈静');
    await thief.sees('验证码要得太多了');
  });
});
