/** The one shape of every refusal over HTTP: what was expected, what came, and what to do about it. */
import type { RouteResponse } from '../platform/context.js';

export interface Problem {
  readonly code: string;
  readonly expected: string;
  readonly got: string;
  readonly do: string;
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

export function json(status: number, body: unknown): RouteResponse {
  return { status, headers: JSON_HEADERS, body: JSON.stringify(body) };
}

export function refusal(status: number, problem: Problem): RouteResponse {
  return json(status, { error: problem });
}
