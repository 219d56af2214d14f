/** B11: a part of the work said in one line, in either language, in any order; what is not named stays unsaid. */
import { expect, test } from '@jest/globals';
import { partSaid } from '../../src/conversation/part-said.js';

const here = { now: Date.parse('2026-12-01T10:00+08:00'), tz: 'Asia/Shanghai' };

test.each<[string, Record<string, string>]>([
  ['主图', { part: '主图' }],
  [
    '主图设计 负责人 周明 协作人 林晓、王芳 标准 白底 800×800 截止 明天',
    {
      part: '主图设计',
      owner: '周明',
      collaborators: '林晓、王芳',
      standard: '白底 800×800',
      due: '2026-12-02',
    },
  ],
  ['1，截止时间：2026-12-05，负责人：周明', { part: '1', due: '2026-12-05', owner: '周明' }],
  [
    'main picture owner Lin Xiao with Wang, Zhou standard square due tomorrow',
    {
      part: 'main picture',
      owner: 'Lin Xiao',
      collaborators: 'Wang, Zhou',
      standard: 'square',
      due: '2026-12-02',
    },
  ],
  ['标准化文档 截止 改天', { part: '标准化文档', due: '改天' }],
  ['负责人 周明', { owner: '周明' }],
])('%s', (said, input) => {
  expect(partSaid(said, here)).toEqual(input);
});
