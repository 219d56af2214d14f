/** The variables of a WeChat Official Account (服务号); a wrong one stops the start and names itself. */
import { z } from 'zod';
import type { Environment } from '../shared/descriptor.js';
import type { SealKeys } from '../shared/seal.js';
import { addressLike, given, refusedSettings, words } from '../shared/settings.js';

export interface OaConfig {
  readonly appId: string;
  readonly secret: string;
  readonly keys: SealKeys;
  /** Ids of templates that may be told to any follower (模板消息); all others need a consent (订阅通知). */
  readonly templateMessages: readonly string[];
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Where the callback is reached from outside. */
  readonly publicUrl: string;
}

const WECHAT = 'https://api.weixin.qq.com';
const IN_BASIC = 'copy it from 设置与开发 → 开发接口管理 → 基本配置, or remove all WECHAT_OA_*';
const IN_SERVER = 'copy it from 服务器配置 on the page 基本配置';

const account = z.object({
  WECHAT_OA_APP_ID: words('an AppID like wx1234567890abcdef', /^wx[0-9a-f]{16}$/iu, IN_BASIC),
  WECHAT_OA_SECRET: words('the 32 characters of an AppSecret', /^[0-9a-f]{32}$/iu, IN_BASIC),
  WECHAT_OA_TOKEN: words('a Token of 3 to 32 letters and digits', /^[0-9a-z]{3,32}$/iu, IN_SERVER),
  WECHAT_OA_AES_KEY: words('the 43 characters of an EncodingAESKey', /^[0-9a-z]{43}$/iu, IN_SERVER),
  WECHAT_OA_TEMPLATE_MESSAGES: words(
    'ids of templates, with commas between',
    /^[\w-]{20,80}(\s*,\s*[\w-]{20,80})*$/u,
    'copy them from 模板消息 in the console, or remove it',
  ).default(''),
  WECHAT_OA_BASE_URL: addressLike(WECHAT),
});

const SECRETS = ['WECHAT_OA_SECRET', 'WECHAT_OA_TOKEN', 'WECHAT_OA_AES_KEY'];

/** Null when no variable is set. */
export function readConfig(env: Environment): OaConfig | null {
  const ours = given(env, account);
  if (Object.keys(ours).length === 0) return null;
  const { data, error } = account.safeParse(ours);
  if (!data) throw refusedSettings('wechat-oa', error.issues, env, (name) => SECRETS.includes(name));
  return {
    appId: data.WECHAT_OA_APP_ID,
    secret: data.WECHAT_OA_SECRET,
    keys: {
      ...{ token: data.WECHAT_OA_TOKEN, aesKey: data.WECHAT_OA_AES_KEY, receiver: data.WECHAT_OA_APP_ID },
      named: { token: 'WECHAT_OA_TOKEN', aesKey: 'WECHAT_OA_AES_KEY', receiver: 'WECHAT_OA_APP_ID' },
    },
    templateMessages: data.WECHAT_OA_TEMPLATE_MESSAGES.split(',').flatMap((id) => id.trim() || []),
    baseUrl: data.WECHAT_OA_BASE_URL,
    publicUrl: (env.PUBLIC_URL ?? '').replace(/\/+$/u, ''),
  };
}

/** Nobody outside of this machine reaches it there. */
export const isLocal = (publicUrl: string): boolean =>
  publicUrl === '' || /^https?:\/\/(localhost|127\.|\[?::1)/u.test(publicUrl);
