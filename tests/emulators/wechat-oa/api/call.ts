/** One call of the server API: what was asked, already parsed, and what may be answered. */
import type { Refusal } from '../refusal.js';
import type { World } from '../world.js';

export type Json = Readonly<Record<string, unknown>>;

export interface Call {
  readonly world: World;
  readonly query: URLSearchParams;
  /** The JSON body; an empty object when there is none. */
  readonly body: Json;
}

export interface Download {
  readonly bytes: Buffer;
  readonly type: string;
  readonly name: string;
}

/** Fields of the answer, or a download. */
export type Answered = Json | Download;

export interface Api {
  /** The path behind /cgi-bin/, or a whole one that begins with a slash: counts and faults go by this name. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** True for the few that need no access_token. */
  readonly open?: boolean;
  act(call: Call): Answered | Refusal;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
