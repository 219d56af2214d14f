/** Callbacks encrypted and signed as WeCom and WeChat do. https://developer.work.weixin.qq.com/document/path/91144 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const BLOCK = 32;

export interface Keys {
  readonly token: string;
  readonly aesKey: string;
  /** The corp id of a self-built app, or the app id of an account. */
  readonly receiveId: string;
}

export interface Sealed {
  readonly encrypt: string;
  /** `msg_signature`, `timestamp` and `nonce` for the address. */
  readonly query: URLSearchParams;
}

export function seal(keys: Keys, text: string, now: number): Sealed {
  const { key, iv } = cipherOf(keys.aesKey);
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([randomBytes(16), length, message, Buffer.from(keys.receiveId)]);
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const encrypt = Buffer.concat([cipher.update(padded(plain)), cipher.final()]).toString('base64');
  const timestamp = String(Math.floor(now / 1000));
  const nonce = String(randomBytes(4).readUInt32BE());
  const msg_signature = signature(keys.token, timestamp, nonce, encrypt);
  return { encrypt, query: new URLSearchParams({ msg_signature, timestamp, nonce }) };
}

/** The text of an answer that the app sealed; it must be signed over its own stamp. */
export function unseal(
  keys: Keys,
  {
    encrypt,
    signed,
    timestamp,
    nonce,
  }: Readonly<Record<'encrypt' | 'signed' | 'timestamp' | 'nonce', string>>,
): string {
  if (signature(keys.token, timestamp, nonce, encrypt) !== signed)
    throw new Error('the answer is not signed');
  const { key, iv } = cipherOf(keys.aesKey);
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(encrypt, 'base64'), decipher.final()]);
  const end = 20 + plain.readUInt32BE(16);
  const receiveId = plain.subarray(end, plain.length - (plain.at(-1) ?? 0)).toString();
  if (receiveId !== keys.receiveId) throw new Error(`the answer is sealed for ${receiveId}`);
  return plain.subarray(20, end).toString();
}

function signature(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

function cipherOf(aesKey: string): { key: Buffer; iv: Buffer } {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  return { key, iv: key.subarray(0, 16) };
}

/** To a multiple of 32, with a whole block more when it already is one. */
function padded(plain: Buffer): Buffer {
  const count = BLOCK - (plain.length % BLOCK);
  return Buffer.concat([plain, Buffer.alloc(count, count)]);
}
