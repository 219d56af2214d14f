/** The gate before every API: counted, broken on demand, let in by its token, held to its day. Every no is an HTTP 200. */
import { randomBytes } from 'node:crypto';
import { onBadDays } from '../../kit/bad-days.js';
import type { Answer, Asked, Route } from '../../kit/http-door.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { REFUSALS, type World } from '../world.js';
import { type Answered, type Api, type Download, isJson, type Json } from './call.js';

export function gated(world: World, api: Api): Route {
  return {
    method: api.method,
    path: api.name.startsWith('/') ? api.name : `/cgi-bin/${api.name}`,
    handle(asked) {
      world.tally.request(api.name);
      return onBadDays(world.faults, api.name, () => {
        const answered = answer(world, api, asked);
        if (isRefusal(answered)) world.tally.refusal(answered.refused);
        return rendered(answered);
      });
    },
  };
}

function answer(world: World, api: Api, asked: Asked): Answered | Refusal {
  const refusal = struck(world, api) ?? (api.open ? undefined : tokenRefused(world, asked));
  if (refusal) return refusal;
  if (world.daily.take(api.name, world.clock.now()) > 0) return refuse(45009);
  const body = parsed(asked);
  return body ? api.act({ world, query: asked.query, body }) : refuse(47001);
}

function struck(world: World, api: Api): Refusal | undefined {
  const code = REFUSALS.find((each) => world.faults.strike(each, api.name));
  if (code === undefined) return undefined;
  if (code === '42001') world.tokens.expire(world.clock.now());
  if (code === '40001') world.tokens.invalidate();
  return refuse(code);
}

function tokenRefused(world: World, { query }: Asked): Refusal | undefined {
  const token = query.get('access_token') ?? '';
  if (token === '') return refuse(41001);
  const state = world.tokens.stateOf(token, world.clock.now());
  if (state === 'good') return undefined;
  return refuse(state === 'expired' ? 42001 : 40001);
}

function parsed({ body }: Asked): Json | undefined {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(String(body));
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function rendered(answered: Answered | Refusal): Answer {
  if (isRefusal(answered)) {
    const rid = `${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`;
    return { status: 200, body: { errcode: answered.refused, errmsg: `${answered.msg} rid: ${rid}` } };
  }
  if (!isDownload(answered)) return { status: 200, headers: JSON_TYPE, body: Buffer.from(written(answered)) };
  const { bytes, type, name } = answered;
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
  return { status: 200, headers, body: bytes };
}

const JSON_TYPE = { 'content-type': 'application/json; encoding=utf-8' };

/** A message's id is written as a number, and none of JavaScript's holds it. */
const written = (answered: Json) => JSON.stringify(answered).replace(/"msgid":"(\d+)"/u, '"msgid":$1');

function isDownload(answered: Answered): answered is Download {
  return Buffer.isBuffer(answered.bytes);
}
