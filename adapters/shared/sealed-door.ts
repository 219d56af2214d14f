/** The door for Tencent's sealed callbacks: nothing is heard before it is proved, and what was heard is acknowledged with nothing. */
import type { Log, Route, RouteRequest, RouteResponse } from '../../src/platform/context.js';
import { open, type SealKeys, stampRefused } from './seal.js';
import { readXml, type Xml } from './xml.js';

/** A text of 2 kB or a list of chosen options, encrypted and in base64, with room around it. */
const MOST_BYTES = 128 * 1024;

export interface SealedDoor {
  readonly platform: string;
  readonly path: string;
  readonly keys: SealKeys;
  /** Throws when the callback must be delivered again. */
  readonly hear: (raw: Xml) => Promise<void>;
  /** Elements that may stand once or often. */
  readonly lists: readonly string[];
  /** The console shows its echo unsealed, and signs only the stamp. */
  readonly plainEcho?: true;
  readonly log: Log;
  readonly clock: { now(): number };
}

export function sealedDoor(door: SealedDoor): readonly Route[] {
  const { path } = door;
  return [
    { method: 'GET', path, maxBytes: 0, handle: async (request) => verified(door, request) },
    { method: 'POST', path, maxBytes: MOST_BYTES, handle: (request) => take(door, request) },
  ];
}

/** The console asks once whether we hold the keys: the bare text, without quotes, a BOM or a line's end. */
function verified(door: SealedDoor, request: RouteRequest): RouteResponse {
  const { echostr = '' } = request.query;
  if (door.plainEcho) {
    const refused = stampRefused(request.query, door.keys, [Date.now(), door.clock.now()]);
    return refused === null ? text(200, echostr) : refuse(door, request, 401, refused);
  }
  const opened = openedBy(door, request, echostr);
  return 'message' in opened ? text(200, opened.message) : opened.no;
}

async function take(door: SealedDoor, request: RouteRequest): Promise<RouteResponse> {
  const { platform, hear, lists, log } = door;
  const outer = readXml(Buffer.from(request.body).toString('utf8'));
  const sealed = outer?.Encrypt;
  if (typeof sealed !== 'string')
    return refuse(door, request, 401, 'expected <xml> with Encrypt, and no DTD');
  const opened = openedBy(door, request, sealed);
  if (!('message' in opened)) return opened.no;
  const raw = readXml(opened.message, lists);
  if (raw === null) return refuse(door, request, 400, 'expected <xml> inside, and no DTD');
  try {
    await hear(raw);
    return text(200, '');
  } catch (error) {
    log.error({ err: error }, `${platform}: a callback was not taken`);
    return text(500, 'not taken');
  }
}

function openedBy(
  { keys, clock, ...door }: SealedDoor,
  request: RouteRequest,
  encrypted: string,
): { readonly message: string } | { readonly no: RouteResponse } {
  const opened = open({ query: request.query, encrypted }, keys, [Date.now(), clock.now()]);
  return 'message' in opened ? opened : { no: refuse(door, request, opened.status, opened.refused) };
}

function refuse(
  { platform, log }: Pick<SealedDoor, 'platform' | 'log'>,
  { ip, body }: RouteRequest,
  status: number,
  reason: string,
): RouteResponse {
  log.warn({ status, reason, ip, bytes: body.length }, `${platform}: a callback was refused`);
  return text(status, reason);
}

const text = (status: number, body: string): RouteResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});
