/** What an app asks of itself: its token, and from where callbacks come. https://developer.work.weixin.qq.com/document/path/91039 */
import { refuse } from '../refusal.js';
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
      if (query.get('corpsecret') !== world.app.secret) {
        world.guesses.wrong(now);
        return refuse(40001);
      }
      const { token, expiresInS } = world.tokens.issue(now);
      return { access_token: token, expires_in: expiresInS };
    },
  },
  {
    name: 'getcallbackip',
    method: 'GET',
    act: () => ({ ip_list: ['127.0.0.1'] }),
  },
];
