/** What a customer says of the work once it is over, and who hears it. */
import { describe } from '@jest/globals';
import { journey } from '../support/journey.js';
import { registers } from '../support/through.js';

describe('B19、D14：满意吗，愿不愿意推荐', () => {
  journey('回复数字就打了分；打得低问一句为什么，组长马上知道；推荐度 90 天里只问一次', async (stage) => {
    const { person, settled } = stage;
    const zhang = await person('zhang', '张三');
    const wang = await person('wang', '王芳');
    const first = await registers(stage, zhang, '甲公司');
    await zhang.says(`#${first} 确认并关闭`);
    await zhang.sees({ title: '甲公司', text: ['已经结束', '打几分'], buttons: ['很不满意', '很满意'] });
    await zhang.says('2');
    await zhang.sees({ text: '哪里没有做好' });
    await wang.sees({ title: '甲公司', text: ['2 分', '周明'] });
    await settled();
    zhang.doesNotSee({ text: '推荐给朋友' });
    await zhang.says('拖了三天');
    await wang.sees({ title: '甲公司', text: '原因：拖了三天' });
    await zhang.sees({ title: '甲公司', text: '推荐给朋友' });
    await zhang.says('3');
    await settled();

    // Changed their mind; the button under the question is as good as a number.
    await zhang.taps('满意', { title: '甲公司', text: '打几分' });
    await settled();
    await wang.says('本周数据');
    await wang.sees({ title: '本周数据', text: '100% 满意（1 次评价）' });
    await wang.says('本周NPS');
    await wang.sees({ title: '净推荐值', text: ['NPS -100', '问了 1 位，1 位回答'] });

    const second = await registers(stage, zhang, '乙公司');
    await zhang.says(`#${second} 确认并关闭`);
    await zhang.sees({ title: '乙公司', text: '打几分' });
    await zhang.says('5 分');
    await settled();
    zhang.doesNotSee({ title: '乙公司', text: '推荐给朋友' });
  });
});
