/** What points the product at an emulated WeChat. */
import type { WechatOaEmulator } from '../emulators/wechat-oa/emulator.js';

export function wechatOaVariables({ account, url }: WechatOaEmulator): Record<string, string> {
  return {
    ...{ WECHAT_OA_APP_ID: account.appId, WECHAT_OA_SECRET: account.secret },
    ...{ WECHAT_OA_TOKEN: account.token, WECHAT_OA_AES_KEY: account.aesKey, WECHAT_OA_BASE_URL: url },
  };
}
