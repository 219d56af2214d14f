/** What was said once need not be said again: a message that is answered with 建单 is the ticket. */
import { describe, expect } from '@jest/globals';
import { pageAndFeishu } from '../support/theatres.js';

describe.each(pageAndFeishu)('引用建单，$name', ({ journey }) => {
  journey('A1：回复一句话说「建单」，那句话就写进工单；补的一句接在后面', async ({ person, troika }) => {
    const zhang = await person('zhang', '张三');
    await zhang.says('三楼断网了');
    await zhang.sees({ title: '故障报修', text: '故障地点' });
    await zhang.says('取消');
    await zhang.sees({ title: '好的，已取消' });
    await zhang.says('灯管一闪一闪的');
    await zhang.answers('三楼断网了', '建单');
    await zhang.sees({ title: '故障报修', text: '故障地点' });
    const waiting = () =>
      troika.store.prisma.dialogue.findFirst({ where: { person: { startsWith: 'req' } } });
    expect(await waiting()).toMatchObject({
      state: { categoryPath: 'fault.network', answers: { problem: '三楼断网了' } },
    });
    await zhang.says('取消');
    await zhang.answers('三楼断网了', '建单 急，在开会');
    await zhang.until(
      () => zhang.count({ title: '故障报修', text: '故障地点' }) > 2 || undefined,
      'the question again',
    );
    expect(await waiting()).toMatchObject({ state: { answers: { problem: '三楼断网了 急，在开会' } } });
    await zhang.says('取消');

    // A colleague's words are nobody's request; whose it is must be said.
    const lin = await person('lin', '林晓');
    await lin.says('打印机坏了');
    await lin.answers('打印机坏了', '建单');
    await lin.sees({ title: '替谁建单？', text: ['请说「替 姓名或客户 建单」', '「打印机坏了」会写进工单'] });
    await lin.says('替张三建单');
    await lin.sees({ title: '替张三办什么？', text: '「打印机坏了」会写进工单' });
    expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});
