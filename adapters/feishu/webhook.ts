/** `POST /feishu/events`: nothing is heard before it is proved to be Feishu's; answered within its three seconds. */
import type { Log, Route, RouteRequest, RouteResponse } from '../../src/platform/context.js';
import { sameText } from '../shared/hmac.js';
import type { FeishuConfig } from './config.js';
import type { Hear } from './hear.js';
import { decrypt, signatureOf } from './verify.js';
import { challenge, encrypted, tokenOf } from './wire.js';

/** A text of 150 KB, encrypted and in base64, with room around it. */
const MOST_BYTES = 512 * 1024;

interface Parts {
  readonly keys: NonNullable<FeishuConfig['webhook']>;
  readonly hear: Hear;
  readonly log: Log;
  readonly clock: { now(): number };
}

export function webhookRoute(parts: Parts): Route {
  return {
    method: 'POST',
    path: '/feishu/events',
    maxBytes: MOST_BYTES,
    handle: (request) => take(parts, request),
  };
}

async function take(parts: Parts, request: RouteRequest): Promise<RouteResponse> {
  const { keys, hear, log, clock } = parts;
  const no = (status: number, reason: string): RouteResponse => {
    log.warn({ status, reason, ip: request.ip, bytes: request.body.length }, 'feishu: a webhook was refused');
    return json(status, { error: reason });
  };
  const signature = signatureOf(request, keys.encryptKey, [Date.now(), clock.now()]);
  if (signature === 'wrong' || signature === 'stale') return no(401, `the signature is ${signature}`);
  const sealed = encrypted.safeParse(parse(Buffer.from(request.body).toString('utf8')));
  if (!sealed.success)
    return no(
      signature === 'good' ? 400 : 401,
      'expected { "encrypt": "…" }: set the Encrypt Key in the console',
    );
  const plain = decrypt(sealed.data.encrypt, keys.encryptKey);
  const raw = plain === null ? undefined : parse(plain);
  if (raw === undefined)
    return no(
      signature === 'good' ? 400 : 401,
      'it was not encrypted with FEISHU_ENCRYPT_KEY, or is no JSON',
    );
  if (!sameText(tokenOf(raw) ?? '', keys.verificationToken))
    return no(401, 'the token is not FEISHU_VERIFICATION_TOKEN');
  const asked = challenge.safeParse(raw);
  // Only what repeats a word back, and knows both secrets, may come without a signature.
  if (asked.success) return json(200, { challenge: asked.data.challenge });
  if (signature === 'absent') return no(401, 'the signature is absent');
  try {
    return json(200, (await hear(raw)) ?? {});
  } catch (error) {
    log.error({ err: error }, 'feishu: an event was not taken; Feishu sends it again');
    return json(500, { error: 'not taken' });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // answered as 400 or 401
  }
}

function json(status: number, body: unknown): RouteResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}
