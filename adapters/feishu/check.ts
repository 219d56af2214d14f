/** What an operator must have done in Feishu's console before anybody can work here, looked at from outside. */
import type { Finding } from '../../src/platform/finding.js';
import { type Api, openApi } from './api.js';
import { type BotInfo, readBot } from './bot.js';
import type { FeishuConfig } from './config.js';
import { createHttp } from './http.js';
import { CallRefused } from './refusal.js';

/** Without these nothing works; without the others one thing does not. `im:message` grants all that begins like it. */
const NEEDED = [
  'im:message:send_as_bot',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:resource',
];
const WANTED: Readonly<Record<string, string>> = {
  'im:message.urgent': 'paging people (加急)',
  'im:chat': 'a group for a ticket (group: true)',
  'contact:user.base:readonly': 'names',
  'contact:department.base:readonly': 'departments',
  'contact:user.department:readonly': 'leaders',
  'contact:user.phone:readonly': 'joining accounts by mobile',
  'contact:user.email:readonly': 'joining accounts by mail',
};
const GRANTED = 1;
const ACTIVE = 2;

/** Asks Feishu itself; the adapter need not be started. */
export async function checkFeishu(config: FeishuConfig): Promise<readonly Finding[]> {
  const api = await openApi(config);
  let bot: BotInfo;
  try {
    bot = await readBot(api);
  } catch (error) {
    return [lost('feishu app', error, whatToDo(error, config))];
  }
  return [
    { what: 'feishu app', is: `${config.appId} is let in at ${config.domain}`, todo: null },
    botFinding(bot),
    await scopes(api),
    await events(config),
  ];
}

function botFinding({ app_name: name, activate_status: status }: BotInfo): Finding {
  const active = status === undefined || status === ACTIVE;
  return {
    what: 'feishu bot',
    is: active ? `${name} can be talked to` : `${name} is not enabled (status ${status})`,
    todo: active ? null : 'enable 机器人 (bot) under 添加应用能力 and publish a version of the app',
  };
}

async function scopes(api: Api): Promise<Finding> {
  const what = 'feishu permissions';
  try {
    const { scopes = [] } = await api.call('application.scope.list', (sdk, as) =>
      sdk.application.v6.scope.list({}, as),
    );
    const granted = new Set(
      scopes.filter(({ grant_status }) => grant_status === GRANTED).map(({ scope_name }) => scope_name),
    );
    const has = (scope: string) =>
      granted.has(scope) || (scope.startsWith('im:message') && granted.has('im:message'));
    const missing = NEEDED.filter((scope) => !has(scope));
    const without = Object.entries(WANTED).filter(([scope]) => !has(scope));
    if (missing.length > 0)
      return {
        what,
        is: `missing ${missing.join(', ')}`,
        todo: 'add them under 权限管理 and publish a version',
      };
    const is = without.map(([scope, use]) => `no ${use} without ${scope}`).join('; ');
    return { what, is: is === '' ? 'all granted' : is, todo: null };
  } catch (error) {
    if (error instanceof CallRefused) return { what, is: 'Feishu does not tell', todo: null };
    return lost(what, error, 'try again');
  }
}

async function events({ appId, appSecret, domain, webhook }: FeishuConfig): Promise<Finding> {
  const what = 'feishu events';
  if (webhook)
    return {
      what,
      is: 'by webhook: Feishu must reach PUBLIC_URL/feishu/events, which its console checks when it is saved',
      todo: null,
    };
  try {
    const answer = (await createHttp().request({
      ...{ method: 'POST', url: `${domain}/callback/ws/endpoint`, headers: { locale: 'zh' } },
      data: { AppID: appId, AppSecret: appSecret },
    })) as { code?: number; msg?: string };
    if (answer.code === 0) return { what, is: 'over a long connection, which Feishu grants', todo: null };
    return {
      what,
      is: `no long connection: ${answer.code} ${answer.msg ?? ''}`,
      todo: 'choose 使用长连接接收事件 under 事件与回调, or set both keys for a webhook',
    };
  } catch (error) {
    return lost(what, error, `let this machine reach ${domain}`);
  }
}

function lost(what: string, error: unknown, todo: string): Finding {
  return { what, is: error instanceof Error ? error.message : String(error), todo };
}

function whatToDo(error: unknown, { domain }: FeishuConfig): string {
  return error instanceof CallRefused
    ? 'compare FEISHU_APP_ID and FEISHU_APP_SECRET with 凭证与基础信息, and publish the app once'
    : `let this machine reach ${domain} (FEISHU_DOMAIN)`;
}
