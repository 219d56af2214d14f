/** The doors of real people: a one-time link is looked at, then used by a press of its button; and the way out. */
import type { AdapterContext, Route, RouteRequest, RouteResponse } from '../../src/platform/context.js';
import { FOREIGN_PAGE, json } from './answer.js';
import { SESSION_TOPIC } from './listeners.js';
import { type LoginView, languageOf, loginPage } from './login-page.js';
import { fromOurPage } from './origin.js';
import { noCookie, type SessionParts, sessionCookie, sessionOf } from './session.js';

const BODY_LIMIT = 4096;
/** Links cannot be guessed at any rate; this keeps who tries from costing us reads. */
const PER_MINUTE = 60;

const PAGE = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

export function logInRoutes({
  config,
  context,
}: SessionParts & { context: Pick<AdapterContext, 'publish'> }): readonly Route[] {
  const { logIns } = context;

  /** Only looks: previews of links and impatient browsers do this, and the link must outlive them. */
  async function show(request: RouteRequest): Promise<RouteResponse> {
    const admitted = await logIns.look(request.params.token ?? '');
    return admitted ? page(request, 200, { kind: 'offer', name: admitted.name }) : page(request, 404, SPENT);
  }

  /** The session is a new one, whatever cookie came along: nobody can prepare one for somebody else. */
  async function enter(request: RouteRequest): Promise<RouteResponse> {
    if (!fromOurPage(config.publicUrl, request)) return page(request, 403, { kind: 'foreign' });
    const id = await logIns.use(request.params.token ?? '');
    if (id === null) return page(request, 404, SPENT);
    const cookie = sessionCookie(config, { kind: 'member', id }, Date.now());
    return { status: 303, headers: { ...PAGE, location: '/', 'set-cookie': cookie } };
  }

  async function leave(request: RouteRequest): Promise<RouteResponse> {
    if (!fromOurPage(config.publicUrl, request)) return FOREIGN_PAGE;
    const found = sessionOf(config, request, Date.now());
    if (found?.kind === 'member') {
      await logIns.end(found.id);
      await context.publish(SESSION_TOPIC, { id: found.id });
    }
    return json(200, { left: true }, { 'set-cookie': noCookie(config) });
  }

  const login = { path: '/login/:token', perMinute: PER_MINUTE } as const;
  return [
    { ...login, method: 'GET', maxBytes: 0, handle: show },
    { ...login, method: 'POST', maxBytes: BODY_LIMIT, handle: enter },
    { method: 'POST', path: '/web/log-out', maxBytes: BODY_LIMIT, handle: leave },
  ];
}

const SPENT: LoginView = { kind: 'spent' };

function page({ query, headers }: RouteRequest, status: number, view: LoginView): RouteResponse {
  const language = languageOf(query.lang, headers['accept-language']);
  return { status, headers: PAGE, body: loginPage(view, language) };
}
