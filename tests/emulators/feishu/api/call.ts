/** One call of an open API: what was asked, already parsed, and what may be answered. */
import type { Asked } from '../../kit/http-door.js';
import { type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';

export type Json = Readonly<Record<string, unknown>>;

export interface Call {
  readonly world: World;
  readonly asked: Asked;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body; an empty object when there is none. */
  readonly body: Json;
}

/** `data` is wrapped in code and msg; `bare` stands beside them, as a few old APIs answer; `bytes` is a download. */
export type Answered =
  | { readonly data: object }
  | { readonly bare: object }
  | { readonly bytes: Buffer; readonly type: string; readonly name: string };

export interface Api {
  /** As the SDK names it: `im.message.create`. Counts, limits and faults go by this name. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** True for the few that are called before there is a token. */
  readonly open?: boolean;
  act(call: Call): Answered | Refusal | Promise<Answered | Refusal>;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** A field that must be there and is not, or is no text. */
export function missing(body: Json, ...names: string[]): Refusal | undefined {
  const name = names.find((each) => text(body[each]) === '');
  return name === undefined ? undefined : refuse(99992402, ` (${name} is required)`);
}

/** A page of a list, as all of Feishu's lists are paged. */
export function page<T>(
  query: URLSearchParams,
  items: readonly T[],
  most: number,
): { items: T[]; more: Json } {
  const size = Math.min(Number(query.get('page_size') ?? 10) || 10, most);
  const from = Number(query.get('page_token') || 0) || 0;
  const next = from + size;
  const more = next < items.length ? { has_more: true, page_token: String(next) } : { has_more: false };
  return { items: items.slice(from, next), more };
}
