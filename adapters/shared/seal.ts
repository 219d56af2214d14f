/**
 * Whether a callback is Tencent's, and what it says. The vendor's package only computes: that the signature is looked at
 * first, in constant time, and that the message is meant for us, is done here. https://developer.work.weixin.qq.com/document/path/90930
 */
import { decrypt, getSignature } from '@wecom/crypto';
import { sameText } from './hmac.js';

/** Retries come within 15 seconds; what is older was recorded by somebody. */
const FRESH_MS = 5 * 60_000;

export type Opened = { readonly message: string } | { readonly refused: string; readonly status: 400 | 401 };

export interface SealKeys {
  readonly token: string;
  readonly aesKey: string;
  /** Whom its messages are meant for: a corp id, an app id. */
  readonly receiver: string;
  /** The variables they stand in, for whoever reads why a callback was refused. */
  readonly named: { readonly token: string; readonly aesKey: string; readonly receiver: string };
}

export interface Sealed {
  readonly query: Readonly<Record<string, string>>;
  readonly encrypted: string;
}

/** `clocks`: the world's and the desk's. They differ only where somebody moved the desk's, and the platform's with it. */
export function open(
  { query, encrypted }: Sealed,
  { token, aesKey, receiver, named }: SealKeys,
  clocks: readonly number[],
): Opened {
  const { msg_signature: signature = '', timestamp = '', nonce = '' } = query;
  if (signature === '' || timestamp === '' || nonce === '')
    return no(401, 'expected msg_signature, timestamp and nonce in the address');
  if (!sameText(getSignature(token, timestamp, nonce, encrypted), signature.toLowerCase()))
    return no(401, `the signature is wrong: compare ${named.token} with the console`);
  if (!isFresh(timestamp, clocks)) return no(401, 'the signature is stale');
  const inner = decrypted(encrypted, aesKey);
  if (inner === null) return no(400, `it was not encrypted with ${named.aesKey}`);
  // Another company's callback may carry a good signature when both chose one token.
  if (!sameText(inner.id, receiver)) return no(401, `it is meant for another one than ${named.receiver}`);
  return { message: inner.message };
}

/** Why an address that carries nothing sealed is not Tencent's; null: it is. */
export function stampRefused(
  { signature = '', timestamp = '', nonce = '' }: Sealed['query'],
  { token, named }: Pick<SealKeys, 'token' | 'named'>,
  clocks: readonly number[],
): string | null {
  if (signature === '' || timestamp === '' || nonce === '')
    return 'expected signature, timestamp and nonce in the address';
  // The package signs the parts in their order, and an empty one adds nothing.
  if (!sameText(getSignature(token, timestamp, nonce, ''), signature.toLowerCase()))
    return `the signature is wrong: compare ${named.token} with the console`;
  return isFresh(timestamp, clocks) ? null : 'the signature is stale';
}

/** A time that is no number is as far from now as can be. */
const isFresh = (timestamp: string, clocks: readonly number[]) =>
  clocks.some((now) => Math.abs(now - Number(timestamp) * 1000) <= FRESH_MS);

/** Wrong keys and truncated texts come as garbage or as one of several errors. */
function decrypted(encrypted: string, aesKey: string): { message: string; id: string } | null {
  if (!/^[\w+/]+={0,2}$/u.test(encrypted)) return null;
  try {
    return decrypt(aesKey, encrypted);
  } catch {
    return null;
  }
}

const no = (status: 400 | 401, refused: string): Opened => ({ refused, status });
