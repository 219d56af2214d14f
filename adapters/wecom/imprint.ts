/** What tells two texts of the same words apart: WeCom, asked to show a repetition once, takes the second for one. Pure. */
import { createHash } from 'node:crypto';

/** Of no width, and taken off by nobody. */
const UNSEEN = ['\u200B', '\u200C', '\u200D', '\u2060'];
const LENGTH = 8;

export const IMPRINT_BYTES = LENGTH * 3;

/** The same for the same key: what is sent again is the same text. */
export function imprint(key: string): string {
  const bytes = createHash('sha256').update(key).digest();
  return Array.from({ length: LENGTH }, (_, n) => UNSEEN[(bytes[n] ?? 0) % UNSEEN.length]).join('');
}
