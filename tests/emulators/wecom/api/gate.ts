/** The gate before every API: counted, broken on demand, let in by its token, held to its quota. Every no is an HTTP 200. */
import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { onBadDays } from '../../kit/bad-days.js';
import type { Answer, Asked, Route } from '../../kit/http-door.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { REFUSALS, type World } from '../world.js';
import { type Answered, type Api, type Download, isJson, type Json } from './call.js';

/** How long a call is under way at least, where it counts how many are. */
const CALL_LASTS_MS = 5;

export function gated(world: World, api: Api): Route {
  let underWay = 0;
  return {
    method: api.method,
    path: `/cgi-bin/${api.name}`,
    async handle(asked) {
      world.tally.request(api.name);
      const crowded = api.atOnce !== undefined && underWay >= api.atOnce;
      underWay += 1;
      try {
        return await onBadDays(world.faults, api.name, async () => {
          if (api.atOnce !== undefined) await delay(CALL_LASTS_MS, undefined, { ref: false });
          const answered = crowded ? refuse(45033) : answer(world, api, asked);
          if (isRefusal(answered)) world.tally.refusal(answered.refused);
          return rendered(answered);
        });
      } finally {
        underWay -= 1;
      }
    },
  };
}

function answer(world: World, api: Api, asked: Asked): Answered | Refusal {
  const refusal = struck(world, api) ?? (api.open ? undefined : tokenRefused(world, asked));
  if (refusal) return refusal;
  if (!api.unmetered && !world.quotas.api(api.name, world.clock.now())) return refuse(45009);
  const body = parsed(asked);
  return body ? api.act({ world, asked, query: asked.query, body }) : refuse(47001);
}

function struck(world: World, api: Api): Refusal | undefined {
  const code = REFUSALS.find((each) => world.faults.strike(each, api.name));
  if (code === undefined) return undefined;
  if (code === '42001') world.tokens.expire(world.clock.now());
  if (code === '40014') world.tokens.invalidate();
  return refuse(code);
}

function tokenRefused(world: World, { query }: Asked): Refusal | undefined {
  const token = query.get('access_token') ?? '';
  if (token === '') return refuse(41001);
  const state = world.tokens.stateOf(token, world.clock.now());
  if (state === 'good') return undefined;
  return refuse(state === 'expired' ? 42001 : 40014);
}

function parsed({ headers, body }: Asked): Json | undefined {
  if (body.length === 0 || (headers['content-type'] ?? '').startsWith('multipart/')) return {};
  try {
    const value: unknown = JSON.parse(String(body));
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function rendered(answered: Answered | Refusal): Answer {
  if (isRefusal(answered)) {
    const { refused, msg } = answered;
    const more = `more info at https://open.work.weixin.qq.com/devtool/query?e=${refused}`;
    const hint = `hint: [${randomInt(2 ** 40)}_1_emulated], from ip: 127.0.0.1, ${more}`;
    return { status: 200, body: { errcode: refused, errmsg: `${msg}, ${hint}` } };
  }
  if (!isDownload(answered)) return { status: 200, body: { errcode: 0, errmsg: 'ok', ...answered } };
  const name = encodeURIComponent(answered.name);
  const disposition = `attachment; filename="${name}"; filename*=UTF-8''${name}`;
  return {
    status: 200,
    headers: { 'content-type': answered.type, 'content-disposition': disposition },
    body: answered.bytes,
  };
}

function isDownload(answered: Answered): answered is Download {
  return Buffer.isBuffer(answered.bytes);
}
