/** POST /hooks/:source: what other systems tell the desk, signed. Refused before anything is written. */
import type { HookEvent } from '../desk/ports/inbox.js';
import type { Route, RouteRequest, RouteResponse } from '../platform/context.js';
import { readHookBody } from './hook-body.js';
import { verify } from './hook-signature.js';
import { json, refusal } from './problem.js';

const BODY_BYTES = 256_000;

export interface HookOutcome {
  /** `later`: taken down, and worked off after this answer. */
  readonly status: 'done' | 'duplicate' | 'refused' | 'later';
  readonly detail: string;
}

export interface HooksOptions {
  /** By source; a source has two while its secret is being changed. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  onHook(event: HookEvent): Promise<HookOutcome>;
  /** Real time, epoch ms. */
  readonly now?: () => number;
}

const STATUS = { done: 200, duplicate: 200, later: 202 } as const;
const SIGNED =
  'X-Troika-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256(secret, t + "." + body)>, of a known source';

export function hooksRoute(options: HooksOptions): Route {
  return {
    method: 'POST',
    path: '/hooks/:source',
    maxBytes: BODY_BYTES,
    handle: (request) => receive(options, request),
  };
}

async function receive(
  { secrets, onHook, now = Date.now }: HooksOptions,
  request: RouteRequest,
): Promise<RouteResponse> {
  const source = request.params.source ?? '';
  const verdict = verify({
    header: request.headers['x-troika-signature'],
    body: request.body,
    secrets: secrets.get(source),
    now: now(),
  });
  if (verdict === 'bad')
    return refusal(401, {
      code: 'unsigned',
      expected: SIGNED,
      got: request.headers['x-troika-signature'] === undefined ? 'no signature' : 'another signature',
      do: 'sign the raw body with the secret that HOOK_SECRETS gives this source',
    });
  if (verdict === 'stale')
    return refusal(401, {
      code: 'stale',
      expected: 'a signature at most 5 minutes old, by a right clock',
      got: `one of another time than ${new Date(now()).toISOString()}`,
      do: 'sign again for each attempt, and set the clock',
    });

  const body = readHookBody(request.body);
  if (!('event' in body))
    return refusal(400, { code: 'bad_hook', ...body, do: 'send { id, type, ticket | orderRef, data }' });
  const { status, detail } = await onHook({ source, ...body.event });
  if (status !== 'refused') return json(STATUS[status], { status, detail });
  return json(409, {
    status,
    detail,
    error: {
      code: 'refused',
      expected: 'something the ticket bears in its present state',
      got: detail,
      do: 'look at the ticket; sending the same id again changes nothing',
    },
  });
}
