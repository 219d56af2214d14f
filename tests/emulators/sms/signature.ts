/** TC3-HMAC-SHA256, computed anew from what came. https://cloud.tencent.com/document/api/382/52072 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Asked } from '../kit/http-door.js';
import { CallRefused } from './refusal.js';
import type { Account } from './world.js';

const SHAPE =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/([^/]+)\/tc3_request, SignedHeaders=([a-z;-]+), Signature=([0-9a-f]{64})$/u;
const FRESH_S = 300;

const sha = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Uint8Array, text: string) => createHmac('sha256', key).update(text).digest();

/** Throws CallRefused. The age is measured by the machine's time, which the caller signs with. */
export function checkSignature({ method, headers, body }: Asked, account: Account, now = Date.now()): void {
  const [, id, date = '', service = '', names = '', signature = ''] =
    SHAPE.exec(headers.authorization ?? '') ?? [];
  if (id === undefined)
    throw new CallRefused('AuthFailure.InvalidAuthorization', 'the Authorization header has another form');
  if (id !== account.secretId)
    throw new CallRefused('AuthFailure.SecretIdNotFound', 'the SecretId is not found');
  const timestamp = Number(headers['x-tc-timestamp']);
  if (!(Math.abs(now / 1000 - timestamp) <= FRESH_S))
    throw new CallRefused('AuthFailure.SignatureExpire', 'the timestamp is off by more than five minutes');
  const canonical = names
    .split(';')
    .map((name) => `${name}:${signedValue(name, headers)}\n`)
    .join('');
  const request = `${method}\n/\n\n${canonical}\n${names}\n${sha(body)}`;
  const scope = `${date}/${service}/tc3_request`;
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha(request)}`;
  const key = hmac(hmac(hmac(`TC3${account.secretKey}`, date), service), 'tc3_request');
  const expected = hmac(key, text);
  const signed = ['content-type', 'host'].every((name) => names.split(';').includes(name));
  const today = new Date(timestamp * 1000).toISOString().slice(0, 10);
  if (!signed || date !== today || !timingSafeEqual(expected, Buffer.from(signature, 'hex')))
    throw new CallRefused('AuthFailure.SignatureFailure', 'the signature is not what it should be');
}

/** The vendor's package signs the host without its port. */
function signedValue(name: string, headers: Asked['headers']): string {
  const value = (headers[name] ?? '').trim();
  return name === 'host' ? value.replace(/:\d+$/u, '') : value;
}
