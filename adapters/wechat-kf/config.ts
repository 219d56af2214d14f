/** The variables of a WeChat customer service account (微信客服); a wrong one stops the start and names itself. */
import { z } from 'zod';
import type { Environment } from '../shared/descriptor.js';
import type { Caller } from '../shared/qyapi/api.js';
import type { SealKeys } from '../shared/seal.js';
import { addressLike, given, refusedSettings, words } from '../shared/settings.js';

export interface KfConfig extends Caller {
  /** The account that customers write to. */
  readonly kfId: string;
  readonly keys: SealKeys;
  /** Where the callback is reached from outside. */
  readonly publicUrl: string;
}

const WECOM = 'https://qyapi.weixin.qq.com';
const IN_KF = 'copy it from 微信客服 → 客服账号 in the console, or remove all WECHAT_KF_*';
const IN_COMPANY = 'copy 企业ID from 我的企业 in the console';
const IN_APP = 'copy it from the page of the app that 微信客服 → 可调用接口的应用 names';
const IN_CALLBACK = 'copy it from where <PUBLIC_URL>/wechat/kf is entered in the console';

/** What the customer service has of its own, and what it takes over from the WeCom app where it has not. */
const OWN = {
  WECHAT_KF_TOKEN: 'WECOM_TOKEN',
  WECHAT_KF_AES_KEY: 'WECOM_AES_KEY',
  WECHAT_KF_SECRET: 'WECOM_SECRET',
} as const;

const account = z.object({
  WECHAT_KF_ID: words('an id like wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q', /^wk[\w-]{10,60}$/u, IN_KF),
  WECHAT_KF_TOKEN: words('1 to 32 letters and digits', /^[0-9a-z]{1,32}$/iu, IN_CALLBACK),
  WECHAT_KF_AES_KEY: words('the 43 characters of an EncodingAESKey', /^[0-9a-z]{43}$/iu, IN_CALLBACK),
  WECHAT_KF_SECRET: words('a Secret of at least 16 characters', /^\S{16,}$/u, IN_APP),
  WECOM_CORP_ID: words('a corp id like ww1234567890abcdef', /^w[wx][0-9a-z]{6,40}$/iu, IN_COMPANY),
  WECOM_BASE_URL: addressLike(WECOM),
});

/** Null when no variable of the customer service's own is set. */
export function readConfig(env: Environment): KfConfig | null {
  const set = given(env, account);
  if (!Object.keys(set).some((name) => name.startsWith('WECHAT_KF_'))) return null;
  const inherited = Object.entries(OWN).flatMap(([own, wecom]) =>
    set[own] === undefined && env[wecom]?.trim() ? [[own, env[wecom]]] : [],
  );
  const all: Environment = { ...set, ...Object.fromEntries(inherited) };
  const read = account.safeParse(all);
  if (!read.success)
    throw refusedSettings('wechat-kf', read.error.issues, all, (name) => Object.hasOwn(OWN, name));
  const { data } = read;
  /** Which variable it stands in. */
  const named = (own: keyof typeof OWN) => (set[own] === undefined ? OWN[own] : own);
  return {
    kfId: data.WECHAT_KF_ID,
    corpId: data.WECOM_CORP_ID,
    secret: data.WECHAT_KF_SECRET,
    baseUrl: data.WECOM_BASE_URL,
    keys: {
      ...{ token: data.WECHAT_KF_TOKEN, aesKey: data.WECHAT_KF_AES_KEY, receiver: data.WECOM_CORP_ID },
      named: {
        token: named('WECHAT_KF_TOKEN'),
        aesKey: named('WECHAT_KF_AES_KEY'),
        receiver: 'WECOM_CORP_ID',
      },
    },
    publicUrl: (env.PUBLIC_URL ?? '').replace(/\/+$/u, ''),
  };
}
