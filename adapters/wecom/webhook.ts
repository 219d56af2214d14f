/** `/wecom/callback`: nothing is heard before it is proved to be WeCom's; acknowledged with nothing as soon as it is stored. */
import type { Log, Route, RouteRequest, RouteResponse } from '../../src/platform/context.js';
import { readXml } from '../shared/xml.js';
import type { WecomConfig } from './config.js';
import type { Hear } from './hear.js';
import { open } from './seal.js';

const PATH = '/wecom/callback';
/** A text of 2 kB or a list of chosen options, encrypted and in base64, with room around it. */
const MOST_BYTES = 128 * 1024;
/** Elements that may stand once or often. */
export const LISTS = ['SelectedItem', 'OptionId'];

interface Parts {
  readonly config: WecomConfig;
  readonly hear: Hear;
  readonly log: Log;
  readonly clock: { now(): number };
}

export function webhookRoutes(parts: Parts): readonly Route[] {
  return [
    { method: 'GET', path: PATH, maxBytes: 0, handle: async (request) => verified(parts, request) },
    { method: 'POST', path: PATH, maxBytes: MOST_BYTES, handle: (request) => take(parts, request) },
  ];
}

/** The console asks once whether we hold the keys: the bare text, without quotes, a BOM or a line's end. */
function verified(parts: Parts, request: RouteRequest): RouteResponse {
  const opened = openedBy(parts, request, request.query.echostr ?? '');
  return 'message' in opened ? text(200, opened.message) : opened.no;
}

async function take(parts: Parts, request: RouteRequest): Promise<RouteResponse> {
  const { hear, log } = parts;
  const outer = readXml(Buffer.from(request.body).toString('utf8'));
  const sealed = outer?.Encrypt;
  if (typeof sealed !== 'string')
    return refuse(parts, request, 401, 'expected <xml> with Encrypt, and no DTD');
  const opened = openedBy(parts, request, sealed);
  if (!('message' in opened)) return opened.no;
  const raw = readXml(opened.message, LISTS);
  if (raw === null) return refuse(parts, request, 400, 'expected <xml> inside, and no DTD');
  try {
    await hear(raw);
    return text(200, '');
  } catch (error) {
    log.error({ err: error }, 'wecom: a callback was not taken');
    return text(500, 'not taken');
  }
}

function openedBy(
  parts: Parts,
  request: RouteRequest,
  encrypted: string,
): { readonly message: string } | { readonly no: RouteResponse } {
  const clocks = [Date.now(), parts.clock.now()];
  const opened = open({ query: request.query, encrypted }, parts.config, clocks);
  return 'message' in opened ? opened : { no: refuse(parts, request, opened.status, opened.refused) };
}

function refuse({ log }: Parts, { ip, body }: RouteRequest, status: number, reason: string): RouteResponse {
  log.warn({ status, reason, ip, bytes: body.length }, 'wecom: a callback was refused');
  return text(status, reason);
}

const text = (status: number, body: string): RouteResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});
