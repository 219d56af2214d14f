/**
 * Whether a webhook is Feishu's, judged on the bytes as they came: the vendor's SDK hashes what it parsed, takes
 * yesterday's signature, and never looks at the token. https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
import { createDecipheriv, createHash } from 'node:crypto';
import type { RouteRequest } from '../../src/platform/context.js';
import { sameText } from '../shared/hmac.js';

const FRESH_MS = 5 * 60_000;
const IV_BYTES = 16;

export type Signature = 'absent' | 'wrong' | 'stale' | 'good';

/** `clocks`: the world's and the desk's. They differ only where somebody moved the desk's, and Feishu's with it. */
export function signatureOf(
  { headers, body }: Pick<RouteRequest, 'headers' | 'body'>,
  encryptKey: string,
  clocks: readonly number[],
): Signature {
  const timestamp = headers['x-lark-request-timestamp'];
  const nonce = headers['x-lark-request-nonce'];
  const signature = headers['x-lark-signature'];
  if (timestamp === undefined || nonce === undefined || signature === undefined) return 'absent';
  const expected = createHash('sha256')
    .update(`${timestamp}${nonce}${encryptKey}`)
    .update(body)
    .digest('hex');
  if (!sameText(expected, signature.toLowerCase())) return 'wrong';
  // A time that is no number is as far from now as can be.
  const fresh = clocks.some((now) => Math.abs(now - Number(timestamp) * 1000) <= FRESH_MS);
  return fresh ? 'good' : 'stale';
}

/** What was encrypted, as text; null for what this key did not encrypt. */
export function decrypt(encrypted: string, encryptKey: string): string | null {
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length < 2 * IV_BYTES || bytes.length % IV_BYTES !== 0) return null;
  const key = createHash('sha256').update(encryptKey).digest();
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, IV_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return null; // wrong padding: another key, or bytes that were tampered with
  }
}
