/** What an operator must have done in WeChat's console before customers hear anything, looked at from outside. */
import { z } from 'zod';
import type { Finding } from '../../src/platform/finding.js';
import type { Api } from '../shared/qyapi/api.js';
import { CallRefused } from '../shared/qyapi/refusal.js';
import { openApi } from './api.js';
import type { OaConfig } from './config.js';
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

export async function checkOa(config: OaConfig): Promise<readonly Finding[]> {
  const api = openApi(config);
  const account = await checkAccount(api, config);
  if (account.todo !== null) return [account];
  return [account, callback(config), await checkMenu(api), await checkTemplates(api)];
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
  const local = /^https?:\/\/(localhost|127\.|\[?::1)/u.test(publicUrl) || publicUrl === '';
  return {
    what: 'the callback',
    is: `${publicUrl}${PATH}`,
    todo: local
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
async function checkTemplates(api: Api): Promise<Finding> {
  const what = 'the templates';
  try {
    const { data } = await api.get('/wxaapi/newtmpl/gettemplate', {}, notices);
    const { template_list: list } = await api.get('template/get_all_private_template', {}, messages);
    const named = [
      ...data.map(({ priTmplId, title }) => `${title} ${priTmplId} (订阅通知)`),
      ...list.map(({ template_id, title }) => `${title} ${template_id} (模板消息)`),
    ];
    const todo = 'choose some under 订阅通知: without them nothing is told after 48 hours of silence';
    return { what, is: named.join(', ') || 'none', todo: named.length === 0 ? todo : null };
  } catch (error) {
    return lost(what, error, 'open 订阅通知 for the account, in the console under 广场服务');
  }
}

function lost(what: string, error: unknown, todo: string): Finding {
  return { what, is: error instanceof Error ? error.message : String(error), todo };
}
