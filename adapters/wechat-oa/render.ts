/** A card that was made into words -> a text in the conversation. Pure. */
import type { Card } from '../../src/platform/card.js';
import { cutBytes } from '../shared/cut-bytes.js';
import { linesOf } from '../shared/lines.js';

/** https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html */
const MOST_BYTES = 2048;
/** WeChat makes a link of `<a href>`: what people typed must not become one that says something else. */
const TAG = /<(?=\/?a\b)/giu;

export function renderText({ title, blocks }: Card): string {
  const lines = [title, ...blocks.flatMap((block) => linesOf(block, '：'))];
  return cutBytes(lines.join('\n').replaceAll(TAG, '＜'), MOST_BYTES);
}
