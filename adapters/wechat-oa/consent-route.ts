/** `/wechat/oa/agree/:templates`: the page that asks for consents, and which of them it can ask for. */
import type { ConsentPage } from '../../src/platform/adapter.js';
import type { AdapterContext, Route, RouteRequest, RouteResponse } from '../../src/platform/context.js';
import { isLocal } from './config.js';
import type { SignedPage } from './consent-page.js';
import { CONSENT_PAGE_CSP, consentPage, languageOf } from './consent-page.js';

const PATH = '/wechat/oa/agree';
/** WeChat's window bears three at once. */
const MOST = 3;
const TEMPLATE = /^[\w-]{10,80}$/u;
/** It is part of no template's id, and no browser writes it otherwise. */
const BETWEEN = '.';
const PER_MINUTE = 60;

/** `free`: templates that any follower may be told by. Null: no consent is needed. */
export function consentPageFor(templates: readonly string[], free: readonly string[]): ConsentPage | null {
  const asked = templates.filter((id) => TEMPLATE.test(id) && !free.includes(id)).slice(0, MOST);
  return asked.length === 0 ? null : { path: `${PATH}/${asked.join(BETWEEN)}`, templates: asked };
}

interface Parts {
  readonly sign: (url: string) => Promise<SignedPage>;
  /** Where people reach us. */
  readonly publicUrl: string;
  readonly log: AdapterContext['log'];
}

export function consentRoute({ sign, publicUrl, log }: Parts): Route {
  // On this machine the port may be another than the configured one; behind a proxy only the configured address is right.
  const base = ({ headers }: RouteRequest) =>
    isLocal(publicUrl) ? `http://${headers.host ?? 'localhost'}` : publicUrl;
  return {
    ...{ method: 'GET', path: `${PATH}/:templates`, maxBytes: 0, perMinute: PER_MINUTE },
    async handle(request): Promise<RouteResponse> {
      const { params, query, headers } = request;
      const ids = (params.templates ?? '').split(BETWEEN);
      if (ids.length > MOST || !ids.every((id) => TEMPLATE.test(id))) return { status: 404 };
      const url = `${base(request)}${PATH}/${ids.join(BETWEEN)}`;
      // Forwarded links grow parameters, and the signature is of the address as it is shown.
      if (Object.keys(query).length > 0) return { status: 302, headers: { location: url } };
      try {
        const page = consentPage(ids, await sign(url), languageOf(headers['accept-language']));
        return { status: 200, headers: HEADERS, body: page };
      } catch (error) {
        log.error({ err: error }, 'wechat-oa: the page that asks for consents could not be signed');
        return { status: 502 };
      }
    },
  };
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': CONSENT_PAGE_CSP,
  'cache-control': 'no-store',
};
