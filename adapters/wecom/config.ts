/** The variables of a self-built WeCom app; a wrong one stops the start and names itself. */
import { z } from 'zod';
import type { Environment } from '../shared/descriptor.js';
import { addressLike, bad, given, refusedSettings, words } from '../shared/settings.js';

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
  /** Where WeCom asks its client who opens a link; without a slash at its end. */
  readonly openUrl: string;
  /** Signs what a browser brings back. */
  readonly signing: string;
  /** Webhooks of groups' robots, by our names for them. */
  readonly robots: ReadonlyMap<string, string>;
  /** The AI bot beside the app; null: there is none. */
  readonly bot: BotConfig | null;
}

export interface BotConfig {
  readonly id: string;
  readonly secret: string;
  /** Where its long connection is opened; absent: at WeCom itself. */
  readonly url?: string;
}

const WECOM = 'https://qyapi.weixin.qq.com';
const WECOM_OPEN = 'https://open.weixin.qq.com';
const IN_COMPANY = 'copy 企业ID from 我的企业 in the console';
const IN_APP = 'copy it from the page of the app under 应用管理 in the console';
const IN_CALLBACK = 'copy it from 接收消息 → 设置API接收 on the page of the app';

const IN_BOT = 'copy it from 智能机器人 → API 模式 → 长连接 in the client, or remove all WECOM_BOT_*';

const app = z.object({
  WECOM_CORP_ID: words('a corp id like ww1234567890abcdef', /^w[wx][0-9a-z]{6,40}$/iu, IN_COMPANY),
  WECOM_AGENT_ID: words('the digits of an AgentId', /^\d{1,15}$/u, IN_APP).transform(Number),
  WECOM_SECRET: words('a Secret of at least 16 characters', /^\S{16,}$/u, IN_APP),
  WECOM_TOKEN: words('1 to 32 letters and digits', /^[0-9a-z]{1,32}$/iu, IN_CALLBACK),
  WECOM_AES_KEY: words('the 43 characters of an EncodingAESKey', /^[0-9a-z]{43}$/iu, IN_CALLBACK),
  WECOM_BASE_URL: addressLike(WECOM),
  WECOM_OPEN_URL: addressLike(WECOM_OPEN),
});

const bot = z.object({
  WECOM_BOT_ID: words('a BotID of 1 to 128 letters, digits, - and _', /^[\w-]{1,128}$/u, IN_BOT),
  WECOM_BOT_SECRET: words('a Secret of at least 16 characters', /^\S{16,}$/u, IN_BOT),
  WECOM_BOT_WS_URL: z
    .url({
      protocol: /^wss?$/u,
      ...bad('an address like wss://openws.work.weixin.qq.com', 'remove it for WeCom itself'),
    })
    .optional(),
});

/** `WECOM_ROBOT_SHOP` is the robot `shop`. */
const ROBOT = /^WECOM_ROBOT_([A-Z0-9_]{1,40})$/u;
const webhook = z.url({ protocol: /^https?$/u }).regex(/\/cgi-bin\/webhook\/send\?key=[\w-]{8,64}$/u);
const IN_ROBOT =
  'the address that the settings of a group show for its robot, …/cgi-bin/webhook/send?key=…\ncopy it from 群机器人 in the group';

const SECRETS = ['WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY', 'WECOM_BOT_SECRET'];

/** Null when no variable is set. The bot has no address of its own in the company: it works beside the app. */
export function readConfig(env: Environment): WecomConfig | null {
  const beside = given(env, bot);
  const ours = given(env, app);
  const robots = robotsIn(env);
  const set = Object.keys({ ...ours, ...beside }).filter((name) => !(name in forCustomers(env)));
  if (set.length + robots.length === 0) return null;
  const read = app.safeParse(ours);
  const bots = Object.keys(beside).length === 0 ? null : bot.safeParse(beside);
  const issues = [
    ...(read.error?.issues ?? []),
    ...(bots?.error?.issues ?? []),
    ...robots.flatMap(({ variable, url }) =>
      webhook.safeParse(url).success ? [] : [{ path: [variable], message: IN_ROBOT }],
    ),
  ];
  if (!read.data || issues.length > 0)
    throw refusedSettings('wecom', issues, env, (name) => SECRETS.includes(name) || ROBOT.test(name));
  const { data } = read;
  return {
    corpId: data.WECOM_CORP_ID,
    agentId: data.WECOM_AGENT_ID,
    secret: data.WECOM_SECRET,
    token: data.WECOM_TOKEN,
    aesKey: data.WECOM_AES_KEY,
    baseUrl: data.WECOM_BASE_URL,
    openUrl: data.WECOM_OPEN_URL,
    signing: env.SECRET ?? '',
    zone: env.TZ_DESK ?? 'Asia/Shanghai',
    publicUrl: (env.PUBLIC_URL ?? '').replace(/\/+$/u, ''),
    robots: new Map(robots.map(({ name, url }) => [name, url])),
    bot: bots?.data ? botOf(bots.data) : null,
  };
}

/** What customers in WeChat need of WeCom, they may have without an app for members. */
const forCustomers = (env: Environment): Environment => {
  const { WECHAT_KF_ID: account, WECOM_CORP_ID, WECOM_BASE_URL } = env;
  return account?.trim() ? { WECOM_CORP_ID, WECOM_BASE_URL } : {};
};

function robotsIn(env: Environment) {
  return Object.entries(env).flatMap(([variable, value]) => {
    const [, name] = ROBOT.exec(variable) ?? [];
    const url = value?.trim();
    return name !== undefined && url ? [{ variable, name: name.toLowerCase(), url }] : [];
  });
}

function botOf({
  WECOM_BOT_ID: id,
  WECOM_BOT_SECRET: secret,
  WECOM_BOT_WS_URL: url,
}: z.infer<typeof bot>): BotConfig {
  return { id, secret, ...(url === undefined ? {} : { url }) };
}
