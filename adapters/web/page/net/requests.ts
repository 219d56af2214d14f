/** The page's plain HTTP: who am I, the board, the way out, the demo's doors. */
import type { BoardSnapshot } from '../../../../src/platform/board.js';
import type { Persona } from '../wire.js';

export interface Session {
  readonly session: 'member' | 'demo' | 'none';
  readonly demoOffered: boolean;
  /** The demo's people, or the one member who logged in. */
  readonly personas: readonly Persona[];
  readonly zone: string;
  readonly now: number;
}

/** A request that was answered with a refusal; `code` is worded by the page. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export const readSession = () => request<Session>('/web/session');
export const logOut = () => request<unknown>('/web/log-out', {});
export const enterDemo = (key: string) => request<unknown>('/web/demo/enter', { key });
export const advanceClock = (advanceMs: number) => request<{ now: number }>('/web/demo/clock', { advanceMs });
export const pay = (ticket: number) => request<unknown>('/web/demo/pay', { ticket });
export const readBoard = (locale: string) =>
  request<{ now: number; board: BoardSnapshot }>(`/web/board?locale=${locale}`);

async function request<T>(path: string, body?: object): Promise<T> {
  const init = body === undefined ? {} : posted(body);
  const response = await fetch(path, init).catch(() => {
    throw new Refused('unreachable');
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  throw new Refused((answer as { error?: string } | null)?.error ?? 'unreachable');
}

function posted(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
