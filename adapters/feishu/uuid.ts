/** What Feishu knows a repetition by: one message an uuid for an hour, one group for ten. */
import { createHash } from 'node:crypto';

/** Of at most 50 characters. */
export function uuidOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
