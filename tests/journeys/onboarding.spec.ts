/** D8: a new colleague comes. IT prepares, then by itself the office; the ticket waits for both, and takes what is left along. */
import { describe, expect } from '@jest/globals';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';
import { describeCard } from '../support/seen.js';

describe('新员工入职', () => {
  journey(
    'D8、A7：IT 办完自动转行政；没办完走不了，并说明差哪张、谁在办；主工单取消，子工单一起作废',
    async ({ troika, person, settled }) => {
      const zhang = await person('zhang', '张三');
      const [yu, tang, li] = (
        [
          ['yu', '于倩'],
          ['tang', '唐凯'],
          ['li', '李强'],
        ] as const
      ).map(([account, name]) => guest(troika, account, name)) as [Guest, Guest, Guest];
      const state = async (id: number) => (await troika.store.tickets.ticket(id))?.ticket.state;

      await zhang.says('入职');
      for (const answer of ['小叶', '2026-12-20', '邮箱、笔记本', '3 楼靠窗']) await zhang.says(answer);
      await zhang.sees({ title: '#1 小叶', state: '待确认' });
      await yu.says('#1 确认入职');
      await settled();

      // Both tickets show each other, and the requester reads one story.
      await zhang.sees({ title: '#1', state: 'IT 准备中', text: ['由这张接着办', '#2「小叶」：准备中'] });
      await zhang.sees({ title: '#2', state: '准备中', text: ['接着办理', '#1'] });
      const child = (await troika.store.tickets.ticket(2))?.ticket;
      expect(child).toMatchObject({ queue: 'it', fields: { what: '小叶', details: '邮箱、笔记本' } });

      await li.says('#2 接单');
      await tang.says('#1 IT 好了，转行政');
      await settled();
      const heard = (await tang.cards()).map(describeCard).join();
      expect(heard).toMatch(/要等开出的工单办完，还差：#2「小叶」。请找李强/u);
      expect(await state(1)).toBe('computers');

      await li.says('#2 办完');
      await li.says('账号和笔记本都好了');
      await settled();
      expect(await state(2)).toBe('done');
      expect(await state(1)).toBe('seat');
      expect((await troika.store.tickets.ticket(3))?.ticket).toMatchObject({
        queue: 'affairs',
        fields: { details: '3 楼靠窗' },
      });
      await zhang.sees({
        title: '#1',
        state: '行政准备中',
        text: ['#2「小叶」：已办完', '#3「小叶」：准备中'],
      });

      await yu.says('#1 不来了');
      await yu.says('另有高就');
      await settled();
      expect([await state(1), await state(2), await state(3)]).toEqual(['cancelled', 'done', 'dropped']);
      // Each was opened once, however often it was delivered.
      expect(await troika.store.tickets.ticket(4)).toBeNull();
    },
  );
});

type Guest = ReturnType<typeof guest>;
