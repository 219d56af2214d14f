/** Shortens text to a number of UTF-8 bytes, between characters as a reader sees them. */

export const ELLIPSIS = '…';

/** Bytes of a text as platforms count them. */
export function byteLength(text: string): number {
  let bytes = 0;
  // By index: every card that goes out is counted, and the loop over letters makes a string of each.
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at += 1;
    // A lone surrogate is sent as U+FFFD: three bytes, as the range here says.
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** The text itself when it fits, otherwise its beginning and '…'; empty when not even that fits. */
export function cutTo(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text;
  let left = bytes - byteLength(ELLIPSIS);
  if (left < 0) return '';
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    left -= byteLength(segment);
    if (left < 0) break;
    kept += segment;
  }
  return kept.trimEnd() + ELLIPSIS;
}

/** A family emoji is one character to its reader and seven code points to the platform. */
const characters = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });
