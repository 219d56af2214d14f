/** The staff board: in the demo everybody's, for a member the queues of their teams. */
import type { AdapterContext, Route, RouteRequest, RouteResponse } from '../../src/platform/context.js';
import { json, NO_SESSION } from './answer.js';
import { memberOf, renewal, type SessionParts, sessionOf } from './session.js';

export function boardRoute(
  parts: SessionParts & { context: Pick<AdapterContext, 'board' | 'clock'> },
): Route {
  const { config, context } = parts;

  async function handle(request: RouteRequest): Promise<RouteResponse> {
    const now = Date.now();
    const locale = request.query.locale === 'en' ? 'en' : 'zh-CN';
    const found = sessionOf(config, request, now);
    if (found === null) return NO_SESSION;
    const member = found.kind === 'member' ? await memberOf(parts, found.id) : null;
    const board =
      found.kind === 'demo'
        ? await config.demo?.board(locale)
        : member && (await context.board(member.account, locale));
    return board ? json(200, { now: context.clock.now(), board }, renewal(config, found, now)) : NO_SESSION;
  }

  return { method: 'GET', path: '/web/board', maxBytes: 0, handle };
}
