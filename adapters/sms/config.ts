/** The variables of Tencent Cloud's SMS; a wrong one stops the start and names itself. */
import { z } from 'zod';
import type { Environment } from '../shared/descriptor.js';
import { SettingRefused } from '../shared/setting-refused.js';

export interface SmsConfig {
  readonly secretId: string;
  readonly secretKey: string;
  readonly appId: string;
  /** Without its brackets. */
  readonly sign: string;
  readonly endpoint: { readonly protocol: 'http://' | 'https://'; readonly host: string };
  readonly region: string;
  /** Stands in the addresses to which receipts and answers are pushed; null: they are pulled. */
  readonly callbackKey: string | null;
  /** So many characters may a value hold. */
  readonly valueChars: number;
  /** Where the callbacks are reached from outside; without a slash at its end. */
  readonly publicUrl: string;
}

const TENCENT = 'https://sms.tencentcloudapi.com';
const IN_KEYS = 'copy it from 访问管理 → 访问密钥 → API密钥管理 in the console';
const IN_SMS = 'copy it from 短信 → 应用管理 in the console';
const IN_SIGNS = 'copy it from 短信 → 国内短信 → 签名管理 in the console, without the brackets';
const A_KEY = 'take the output of: openssl rand -hex 16; or remove it to have receipts pulled';

const bad = (expected: string, todo: string) => ({ error: () => `${expected}\n${todo}` });
const words = (expected: string, shape: RegExp, todo: string) =>
  z.string(bad(expected, todo)).regex(shape, bad(expected, todo));

const variables = z.object({
  SMS_SECRET_ID: words('a SecretId of at least 8 letters and digits', /^\w{8,128}$/u, IN_KEYS),
  SMS_SECRET_KEY: words('a SecretKey of at least 8 characters', /^\S{8,128}$/u, IN_KEYS),
  SMS_APP_ID: words('the digits of an SDK AppID, like 1400006666', /^\d{6,15}$/u, IN_SMS),
  SMS_SIGN: words('a sign of 2 to 12 characters', /^[^\s【】]{2,12}$/u, IN_SIGNS),
  SMS_ENDPOINT: z
    .url({
      protocol: /^https?$/u,
      ...bad(`an address like ${TENCENT}`, 'remove it for Tencent Cloud itself'),
    })
    .default(TENCENT),
  SMS_REGION: words('a region like ap-guangzhou', /^[a-z]{2}-[a-z]{2,20}$/u, 'remove it').default(
    'ap-guangzhou',
  ),
  SMS_CALLBACK_KEY: words('16 to 64 letters and digits', /^[0-9a-z]{16,64}$/iu, A_KEY).optional(),
  SMS_VALUE_CHARS: words('a number from 6 to 70', /^(?:[6-9]|[1-6]\d|70)$/u, 'remove it for 12')
    .transform(Number)
    .default(12),
});

const SECRETS = ['SMS_SECRET_KEY', 'SMS_CALLBACK_KEY'];

/** Null when no variable is set. */
export function readConfig(env: Environment): SmsConfig | null {
  const ours = Object.fromEntries(
    Object.entries(env)
      .filter(([name, value]) => name in variables.shape && value?.trim())
      .map(([name, value]) => [name, value?.trim()]),
  );
  if (Object.keys(ours).length === 0) return null;
  const read = variables.safeParse(ours);
  if (!read.success)
    throw new SettingRefused(
      'sms',
      read.error.issues.map(({ path, message }) => {
        const name = String(path[0]);
        const [expected, todo] = message.split('\n');
        return `${name}: expected ${expected}, got ${shown(name, ours[name])}; ${todo}`;
      }),
    );
  const { data } = read;
  const endpoint = new URL(data.SMS_ENDPOINT);
  return {
    secretId: data.SMS_SECRET_ID,
    secretKey: data.SMS_SECRET_KEY,
    appId: data.SMS_APP_ID,
    sign: data.SMS_SIGN,
    endpoint: { protocol: endpoint.protocol === 'http:' ? 'http://' : 'https://', host: endpoint.host },
    region: data.SMS_REGION,
    callbackKey: data.SMS_CALLBACK_KEY ?? null,
    valueChars: data.SMS_VALUE_CHARS,
    publicUrl: (env.PUBLIC_URL ?? '').replace(/\/+$/u, ''),
  };
}

/** What came, without what must not be read in a log. */
function shown(name: string, value: string | undefined): string {
  if (value === undefined) return 'nothing';
  return SECRETS.includes(name) ? `${value.length} characters (not shown)` : JSON.stringify(value);
}
