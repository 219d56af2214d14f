/** As much of a text as a platform takes, where it counts UTF-8 bytes. Pure. */

const ELLIPSIS = '…';

/** A family emoji is one character to its reader and seven code points to the platform. */
const characters = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/** The text itself when it fits, otherwise its beginning and '…'. */
export function cutBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  let left = most - Buffer.byteLength(ELLIPSIS);
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    left -= Buffer.byteLength(segment);
    if (left < 0) break;
    kept += segment;
  }
  return kept.trimEnd() + ELLIPSIS;
}
