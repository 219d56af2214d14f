/** Who is at the other end of a request: a member who logged in, or in the demo the persona being played. */
import { z } from 'zod';
import type { AdapterContext, RouteRequest } from '../../src/platform/context.js';
import { cookieIn } from '../shared/cookies.js';
import type { WebConfig } from './config.js';
import { type Persona, roleOf } from './personas.js';
import { seal, unseal } from './sealed.js';

const COOKIE = 'troika_session';
const DAY_MS = 24 * 3_600_000;
/** In wall time, as the cookie's own Max-Age: the demo's time buttons must not end a session. */
const LIFETIME_MS = { demo: 7 * DAY_MS, member: 30 * DAY_MS } as const;
/** A member's session that is used goes on; once a day is often enough to say so. */
const RENEW_AFTER_MS = DAY_MS;

const session = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('demo'), expiresAt: z.number() }),
  /** `id`: the desk's name for it, by which it can be ended. */
  z.object({ kind: z.literal('member'), id: z.string(), expiresAt: z.number() }),
]);

export type Session = z.infer<typeof session>;

/** Somebody who may act on the page; `session` is null for a persona. */
export interface Person extends Persona {
  readonly session: string | null;
}

export interface SessionParts {
  readonly config: WebConfig;
  readonly context: Pick<AdapterContext, 'logIns'>;
}

type Start = { readonly kind: 'demo' } | { readonly kind: 'member'; readonly id: string };

/** `Set-Cookie` for a session that starts or goes on now. */
export function sessionCookie(config: WebConfig, start: Start, now: number): string {
  const lifetime = LIFETIME_MS[start.kind];
  const token = seal(config.secret, 'session', { ...start, expiresAt: now + lifetime });
  return cookie(config, token, lifetime, start.kind === 'demo' ? 'Strict' : 'Lax');
}

/** `Set-Cookie` that takes the session away. */
export function noCookie(config: WebConfig): string {
  return cookie(config, '', 0, 'Lax');
}

/** What the request carries: signed by us and not over. Whether the desk still knows it is another question. */
export function sessionOf(config: WebConfig, request: RouteRequest, now: number): Session | null {
  const token = cookieIn(request.headers.cookie, COOKIE);
  const read = session.safeParse(token && unseal(config.secret, 'session', token));
  if (!read.success || read.data.expiresAt <= now) return null;
  return read.data.kind === 'demo' && config.demo === null ? null : read.data;
}

export function inDemo(config: WebConfig, request: RouteRequest, now: number): boolean {
  return sessionOf(config, request, now)?.kind === 'demo';
}

/** The person acting; null when the session does not allow it. A member is themselves, whatever persona the request names. */
export async function personOf(
  parts: SessionParts,
  request: RouteRequest,
  now: number,
): Promise<Person | null> {
  const { config } = parts;
  const found = sessionOf(config, request, now);
  if (found?.kind === 'member') return memberOf(parts, found.id);
  const persona = found && config.demo?.personas.find(({ account }) => account === request.query.persona);
  return persona ? { ...persona, session: null } : null;
}

/** The member behind a session as of now; null when it was ended or they have left. */
export async function memberOf({ context }: SessionParts, id: string): Promise<Person | null> {
  const known = await context.logIns.session(id);
  return known && { account: known.account, name: known.name, role: roleOf(known.roles), session: id };
}

/** The cookie again, with its whole lifetime before it, when some of that has passed. */
export function renewal(config: WebConfig, found: Session, now: number): Readonly<Record<string, string>> {
  if (found.kind !== 'member' || found.expiresAt - now > LIFETIME_MS.member - RENEW_AFTER_MS) return {};
  return { 'set-cookie': sessionCookie(config, { kind: 'member', id: found.id }, now) };
}

function cookie(config: WebConfig, token: string, lifetimeMs: number, sameSite: 'Lax' | 'Strict'): string {
  const secure = config.publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${token}; Path=/; Max-Age=${lifetimeMs / 1000}; HttpOnly; SameSite=${sameSite}${secure}`;
}
