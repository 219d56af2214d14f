/** What the account asks of itself: its tokens, from where callbacks come, its menu. https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html */
import { type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import { type Api, isJson, type Json } from './call.js';

export const accountApis: readonly Api[] = [
  {
    name: 'token',
    method: 'GET',
    open: true,
    act({ world, query }) {
      if (query.get('grant_type') !== 'client_credential') return refuse(40097, 'grant_type');
      return (
        secretRefused(world, query.get('appid'), query.get('secret')) ??
        told(world.tokens.issue(world.clock.now()))
      );
    },
  },
  {
    name: 'stable_token',
    method: 'POST',
    open: true,
    act({ world, body }) {
      if (body.grant_type !== 'client_credential') return refuse(40097, 'grant_type');
      return (
        secretRefused(world, body.appid, body.secret) ??
        told(world.tokens.stable(world.clock.now(), body.force_refresh === true))
      );
    },
  },
  { name: 'getcallbackip', method: 'GET', act: () => ({ ip_list: ['127.0.0.1'] }) },
  {
    name: 'ticket/getticket',
    method: 'GET',
    act({ world, query }) {
      if (query.get('type') !== 'jsapi') return refuse(40097, 'type');
      const { ticket, expiresInS } = world.pageTickets.issue(world.clock.now());
      return { errcode: 0, errmsg: 'ok', ticket, expires_in: expiresInS };
    },
  },
  {
    name: 'menu/create',
    method: 'POST',
    act({ world, body }) {
      if (!Array.isArray(body.button) || body.button.length > 3) return refuse(40097, 'button');
      world.menu = body;
      return { errcode: 0, errmsg: 'ok' };
    },
  },
  {
    name: 'get_current_selfmenu_info',
    method: 'GET',
    act: ({ world }) => ({ is_menu_open: isJson(world.menu) ? 1 : 0, selfmenu_info: world.menu ?? {} }),
  },
];

function secretRefused({ account }: World, appId: unknown, secret: unknown): Refusal | undefined {
  if (appId !== account.appId) return refuse(40013);
  return secret === account.secret ? undefined : refuse(40125);
}

function told({ token, expiresInS }: { readonly token: string; readonly expiresInS: number }): Json {
  return { access_token: token, expires_in: expiresInS };
}
