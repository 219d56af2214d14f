/** What an app asks of itself: its token, from where callbacks come, and who followed its link. https://developer.work.weixin.qq.com/document/path/91039 */
import { isRefusal, refuse } from '../refusal.js';
import type { Api } from './call.js';

export const appApis: readonly Api[] = [
  {
    name: 'gettoken',
    method: 'GET',
    open: true,
    act({ world, query }) {
      const now = world.clock.now();
      if (query.get('corpid') !== world.app.corpId) return refuse(40013);
      if (world.guesses.banned(now)) return refuse(45009, 'too many wrong secrets from this address');
      const secret = query.get('corpsecret') ?? '';
      if (![world.app.secret, world.kf.app.secret].includes(secret)) {
        world.guesses.wrong(now);
        return refuse(40001);
      }
      const { token, expiresInS } = world.tokens.issue(secret, now);
      return { access_token: token, expires_in: expiresInS };
    },
  },
  {
    name: 'getcallbackip',
    method: 'GET',
    act: () => ({ ip_list: ['127.0.0.1'] }),
  },
  {
    name: 'auth/getuserinfo',
    method: 'GET',
    act({ world, query }) {
      const userId = world.logins.redeem(query.get('code') ?? '', world.clock.now());
      return isRefusal(userId) ? userId : { userid: userId };
    },
  },
];
