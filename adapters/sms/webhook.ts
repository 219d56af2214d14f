/** `/sms/receipts/<key>` and `/sms/replies/<key>`: Tencent signs nothing, so the key in the address is the proof. Without a key there is no door. */
import type { Log, Route, RouteRequest, RouteResponse } from '../../src/platform/context.js';
import { sameText } from '../shared/hmac.js';
import type { SmsConfig } from './config.js';
import type { Hearing } from './hear.js';
import { pushedAnswer, pushedReceipts } from './wire.js';

export const RECEIPTS_PATH = '/sms/receipts';
export const REPLIES_PATH = '/sms/replies';
/** A batch of receipts, with room around it. */
const MOST_BYTES = 256 * 1024;

interface Parts {
  readonly config: Pick<SmsConfig, 'callbackKey'>;
  readonly hearing: Hearing;
  readonly log: Log;
}

export function webhookRoutes(parts: Parts): readonly Route[] {
  const { callbackKey } = parts.config;
  if (callbackKey === null) return [];
  const { hearing } = parts;
  const route = (path: string, take: (raw: unknown) => Promise<boolean>): Route => ({
    method: 'POST',
    path: `${path}/:key`,
    maxBytes: MOST_BYTES,
    handle: (request) => taken(parts, callbackKey, request, take),
  });
  return [
    route(RECEIPTS_PATH, async (raw) => {
      const read = pushedReceipts.safeParse(raw);
      if (read.success) await hearing.receipts(read.data);
      return read.success;
    }),
    route(REPLIES_PATH, async (raw) => {
      const read = pushedAnswer.safeParse(raw);
      if (read.success) await hearing.answer(read.data);
      return read.success;
    }),
  ];
}

async function taken(
  { log }: Parts,
  key: string,
  { params, body, ip }: RouteRequest,
  take: (raw: unknown) => Promise<boolean>,
): Promise<RouteResponse> {
  if (!sameText(params.key ?? '', key)) {
    log.warn({ ip, bytes: body.length }, 'sms: a push with another key was refused');
    return said(404, 1, 'no such address');
  }
  const raw = parsed(body);
  try {
    if (raw !== undefined && (await take(raw))) return said(200, 0, 'OK');
    log.warn({ ip, bytes: body.length }, 'sms: a push was not understood');
    return said(400, 1, 'expected what https://cloud.tencent.com/document/product/382/52077 describes');
  } catch (error) {
    log.error({ err: error }, 'sms: a push was not taken');
    return said(500, 1, 'not taken');
  }
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

const said = (status: number, result: number, errmsg: string): RouteResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ result, errmsg }),
});
