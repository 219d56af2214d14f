/** Ids as WeCom makes them: long, without a pattern, and nobody can guess them. */
import { randomBytes } from 'node:crypto';

export function newId(bytes = 24): string {
  return randomBytes(bytes).toString('base64url');
}

/** A message's id in a callback: 64 bits in decimal, more than a JavaScript number holds. */
export function newMsgId(): string {
  return String((randomBytes(8).readBigUInt64BE() >> 2n) | (1n << 61n));
}
