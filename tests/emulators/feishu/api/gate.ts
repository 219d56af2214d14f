/** The gate before every open API: counted, broken on demand, let in by its token, slowed to its rate. */
import { onBadDays } from '../../kit/bad-days.js';
import type { Answer, Asked, Outcome, Route } from '../../kit/http-door.js';
import { newId } from '../ids.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import type { Answered, Api, Call, Json } from './call.js';

export function gated(world: World, api: Api): Route {
  return { method: api.method, path: api.path, handle: (asked) => pass(world, api, asked) };
}

function pass(world: World, api: Api, asked: Asked): Promise<Outcome> {
  world.tally.request(api.name);
  return onBadDays(world.faults, api.name, async () => {
    const answered = await answer(world, api, asked);
    if (isRefusal(answered)) world.tally.refusal(answered.refused);
    return rendered(answered);
  });
}

async function answer(world: World, api: Api, asked: Asked): Promise<Answered | Refusal> {
  const now = world.clock.now();
  if (!api.open) {
    const refusal = tokenRefused(world, asked);
    if (refusal) return refusal;
  }
  const { wait, limit } = world.faults.strike('429', api.name)
    ? { wait: 1000, limit: 50 }
    : world.limits.api(api.name, now);
  if (wait > 0) return tooOften(wait, limit);
  const body = parsed(asked);
  if (!body) return refuse(9499);
  const call: Call = { world, asked, params: asked.params, query: asked.query, body };
  return api.act(call);
}

function tokenRefused(world: World, asked: Asked): Refusal | undefined {
  const [, token] = /^Bearer (\S+)$/.exec(asked.headers.authorization ?? '') ?? [];
  if (token === undefined) return refuse(99991661);
  if (!/^[tu]-/.test(token)) return refuse(99991671);
  return world.tokens.knows(token, world.clock.now()) ? undefined : refuse(99991663);
}

/** https://open.feishu.cn/document/server-docs/api-call-guide/frequency-control */
function tooOften(wait: number, limit: number): Refusal {
  return refuse(99991400, '', {
    status: 429,
    headers: {
      'x-ogw-ratelimit-limit': String(limit),
      'x-ogw-ratelimit-reset': String(Math.ceil(wait / 1000)),
    },
  });
}

function parsed({ headers, body }: Asked): Json | undefined {
  if (body.length === 0 || (headers['content-type'] ?? '').startsWith('multipart/')) return {};
  try {
    const value: unknown = JSON.parse(String(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

function rendered(answered: Answered | Refusal): Answer {
  const headers = { 'x-tt-logid': newId('event') };
  if (isRefusal(answered)) {
    const { refused, msg, status } = answered;
    return { status, headers: { ...headers, ...answered.headers }, body: { code: refused, msg } };
  }
  if ('bytes' in answered) {
    const name = encodeURIComponent(answered.name);
    const disposition = `attachment; filename="${name}"; filename*=UTF-8''${name}`;
    return {
      status: 200,
      headers: { ...headers, 'content-type': answered.type, 'content-disposition': disposition },
      body: answered.bytes,
    };
  }
  const body =
    'bare' in answered ? { code: 0, msg: 'ok', ...answered.bare } : { code: 0, msg: 'success', ...answered };
  return { status: 200, headers, body };
}
