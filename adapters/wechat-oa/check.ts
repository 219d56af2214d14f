/** What an operator must have done in WeChat's console before customers hear anything, looked at from outside. */
import { z } from 'zod';
import type { Finding } from '../../src/platform/finding.js';
import type { Api } from '../shared/qyapi/api.js';
import { CallRefused } from '../shared/qyapi/refusal.js';
import { openApi } from './api.js';
import { isLocal, type OaConfig } from './config.js';
import { askPageTicket } from './page-ticket.js';
import { PATH } from './webhook.js';

const any = z.object({});
/** https://developers.weixin.qq.com/doc/service/api/template/template/api_getalltemplates.html */
const messages = z.object({
  template_list: z.array(z.object({ template_id: z.string(), title: z.string() })),
});
/** https://developers.weixin.qq.com/doc/service/api/notify/template/api_getwxapubnewtemplate.html */
const notices = z.object({ data: z.array(z.object({ priTmplId: z.string(), title: z.string() })) });
/** https://developers.weixin.qq.com/doc/service/api/custommenu/api_getcurrentselfmenuinfo.html */
const menus = z.object({ is_menu_open: z.number() });

const UNLISTED = 40164;

/** `named`: templates that content names. */
export async function checkOa(config: OaConfig, named: readonly string[]): Promise<readonly Finding[]> {
  const api = openApi(config);
  const account = await checkAccount(api, config);
  if (account.todo !== null) return [account];
  return [
    ...[account, callback(config), await checkMenu(api), await checkTemplates(api, config, named)],
    await checkConsentPage(api, config),
  ];
}

async function checkAccount(api: Api, { appId, baseUrl }: OaConfig): Promise<Finding> {
  const what = 'the account';
  try {
    await api.get('getcallbackip', {}, any);
    return { what, is: `${appId} is let in`, todo: null };
  } catch (error) {
    if (!(error instanceof CallRefused)) return lost(what, error, `let this machine reach ${baseUrl}`);
    const listed = 'compare WECHAT_OA_APP_ID and WECHAT_OA_SECRET with 基本配置 in the console';
    const unlisted = 'add the public address of this machine to IP白名单 on the page 基本配置';
    return lost(what, error, error.code === UNLISTED ? unlisted : listed);
  }
}

/** Whether the console knows it cannot be asked: it asks us, when it is saved there. */
function callback({ publicUrl }: OaConfig): Finding {
  return {
    what: 'the callback',
    is: `${publicUrl}${PATH}`,
    todo: isLocal(publicUrl)
      ? `set PUBLIC_URL to an address that WeChat can reach, then save <PUBLIC_URL>${PATH} under 服务器配置`
      : null,
  };
}

async function checkMenu(api: Api): Promise<Finding> {
  const what = 'the menu';
  try {
    const { is_menu_open: open } = await api.get('get_current_selfmenu_info', {}, menus);
    const todo = 'create one, or leave it: the README of the adapter has it ready';
    return { what, is: open === 1 ? 'it is there' : 'there is none', todo: open === 1 ? null : todo };
  } catch (error) {
    return lost(what, error, 'try again in a minute');
  }
}

/** Which there are, with the ids that content names them by. */
async function checkTemplates(
  api: Api,
  { templateMessages }: OaConfig,
  used: readonly string[],
): Promise<Finding> {
  const what = 'the templates';
  try {
    const { data } = await api.get('/wxaapi/newtmpl/gettemplate', {}, notices);
    const { template_list: list } = await api.get('template/get_all_private_template', {}, messages);
    const named = [
      ...data.map(({ priTmplId, title }) => `${title} ${priTmplId} (订阅通知)`),
      ...list.map(({ template_id, title }) => `${title} ${template_id} (模板消息)`),
    ];
    const known = [...data.map(({ priTmplId }) => priTmplId), ...list.map(({ template_id }) => template_id)];
    return { what, is: named.join(', ') || 'none', todo: todoFor(known, used, templateMessages) };
  } catch (error) {
    return lost(what, error, 'open 订阅通知 for the account, in the console under 广场服务');
  }
}

function todoFor(known: readonly string[], used: readonly string[], free: readonly string[]): string | null {
  if (known.length === 0)
    return 'choose some under 订阅通知: without them nothing is told after 48 hours of silence';
  const strange = (ids: readonly string[]) =>
    [...new Set(ids)].filter((id) => !known.includes(id)).join(', ');
  const found = [
    ...(strange(used) === ''
      ? []
      : [`desk.yaml names ${strange(used)}, which the account has not: choose it there, or mend "reach"`]),
    ...(strange(free) === ''
      ? []
      : [`WECHAT_OA_TEMPLATE_MESSAGES names ${strange(free)}, which the account has not`]),
  ];
  return found.length === 0 ? null : found.join('; ');
}

/** JS接口安全域名 cannot be asked: the button shows whether it is right. */
async function checkConsentPage(api: Api, { publicUrl }: OaConfig): Promise<Finding> {
  const what = 'the page that asks for consents';
  try {
    await askPageTicket(api);
    const todo = `add the domain of ${publicUrl} to JS接口安全域名 under 公众号设置 → 功能设置, if it is not there yet`;
    return { what, is: `it can be signed; ${todo}`, todo: null };
  } catch (error) {
    return lost(
      what,
      error,
      "only a verified 服务号 has WeChat's buttons on pages; others are told another way",
    );
  }
}

function lost(what: string, error: unknown, todo: string): Finding {
  return { what, is: error instanceof Error ? error.message : String(error), todo };
}
