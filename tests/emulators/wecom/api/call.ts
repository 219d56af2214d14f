/** One call of the server API: what was asked, already parsed, and what may be answered. */
import type { Asked } from '../../kit/http-door.js';
import type { Refusal } from '../refusal.js';
import type { World } from '../world.js';

export type Json = Readonly<Record<string, unknown>>;

export interface Call {
  readonly world: World;
  readonly asked: Asked;
  readonly query: URLSearchParams;
  /** The JSON body; an empty object when there is none. */
  readonly body: Json;
}

/** Fields that stand beside errcode and errmsg; or a download. */
export type Answered = Json | Download;

export interface Download {
  readonly bytes: Buffer;
  readonly type: string;
  readonly name: string;
}

export interface Api {
  /** The path behind /cgi-bin/: counts, quotas and faults go by this name. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** True for the few that need no access_token. */
  readonly open?: boolean;
  /** True where the quota of calls is not the basic one. https://developer.work.weixin.qq.com/document/path/90454 */
  readonly unmetered?: boolean;
  /** So many calls of it may be under way, and no more. */
  readonly atOnce?: number;
  act(call: Call): Answered | Refusal;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `a|b|c`, as the platform lists people and departments in a text. */
export function listed(value: unknown): string[] {
  return text(value)
    .split('|')
    .map((item) => item.trim())
    .filter(Boolean);
}
