/** Ids as WeChat makes them: nobody can guess them. */
import { randomBytes } from 'node:crypto';

/** Begins with `o`, 28 characters: another one for the same person at another account. */
export const newOpenId = (): string => `o${randomBytes(21).toString('base64url').slice(0, 27)}`;

export const newSecretId = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** Of a message: 64 bits in decimal, more than a JavaScript number holds. */
export const newMsgId = (): string => String((randomBytes(8).readBigUInt64BE() >> 2n) | (1n << 61n));
