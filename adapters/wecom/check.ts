/** What an operator must have done in WeCom's console before anybody can work here, looked at from outside. */
import { z } from 'zod';
import type { SharedState } from '../../src/platform/context.js';
import type { Finding } from '../../src/platform/finding.js';
import { type Api, openApi } from '../shared/qyapi/api.js';
import { CallRefused } from '../shared/qyapi/refusal.js';
import { checkBot } from './bot/standing.js';
import type { WecomConfig } from './config.js';
import { readDirectory } from './directory.js';
import { LOG_IN_PATH } from './log-in.js';
import { placesOf } from './places.js';
import { isRobot } from './robot.js';

const any = z.object({});
/** The caller's address is not among those that the app trusts. */
const UNTRUSTED = 60020;
const NO_RIGHT = [48002, 60011];

/** `state` is what a running desk knows of itself; a desk that does not run must not connect, or it would drive the running one out. */
export async function checkWecom(
  config: WecomConfig,
  state: SharedState | null,
): Promise<readonly Finding[]> {
  const api = openApi(config);
  const app = await checkApp(api, config);
  const bot = config.bot ? [await checkBot(state)] : [];
  if (app.todo !== null) return [app, ...bot];
  return [
    app,
    await checkPeople(api),
    callback(config),
    menu(config),
    ...bot,
    ...(await Promise.all(robotsOf(config))),
  ];
}

async function checkApp(api: Api, { agentId, baseUrl }: WecomConfig): Promise<Finding> {
  const what = 'the app';
  try {
    await api.get('getcallbackip', {}, any);
    return { what, is: `agent ${agentId} is let in`, todo: null };
  } catch (error) {
    if (!(error instanceof CallRefused)) return lost(what, error, `let this machine reach ${baseUrl}`);
    return lost(
      what,
      error,
      error.code === UNTRUSTED
        ? 'add the public address of this machine to 企业可信IP on the page of the app'
        : 'compare WECOM_CORP_ID and WECOM_SECRET with the console; many wrong tries ban this machine for an hour',
    );
  }
}

async function checkPeople(api: Api): Promise<Finding> {
  const what = 'the directory';
  try {
    const people = await readDirectory(api);
    const led = people.filter(({ leader }) => leader).length;
    return {
      what,
      is: `${people.length} people, ${led} of them with a leader`,
      todo: people.length === 0 ? 'add people to 可见范围 on the page of the app' : null,
    };
  } catch (error) {
    const may = error instanceof CallRefused && NO_RIGHT.includes(error.code);
    return lost(
      what,
      error,
      may ? 'let the app see the address book: 管理工具 → 通讯录同步' : 'try again in a minute',
    );
  }
}

/** Whether the console knows it cannot be asked: it asks us, when it is saved there. */
function callback({ publicUrl }: WecomConfig): Finding {
  const what = 'the callback';
  const local = /^https?:\/\/(localhost|127\.|\[?::1)/u.test(publicUrl) || publicUrl === '';
  return {
    what,
    is: `${publicUrl}/wecom/callback`,
    todo: local
      ? 'set PUBLIC_URL to an address that WeCom can reach, then save <PUBLIC_URL>/wecom/callback under 接收消息'
      : null,
  };
}

/** The console knows which domain it trusts, and tells only whoever is refused (50001). */
function menu({ publicUrl }: WecomConfig): Finding {
  return { what: 'the link into the page, for the menu', is: `${publicUrl}${LOG_IN_PATH}`, todo: null };
}

/** What a group is called, WeCom does not tell: the address says which team's it is. */
function robotsOf({ robots, corpId }: WecomConfig): readonly Promise<Finding>[] {
  return [...robots].map(async ([name, webhook]) => {
    const what = `the robot ${name}`;
    const variable = `WECOM_ROBOT_${name.toUpperCase()}`;
    try {
      if (await isRobot(webhook))
        return {
          what,
          is: `speaks in its group for the team whose "chats" name ${placesOf(corpId).robot(name)}`,
          todo: null,
        };
      const todo = `copy the address of 群机器人 in the group into ${variable} again`;
      return { what, is: 'no group has it any more', todo };
    } catch (error) {
      return lost(what, error, `let this machine reach what ${variable} names`);
    }
  });
}

function lost(what: string, error: unknown, todo: string): Finding {
  return { what, is: error instanceof Error ? error.message : String(error), todo };
}
