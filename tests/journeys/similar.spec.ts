/** Before a second ticket about the same matter is opened, the first one is shown. */
import { describe, expect } from '@jest/globals';
import { guest } from '../support/guest.js';
import type { Person } from '../support/person.js';
import { pageAndFeishu } from '../support/theatres.js';

async function reports(person: Person, problem: string, place: string): Promise<void> {
  await person.says(`报修 ${problem}`);
  await person.sees({ title: '故障报修', text: '故障地点' });
  await person.says(place);
  await person.taps('完全无法工作', { title: '故障报修（3/3）' });
}

describe.each(pageAndFeishu)('相似的工单，$name', ({ journey }) => {
  journey(
    'D1：再报同一件事先看到没办完的那张；「就是这个」补充进去，「仍要新建」接着开',
    async ({ person, clock, troika, settled }) => {
      const zhang = await person('zhang', '张三');
      await reports(zhang, '打印机卡纸', '三楼');
      await zhang.sees({ title: '#1 三楼 · 打印机卡纸' });
      expect(zhang.count({ title: '是不是这件事？' })).toBe(0);
      await clock.advance('2h');

      await zhang.says('报修 打印机又卡纸了');
      const shown = await zhang.sees({
        ...{ title: '是不是这件事？', buttons: ['就是这个', '仍要新建'] },
        text: [
          '#1 三楼 · 打印机卡纸',
          '已收到，等待受理',
          '开了 2 小时',
          '「打印机又卡纸了」会补充到那张工单里',
        ],
      });
      expect(shown.buttons).toHaveLength(2);
      await zhang.taps('就是这个', { title: '是不是这件事？' });
      await settled();
      expect((await troika.store.tickets.events(1)).at(-1)).toMatchObject({
        type: 'replied',
        data: { from: 'requester' },
        said: { words: { text: '打印机又卡纸了' } },
      });
      expect(await troika.store.prisma.ticket.count()).toBe(1);
      // A card that was answered answers nothing any more.
      expect((await zhang.taps('仍要新建', { title: '是不是这件事？' }))?.toast?.text).toContain(
        '已经过去了',
      );

      await zhang.says('报修 投影仪没图像');
      await zhang.taps('仍要新建', { text: '「投影仪没图像」会补充' });
      await zhang.sees({ title: '故障报修', text: '故障地点' });
      await zhang.says('二楼');
      await zhang.taps('不急，有空再看', { title: '故障报修（3/3）' });
      await zhang.sees({ title: '#2 二楼 · 投影仪没图像' });

      // Only its kind is named: which one it is comes first, and there is nothing to add.
      await zhang.says('报修');
      await zhang.taps('就是 #2', { title: '是不是这件事？', buttons: ['就是 #1', '就是 #2'] });
      expect(await troika.store.prisma.dialogue.count()).toBe(0);

      // Somebody else's matters are nobody's business.
      const mei = guest(troika, 'mei', '韩梅');
      await mei.says('报修 打印机卡纸');
      await mei.sees('故障报修');
      expect((await mei.cards()).map(({ title }) => title)).not.toContain('是不是这件事？');
      expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
  );
});
