/** Who is at the other end of a request: the cookie session, and in the demo the persona being played. */
import { z } from 'zod';
import type { RouteRequest } from '../../src/platform/context.js';
import type { WebConfig } from './config.js';
import type { Persona } from './personas.js';
import { seal, unseal } from './sealed.js';

const COOKIE = 'troika_session';
const LIFETIME_MS = 7 * 24 * 3_600_000;

const session = z.object({ kind: z.literal('demo'), expiresAt: z.number() });

/** `Set-Cookie` for a new demo session. */
export function demoCookie(config: WebConfig, now: number): string {
  const token = seal(config.secret, 'session', { kind: 'demo', expiresAt: now + LIFETIME_MS });
  const secure = config.publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${token}; Path=/; Max-Age=${LIFETIME_MS / 1000}; HttpOnly; SameSite=Strict${secure}`;
}

/** True when the request carries a demo session of ours and the demo is on. Absent, forged or expired means no. */
export function inDemo(config: WebConfig, request: RouteRequest, now: number): boolean {
  if (config.demo === null) return false;
  const token = cookieOf(request.headers.cookie ?? '');
  if (token === undefined) return false;
  const read = session.safeParse(unseal(config.secret, 'session', token));
  return read.success && read.data.expiresAt > now;
}

/** The person acting; null when the session does not allow it. */
export function personOf(config: WebConfig, request: RouteRequest, now: number): Persona | null {
  if (!inDemo(config, request, now)) return null;
  return config.demo?.personas.find((persona) => persona.account === request.query.persona) ?? null;
}

function cookieOf(header: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}
