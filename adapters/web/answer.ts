/** Answers of our HTTP routes: JSON, and refusals that say what was expected, what came and what to do. */
import type { RouteResponse } from '../../src/platform/context.js';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): RouteResponse {
  return { status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}

export interface Complaint {
  /** For programs: the page words it in its own language. */
  readonly error: string;
  readonly expected: string;
  readonly got: string;
  readonly do: string;
}

export function refuse(status: number, complaint: Complaint): RouteResponse {
  return json(status, complaint);
}

export const NO_SESSION = refuse(403, {
  error: 'no_session',
  expected: 'a session of ours and, in the demo, a persona',
  got: 'neither, or a persona that does not exist',
  do: 'open the address that npm start printed, or the link the bot sent you',
});

export const FOREIGN_PAGE = refuse(403, {
  error: 'foreign_page',
  expected: 'a request from our own page (Origin)',
  got: 'another origin or none',
  do: 'set PUBLIC_URL to the address in the browser',
});
