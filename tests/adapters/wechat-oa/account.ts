/** The variables of an account nobody has, and callbacks sealed with its keys as WeChat seals them. */
import { getSignature } from '@wecom/crypto';
import { type Sealing, seal as sealFor, xml } from '../wecom/app.js';

export const ACCOUNT = {
  WECHAT_OA_APP_ID: 'wx1234567890abcdef',
  WECHAT_OA_SECRET: '0123456789abcdef0123456789abcdef',
  WECHAT_OA_TOKEN: 'tokenOfTheServer',
  WECHAT_OA_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFE',
};
type Keys = Pick<typeof ACCOUNT, 'WECHAT_OA_APP_ID' | 'WECHAT_OA_TOKEN' | 'WECHAT_OA_AES_KEY'>;

export function seal(keys: Keys, plain: string, how: Sealing = {}) {
  const names = {
    ...{ WECOM_CORP_ID: keys.WECHAT_OA_APP_ID, WECOM_TOKEN: keys.WECHAT_OA_TOKEN },
    WECOM_AES_KEY: keys.WECHAT_OA_AES_KEY,
  };
  const sealed = sealFor(names, plain, how);
  sealed.query.set('encrypt_type', 'aes');
  return sealed;
}

/** How the console asks whether we know the token. */
export function stamp({ at = Date.now(), token = ACCOUNT.WECHAT_OA_TOKEN } = {}): URLSearchParams {
  const timestamp = String(Math.floor(at / 1000));
  return new URLSearchParams({
    timestamp,
    nonce: 'n0nce',
    signature: getSignature(token, timestamp, 'n0nce', ''),
  });
}

export const outer = (encrypted: string): string =>
  xml({ ToUserName: 'gh_1a2b3c4d5e6f', Encrypt: encrypted });

/** Somebody says 进度. */
export const said = (text = '进度', MsgId = '4561255354251345929') =>
  xml({
    ...{ ToUserName: 'gh_1a2b3c4d5e6f', FromUserName: 'oZhang', CreateTime: '1790000000' },
    ...{ MsgType: 'text', Content: text, MsgId },
  });
