/** The app itself: its token, and the bot it is. */
import { refuse } from '../refusal.js';
import { type Api, text } from './call.js';

export const appApis: readonly Api[] = [
  {
    name: 'auth.tenantAccessToken.internal',
    method: 'POST',
    path: '/open-apis/auth/v3/tenant_access_token/internal',
    open: true,
    act({ world, body }) {
      const { appId, appSecret } = world.app;
      if (text(body.app_id) === '' || text(body.app_secret) === '') return refuse(10003);
      // An old API: its refusals come with HTTP 200.
      if (body.app_id !== appId || body.app_secret !== appSecret) return refuse(10014, '', { status: 200 });
      const { token, expireSeconds } = world.tokens.issue(world.clock.now());
      return { bare: { tenant_access_token: token, expire: expireSeconds } };
    },
  },
  {
    name: 'bot.info',
    method: 'GET',
    path: '/open-apis/bot/v3/info',
    act({ world: { app } }) {
      const bot = {
        activate_status: 2,
        app_name: app.name,
        avatar_url: '',
        ip_white_list: [],
        open_id: app.botOpenId,
      };
      return { bare: { bot } };
    },
  },
];
