/** What points the product at an emulated WeCom. */
import type { WecomEmulator } from '../emulators/wecom/emulator.js';

export function wecomVariables({ app, url }: WecomEmulator): Record<string, string> {
  return {
    ...{ WECOM_CORP_ID: app.corpId, WECOM_AGENT_ID: String(app.agentId), WECOM_SECRET: app.secret },
    ...{ WECOM_TOKEN: app.token, WECOM_AES_KEY: app.aesKey, WECOM_BASE_URL: url },
    WECOM_OPEN_URL: url,
  };
}

/** And at its AI bot. */
export function botVariables({ app, botUrl }: WecomEmulator): Record<string, string> {
  return { WECOM_BOT_ID: app.botId, WECOM_BOT_SECRET: app.botSecret, WECOM_BOT_WS_URL: botUrl };
}

/** And at customers in WeChat: the app that may call has its own keys, or is the one that members work in. */
export function kfVariables({ app, kf, url }: WecomEmulator, own = true): Record<string, string> {
  const { openKfId, secret, token, aesKey } = kf.app;
  return {
    ...{ WECHAT_KF_ID: openKfId, WECOM_CORP_ID: app.corpId, WECOM_BASE_URL: url },
    ...(own ? { WECHAT_KF_SECRET: secret, WECHAT_KF_TOKEN: token, WECHAT_KF_AES_KEY: aesKey } : {}),
  };
}
