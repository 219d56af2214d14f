/** Somebody asks on the telephone or in the corridor: a colleague opens the ticket, and it is theirs all the same. */
import { describe, expect } from '@jest/globals';
import { pageAndFeishu } from '../support/theatres.js';

const edits = [
  {
    file: 'desk.yaml',
    from: 'lin: { name: 林晓, teams: [registration]',
    to: 'lin: { name: 林晓, teams: [registration, it]',
  },
] as const;

describe.each(pageAndFeishu)('替人建单，$name', ({ journey }) => {
  journey(
    'A1：坐席替人建单：重名要问清是哪一位，报单人马上知道，记下谁替谁开的',
    async ({ person, troika, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      await zhang.says('你好');
      await zhang.sees({ title: '张三，您好' });
      const { id } = await troika.store.prisma.requester.findFirstOrThrow({ where: { name: '张三' } });

      await lin.says('替李四建单 打印机坏了');
      await lin.sees({ title: '替谁建单？', text: ['没有找到「李四」', '「打印机坏了」会写进工单'] });
      await lin.says('替张三建单 打印机坏了');
      await lin.sees({ title: '故障报修', text: '故障地点' });
      await lin.says('五楼');
      const opened = await lin.taps('完全无法工作', { title: '故障报修（3/3）' });
      expect(opened?.toast?.text).toBe('已替张三开单：#1 五楼 · 打印机坏了');
      await zhang.sees({ title: '#1 五楼 · 打印机坏了', text: '林晓替您开了这张工单' });
      await zhang.sees({ title: '#1 五楼 · 打印机坏了', state: '已收到，等待受理' });
      await settled();
      expect((await troika.store.tickets.events(1))[0]).toMatchObject({
        type: 'ticketOpened',
        by: 'member:lin',
        data: { requesterId: id },
      });

      // The same again: a note on the one there is, and no reply in the requester's name.
      await lin.says('替张三建单 打印机坏了，很急');
      await lin.taps('就是这个', { title: '是不是这件事？', text: '会作为备注写进那张工单' });
      await settled();
      expect((await troika.store.tickets.events(1)).at(-1)).toMatchObject({
        type: 'noteAdded',
        by: 'member:lin',
      });

      // Two of one name, told apart by whose people they are.
      const { prisma } = troika.store;
      await prisma.customer.create({ data: { id: 'C-9', kind: 'company', name: '青禾科技' } });
      const createdAt = new Date();
      await prisma.requester.create({
        data: { id: 'r-9', name: '张三', locale: 'zh-CN', customerId: 'C-9', createdAt },
      });
      await lin.says('替 张三 建单');
      const which = await lin.sees({ title: '替谁建单？', text: '叫「张三」的不止一位' });
      expect(which.buttons.map(({ text }) => text)).toEqual(['张三（青禾科技）', '张三']);
      await lin.taps('张三（青禾科技）', { title: '替谁建单？' });
      await lin.sees({ title: '替张三办什么？', buttons: ['故障报修', '公司注册'] });

      // From the customer's card; and nobody but staff.
      await lin.says('查 青禾科技');
      await lin.taps('替张三建单', { title: '青禾科技' });
      await lin.sees({ title: '替张三办什么？' });
      // What other teams do is not offered, nor their tickets shown.
      const zhou = await person('zhou', '周明');
      await zhou.says('替 青禾科技 建单 打印机坏了');
      const theirs = await zhou.sees({ title: '替张三办什么？', buttons: ['公司注册'] });
      expect(theirs.buttons.map(({ text }) => text)).not.toContain('故障报修');
      await zhang.says('替林晓建单 打印机坏了');
      await settled();
      expect(await prisma.ticket.count()).toBe(1);
      expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
    { edits },
  );
});
