/** How much of a line a text takes: WeCom counts its lengths in Chinese characters, and two Latin letters are as wide as one. */

const ELLIPSIS = '…';

const characters = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/** In half widths. */
export function width(text: string): number {
  let sum = 0;
  for (const { segment } of characters.segment(text)) sum += widthOf(segment);
  return sum;
}

/** The text itself when it fits, otherwise its beginning and '…'. */
export function cutTo(text: string, most: number): string {
  if (width(text) <= most) return text;
  let left = most - widthOf(ELLIPSIS);
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    left -= widthOf(segment);
    if (left < 0) break;
    kept += segment;
  }
  return kept.trimEnd() + ELLIPSIS;
}

const widthOf = (character: string) => ((character.codePointAt(0) ?? 0) < 0x2000 ? 1 : 2);
