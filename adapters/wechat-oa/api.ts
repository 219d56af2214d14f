/** WeChat's server API with the stable token: all instances have the same one, and none ends another's. */
import { type Api, apiAt } from '../shared/qyapi/api.js';
import type { OaConfig } from './config.js';

/** https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html */
export function openApi({ baseUrl, appId, secret }: Pick<OaConfig, 'baseUrl' | 'appId' | 'secret'>): Api {
  const asked = { grant_type: 'client_credential', appid: appId, secret };
  return apiAt(baseUrl, (ask) => ask('stable_token', {}, asked));
}
