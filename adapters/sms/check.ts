/** What an operator must have had approved before a text can go out, looked at from outside. */
import { z } from 'zod';
import type { Finding } from '../../src/platform/finding.js';
import { type Api, openApi } from './api.js';
import type { SmsConfig } from './config.js';
import { failureOf } from './refusal.js';
import { RECEIPTS_PATH, REPLIES_PATH } from './webhook.js';

/** https://cloud.tencent.com/document/api/382/55972 and 52067 */
const PAGE = { International: 0, Limit: 100, Offset: 0 };
const APPROVED = 0;
const PENDING = [1, 2];

const signs = z.object({
  DescribeSignListStatusSet: z.array(z.object({ SignName: z.string(), StatusCode: z.number() })).default([]),
});
const templates = z.object({
  DescribeTemplateStatusSet: z
    .array(
      z.object({
        TemplateId: z.union([z.number(), z.bigint()]),
        StatusCode: z.number(),
        ReviewReply: z.string().default(''),
      }),
    )
    .default([]),
});

export async function checkSms(config: SmsConfig): Promise<readonly Finding[]> {
  const api = openApi(config);
  const sign = await checkSign(api, config);
  return [sign, ...(await checkTemplates(api)), receipts(config)];
}

async function checkSign(api: Api, { sign }: SmsConfig): Promise<Finding> {
  const what = 'the sign';
  try {
    const { DescribeSignListStatusSet: all } = signs.parse(await api.DescribeSmsSignList(PAGE));
    const ours = all.filter(({ SignName }) => SignName === sign);
    if (ours.some(({ StatusCode }) => StatusCode === APPROVED))
      return { what, is: `${sign} is approved`, todo: null };
    return {
      what,
      is: ours.length > 0 ? `${sign} is not approved` : `the account has no sign ${sign}`,
      todo: 'apply for it under 国内短信 → 签名管理, or correct SMS_SIGN',
    };
  } catch (error) {
    return unanswered(what, error);
  }
}

async function checkTemplates(api: Api): Promise<readonly Finding[]> {
  const what = 'the texts';
  try {
    const { DescribeTemplateStatusSet: all } = templates.parse(await api.DescribeSmsTemplateList(PAGE));
    const good = all.filter(({ StatusCode }) => StatusCode === APPROVED);
    const refused = all.filter(({ StatusCode }) => StatusCode !== APPROVED && !PENDING.includes(StatusCode));
    return [
      {
        what,
        is: `${good.length} of ${all.length} approved: ${good.map(({ TemplateId }) => TemplateId).join(', ') || 'none'}`,
        todo: good.length > 0 ? null : 'apply for the texts of adapters/sms/README.md under 正文模板管理',
      },
      ...refused.map(({ TemplateId, ReviewReply }) => ({
        what: `the text ${TemplateId}`,
        is: `refused: ${ReviewReply}`,
        todo: 'change it under 正文模板管理 as the answer says, and apply again',
      })),
    ];
  } catch (error) {
    return [unanswered(what, error)];
  }
}

/** Whether the console knows the addresses cannot be asked. */
function receipts({ callbackKey, publicUrl }: SmsConfig): Finding {
  const what = 'receipts and answers';
  if (callbackKey === null)
    return { what, is: 'pulled every three minutes; the account must be allowed to (拉取状态)', todo: null };
  const local = /^https?:\/\/(?:localhost|127\.|\[?::1)/u.test(publicUrl) || publicUrl === '';
  return {
    what,
    is: `pushed to ${publicUrl}${RECEIPTS_PATH}/<SMS_CALLBACK_KEY> and ${REPLIES_PATH}/<SMS_CALLBACK_KEY>`,
    todo: local
      ? 'set PUBLIC_URL to an address that Tencent can reach, then enter both in the console'
      : null,
  };
}

function unanswered(what: string, error: unknown): Finding {
  const { kind, reason } = failureOf(error);
  return {
    what,
    is: reason,
    todo:
      kind === 'unauthorised'
        ? 'compare SMS_SECRET_ID and SMS_SECRET_KEY with the console; the key needs QcloudSMSFullAccess'
        : 'let this machine reach SMS_ENDPOINT, and try again',
  };
}
