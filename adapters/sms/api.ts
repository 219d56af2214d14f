/** The calls we make of Tencent Cloud's SMS, by its own package: it signs, and tries nothing twice. */
import type { sms } from 'tencentcloud-sdk-nodejs-sms';
import type { SmsConfig } from './config.js';

type Client = InstanceType<typeof sms.v20210111.Client>;

export type Api = Pick<
  Client,
  'SendSms' | 'PullSmsSendStatus' | 'PullSmsReplyStatus' | 'DescribeSmsSignList' | 'DescribeSmsTemplateList'
>;

/** Longer than Tencent takes, shorter than the desk waits for a send: what ends here is known to be uncertain. */
const TIMEOUT_S = 8;

export function openApi(config: SmsConfig): Api {
  let opened: Promise<Client> | null = null;
  const client = () => {
    opened ??= clientOf(config);
    return opened;
  };
  return {
    SendSms: async (asked) => (await client()).SendSms(asked),
    PullSmsSendStatus: async (asked) => (await client()).PullSmsSendStatus(asked),
    PullSmsReplyStatus: async (asked) => (await client()).PullSmsReplyStatus(asked),
    DescribeSmsSignList: async (asked) => (await client()).DescribeSmsSignList(asked),
    DescribeSmsTemplateList: async (asked) => (await client()).DescribeSmsTemplateList(asked),
  };
}

/**
 * The package is loaded when it is first needed: a desk without SMS starts without it. By its name, for not every loader
 * makes a default of what a CommonJS module exports.
 */
async function clientOf({ secretId, secretKey, region, endpoint }: SmsConfig): Promise<Client> {
  const vendor = await import('tencentcloud-sdk-nodejs-sms');
  return new vendor.sms.v20210111.Client({
    credential: { secretId, secretKey },
    region,
    profile: {
      httpProfile: { endpoint: endpoint.host, protocol: endpoint.protocol, reqTimeout: TIMEOUT_S },
    },
  });
}
