/** What an operator must have done in WeCom's console before customers can be heard, looked at from outside. */
import { z } from 'zod';
import type { SharedState } from '../../src/platform/context.js';
import type { Finding } from '../../src/platform/finding.js';
import { type Api, openApi } from '../shared/qyapi/api.js';
import { CallRefused } from '../shared/qyapi/refusal.js';
import type { KfConfig } from './config.js';
import { heardAt } from './heard.js';
import { servicersOf } from './servicers.js';
import { PATH } from './webhook.js';

/** https://developer.work.weixin.qq.com/document/path/94661 */
const accounts = z.object({
  account_list: z
    .array(
      z.object({
        open_kfid: z.string(),
        name: z.string().default(''),
        manage_privilege: z.boolean().default(false),
      }),
    )
    .default([]),
});
const MOST_ACCOUNTS = 100;
/** The caller's address is not among those that the app trusts. */
const UNTRUSTED = 60020;
const NO_RIGHT = [48002, 60011, 95017];

export async function checkKf(config: KfConfig, state: SharedState | null): Promise<readonly Finding[]> {
  const api = openApi(config);
  const account = await checkAccount(api, config);
  const colleagues = account.todo === null ? [await checkColleagues(api, config)] : [];
  return [account, await callback(config, state), ...colleagues];
}

/** A desk without any goes on without them. */
async function checkColleagues(api: Api, { kfId }: KfConfig): Promise<Finding> {
  const what = 'the colleagues who take customers over';
  try {
    const servicers = await servicersOf(api, kfId);
    const there = servicers.filter(({ receives }) => receives);
    if (servicers.length === 0)
      return { what, is: 'none: customers are answered from their tickets', todo: null };
    const is = `${servicers.map(({ userId }) => userId).join(', ')}; ${there.length} of them receive now`;
    if (there.length > 0) return { what, is, todo: null };
    return { what, is, todo: 'in working hours one of them has to be 接待中: in WeCom, 微信客服' };
  } catch (error) {
    const is = error instanceof Error ? error.message : String(error);
    return { what, is, todo: 'let the app manage the account: 微信客服 → 客服账号 → 通过API管理' };
  }
}

async function checkAccount(api: Api, { kfId, baseUrl, keys }: KfConfig): Promise<Finding> {
  const what = 'the customer service account';
  try {
    const found = await listed(api, kfId);
    if (!found)
      return {
        ...{ what, is: `WeCom lists no ${kfId}` },
        todo: 'copy WECHAT_KF_ID from 微信客服 → 客服账号, and let the app call it: 可调用接口的应用',
      };
    return {
      what,
      is: `${found.name} (${kfId})`,
      todo: found.manage_privilege ? null : 'let the app manage it: 微信客服 → 客服账号 → 通过API管理',
    };
  } catch (error) {
    const is = error instanceof Error ? error.message : String(error);
    if (!(error instanceof CallRefused)) return { what, is, todo: `let this machine reach ${baseUrl}` };
    if (error.code === UNTRUSTED)
      return {
        what,
        is,
        todo: 'add the public address of this machine to 企业可信IP on the page of the app',
      };
    if (NO_RIGHT.includes(error.code))
      return { what, is, todo: 'add the app to 微信客服 → 可调用接口的应用' };
    const secret = keys.named.token.replace('TOKEN', 'SECRET');
    return { what, is, todo: `compare WECOM_CORP_ID and ${secret} with the console` };
  }
}

async function listed(api: Api, kfId: string) {
  for (let offset = 0; ; offset += MOST_ACCOUNTS) {
    const page = await api.post('kf/account/list', { offset, limit: MOST_ACCOUNTS }, accounts);
    const found = page.account_list.find(({ open_kfid }) => open_kfid === kfId);
    if (found || page.account_list.length < MOST_ACCOUNTS) return found;
  }
}

/** `state` is what a running desk knows of itself. */
async function callback({ publicUrl }: KfConfig, state: SharedState | null): Promise<Finding> {
  const what = 'the doorbell of customer service';
  const at = `${publicUrl}${PATH}`;
  const local = /^https?:\/\/(localhost|127\.|\[?::1)/u.test(publicUrl) || publicUrl === '';
  if (local)
    return {
      ...{ what, is: at },
      todo: `set PUBLIC_URL to an address that WeCom can reach, then save <PUBLIC_URL>${PATH} in the console`,
    };
  if (state === null) return { what, is: at, todo: null };
  const last = await heardAt(state);
  if (last !== null) return { what, is: `${at}, last heard ${new Date(last).toISOString()}`, todo: null };
  return {
    what,
    is: `${at}, not heard yet`,
    todo: `save ${at} in the console, and write to the account once`,
  };
}
