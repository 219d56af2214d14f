/** A card's markdown as a person reads it. */
import { expect, test } from '@jest/globals';
import { readMarkdown } from './markdown.js';

test.each([
  ['处理人 **王工**，~~李工~~', '处理人 王工，李工'],
  ["<font color='red'>超时</font> 12 分钟<br>请处理", '超时 12 分钟\n请处理'],
  ['<at id=ou_1>王工</at> 请看', '@王工 请看'],
  ['[工单页](https://desk.example/t/1)', '工单页'],
  ['payment_ref_2 与 a * b * c', 'payment_ref_2 与 a * b * c'],
  ['a < b > c', 'a < b > c'],
  ['&#42;&#42;原样&#42;&#42; &lt;at id=all&gt;', '**原样** <at id=all>'],
  ['\\*\\*原样\\*\\*', '**原样**'],
  ['# 标题\n#1 不是标题', '标题\n#1 不是标题'],
])('%s', (written, read) => {
  expect(readMarkdown(written)).toBe(read);
});
