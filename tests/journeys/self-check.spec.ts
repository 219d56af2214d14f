/** C8: whoever runs the house asks how far it has come with its procedures. */
import { describe } from '@jest/globals';
import { journey } from '../support/journey.js';

describe('C8：自查', () => {
  journey('经理说「自查」看到四层得分，示例公司是满分；坐席看不到，知道找谁', async ({ person }) => {
    const chen = await person('chen', '陈静');
    const lin = await person('lin', '林晓');
    await chen.says('自查');
    await chen.sees({
      title: '自查：四阶雷达',
      text: ['基础 100 分（4/4）', '监控 100 分', '风控 100 分', '迭代 100 分', '四层都齐了'],
    });
    await lin.says('自查');
    await lin.sees({ title: '请找：组长、经理' });
    lin.doesNotSee({ title: '自查：四阶雷达' });
  });
});
