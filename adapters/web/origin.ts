/** Whether a request was made by our own page. Browsers open WebSockets across sites, so the cookie alone proves nothing. */
import type { RouteRequest } from '../../src/platform/context.js';

/** An absent Origin is refused: every browser sends one on a WebSocket and on a POST. */
export function fromOurPage(publicUrl: string, request: RouteRequest): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  const { origin: given, host: givenHost } = new URL(origin);
  return given === new URL(publicUrl).origin || (host !== undefined && givenHost === host);
}
