/** The calls we make of Tencent Cloud's SMS, by its own package: it signs, and tries nothing twice. */
import tencentcloud from 'tencentcloud-sdk-nodejs-sms';
import type { SmsConfig } from './config.js';

export type Api = InstanceType<typeof tencentcloud.sms.v20210111.Client>;

/** Longer than Tencent takes, shorter than the desk waits for a send: what ends here is known to be uncertain. */
const TIMEOUT_S = 8;

export function openApi({ secretId, secretKey, region, endpoint }: SmsConfig): Api {
  return new tencentcloud.sms.v20210111.Client({
    credential: { secretId, secretKey },
    region,
    profile: {
      httpProfile: { endpoint: endpoint.host, protocol: endpoint.protocol, reqTimeout: TIMEOUT_S },
    },
  });
}
