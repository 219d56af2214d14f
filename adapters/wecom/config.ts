/** The variables of a self-built WeCom app; a wrong one stops the start and names itself. */
import { z } from 'zod';
import type { Environment } from '../shared/descriptor.js';
import { SettingRefused } from '../shared/setting-refused.js';

export interface WecomConfig {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  /** The callback's two keys. */
  readonly token: string;
  readonly aesKey: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** IANA zone in which instants are said on cards. */
  readonly zone: string;
  /** Where the callback is reached from outside. */
  readonly publicUrl: string;
}

const WECOM = 'https://qyapi.weixin.qq.com';
const IN_COMPANY = 'copy 企业ID from 我的企业 in the console';
const IN_APP = 'copy it from the page of the app under 应用管理 in the console';
const IN_CALLBACK = 'copy it from 接收消息 → 设置API接收 on the page of the app';

const bad = (expected: string, todo: string) => ({ error: () => `${expected}\n${todo}` });
const words = (expected: string, shape: RegExp, todo: string) =>
  z.string(bad(expected, todo)).regex(shape, bad(expected, todo));

const variables = z.object({
  WECOM_CORP_ID: words('a corp id like ww1234567890abcdef', /^w[wx][0-9a-z]{6,40}$/iu, IN_COMPANY),
  WECOM_AGENT_ID: words('the digits of an AgentId', /^\d{1,15}$/u, IN_APP).transform(Number),
  WECOM_SECRET: words('a Secret of at least 16 characters', /^\S{16,}$/u, IN_APP),
  WECOM_TOKEN: words('1 to 32 letters and digits', /^[0-9a-z]{1,32}$/iu, IN_CALLBACK),
  WECOM_AES_KEY: words('the 43 characters of an EncodingAESKey', /^[0-9a-z]{43}$/iu, IN_CALLBACK),
  WECOM_BASE_URL: z
    .url({ protocol: /^https?$/u, ...bad(`an address like ${WECOM}`, 'remove it for WeCom itself') })
    .transform((url) => url.replace(/\/+$/u, ''))
    .default(WECOM),
});

const SECRETS = ['WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY'];

/** Null when no variable is set. */
export function readConfig(env: Environment): WecomConfig | null {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in variables.shape && value?.trim()),
  );
  if (Object.keys(given).length === 0) return null;
  const read = variables.safeParse(given);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      const [expected, todo] = message.split('\n');
      return `${name}: expected ${expected}, got ${shown(name, given[name])}; ${todo}`;
    });
    throw new SettingRefused('wecom', problems);
  }
  const { data } = read;
  return {
    corpId: data.WECOM_CORP_ID,
    agentId: data.WECOM_AGENT_ID,
    secret: data.WECOM_SECRET,
    token: data.WECOM_TOKEN,
    aesKey: data.WECOM_AES_KEY,
    baseUrl: data.WECOM_BASE_URL,
    zone: env.TZ_DESK ?? 'Asia/Shanghai',
    publicUrl: (env.PUBLIC_URL ?? '').replace(/\/+$/u, ''),
  };
}

/** What came, without what must not be read in a log. */
function shown(name: string, value: string | undefined): string {
  if (value === undefined) return 'nothing';
  return SECRETS.includes(name) ? `${value.length} characters (not shown)` : JSON.stringify(value);
}
