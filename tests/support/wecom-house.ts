/** What points the product at an emulated WeCom. */
import type { WecomEmulator } from '../emulators/wecom/emulator.js';

export function wecomVariables({ app, url }: WecomEmulator): Record<string, string> {
  return {
    ...{ WECOM_CORP_ID: app.corpId, WECOM_AGENT_ID: String(app.agentId), WECOM_SECRET: app.secret },
    ...{ WECOM_TOKEN: app.token, WECOM_AES_KEY: app.aesKey, WECOM_BASE_URL: url },
  };
}
