/** A customer asks for a person: with a ticket, without one, in working hours and outside of them. */
import { describe } from '@jest/globals';
import { inPrivate } from '../support/theatres.js';

/** Somebody of the demo serves the IT desk, where advice is given. */
const edits = [{ file: 'desk.yaml', from: /(\n {2}lin: .*)teams: \[registration\]/u, to: '$1teams: [it]' }];

describe.each(inPrivate)('转人工（$name）', ({ journey }) => {
  journey(
    'B13、D10：说「转人工」就开出一张工单，说了谁来；再说一遍不重复打扰；客服的回复到客户手里；下班后说几点有人',
    async ({ person, clock, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      await zhang.says('你们的退款流程是什么');
      await zhang.says('转人工');
      await zhang.sees({ title: '#1', text: '已转给IT 服务台，现在是服务时间' });
      await settled();
      await lin.says('#1');
      await lin.sees({ title: '#1 你们的退款流程是什么' });

      await zhang.says('人工');
      await zhang.sees({ title: '已经转给IT 服务台' });
      await lin.says('#1 回复 三个工作日内原路退回');
      await zhang.sees({ title: '#1', text: '三个工作日内原路退回' });

      await lin.says('#1 接单');
      await settled();
      await clock.to('2026-12-01T20:00');
      await zhang.says('转人工 钱还没到');
      await zhang.sees({ title: '#1', text: ['已转给林晓', '不在服务时间', '9:00'] });
      await lin.sees({ title: '#1', text: ['要找人工', '钱还没到'] });
    },
    { edits },
  );
});
