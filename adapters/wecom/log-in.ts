/** From the app's menu into our page: WeCom says who opens the link, and our own one-time link lets them in. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AdapterContext, Route, RouteRequest, RouteResponse } from '../../src/platform/context.js';
import { cookieIn } from '../shared/cookies.js';
import { hmacHex, sameText } from '../shared/hmac.js';
import type { Api } from '../shared/qyapi/api.js';
import { CallRefused } from '../shared/qyapi/refusal.js';
import type { WecomConfig } from './config.js';
import { takeOnce } from './once.js';
import { accountOf } from './places.js';

export const LOG_IN_PATH = '/wecom/log-in';
const BACK_PATH = '/wecom/logged-in';
const COOKIE = 'troika_wecom';
/** A code of WeCom's lives as long. */
const LIFE_MS = 300_000;
const PER_MINUTE = 60;
/** WeCom carries letters and digits only, at most 128: a signature, and until when it may be believed. */
const STATE = /^([0-9a-f]{64})(\d{13})$/u;
const NO_STORE = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

/** https://developer.work.weixin.qq.com/document/path/91023 : whoever is not of the company has an `openid` instead. */
const who = z.object({ userid: z.string().min(1).max(64).optional() });

interface Parts {
  readonly config: Pick<WecomConfig, 'corpId' | 'agentId' | 'publicUrl' | 'openUrl' | 'signing'>;
  readonly api: Pick<Api, 'get'>;
  readonly context: Pick<AdapterContext, 'clock' | 'log' | 'logIns' | 'state'>;
}

/** None where nothing can be signed, or WeCom would not know where to send anybody back. */
export function logInRoutes({ config, api, context }: Parts): readonly Route[] {
  const { corpId, agentId, publicUrl, openUrl, signing } = config;
  const { clock, log, logIns, state: kept } = context;
  if (publicUrl === '' || signing === '') return [];

  const signed = (browser: string, until: number) => hmacHex(signing, `wecom log-in ${until} ${browser}`);
  const cookie = (value: string, ageS: number) =>
    `${COOKIE}=${value}; Path=/wecom; Max-Age=${ageS}; HttpOnly; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`;

  /** Whoever comes back must be the browser that left: the cookie says so, and nobody else's link carries it. */
  async function leave(): Promise<RouteResponse> {
    const browser = randomBytes(32).toString('base64url');
    const until = clock.now() + LIFE_MS;
    const asked = new URLSearchParams({
      ...{ appid: corpId, redirect_uri: `${publicUrl}${BACK_PATH}`, response_type: 'code' },
      ...{ scope: 'snsapi_base', state: `${signed(browser, until)}${until}`, agentid: String(agentId) },
    });
    const location = `${openUrl}/connect/oauth2/authorize?${asked}#wechat_redirect`;
    return { status: 302, headers: { ...NO_STORE, location, 'set-cookie': cookie(browser, LIFE_MS / 1000) } };
  }

  async function comeBack(request: RouteRequest): Promise<RouteResponse> {
    const refused = (why: string): RouteResponse => {
      log.warn({ why, ip: request.ip }, 'wecom: a log-in by link was refused');
      const headers = {
        ...NO_STORE,
        'content-type': 'text/plain; charset=utf-8',
        'set-cookie': cookie('', 0),
      };
      return { status: 403, headers, body: REFUSED };
    };
    const { code = '', state = '' } = request.query;
    const browser = cookieIn(request.headers.cookie, COOKIE) ?? '';
    const [, signature = '', end = '0'] = STATE.exec(state) ?? [];
    const until = Number(end);
    if (browser === '' || !sameText(signature, signed(browser, until)))
      return refused('it did not leave from this browser');
    if (until <= clock.now()) return refused('it took too long');
    if (code === '' || code.length > 512) return refused('WeCom sent no code');
    if (!(await takeOnce(kept, { what: state, until }, clock.now()))) return refused('it came back before');
    const token = await admitted(code);
    if (token === null) return refused('no active member is known by this account');
    const location = `${publicUrl}/login/${token}`;
    return { status: 303, headers: { ...NO_STORE, location, 'set-cookie': cookie('', 0) } };
  }

  async function admitted(code: string): Promise<string | null> {
    try {
      const { userid } = await api.get('auth/getuserinfo', { code }, who);
      return userid === undefined ? null : await logIns.linkFor(accountOf(userid));
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      log.warn({ err: error }, 'wecom: WeCom does not say who follows a link');
      return null;
    }
  }

  const get = { method: 'GET', maxBytes: 0, perMinute: PER_MINUTE } as const;
  return [
    { ...get, path: LOG_IN_PATH, handle: leave },
    { ...get, path: BACK_PATH, handle: comeBack },
  ];
}

/** The same for every reason: nobody learns from it who works here. */
const REFUSED =
  '没有登录。请从企业微信的应用里再打开一次；如果还是这样，请告诉管理员。\n' +
  'You are not logged in. Open it again from the app in WeCom; if this happens again, tell your administrator.\n';
