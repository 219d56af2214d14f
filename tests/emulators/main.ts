/** `npm run emulators -- feishu|wecom|sms|mail|wechat-oa [--port N] [--speed N] [--seed N]`: prints one JSON line, then serves until it is stopped. */
import { parseArgs } from 'node:util';
import { feishuVerbs } from './feishu/control.js';
import { FeishuEmulator } from './feishu/emulator.js';
import { controlDoor } from './kit/control-door.js';
import { mailVerbs } from './mail/control.js';
import { MailEmulator } from './mail/emulator.js';
import { smsVerbs } from './sms/control.js';
import { SmsEmulator } from './sms/emulator.js';
import { wechatOaVerbs } from './wechat-oa/control.js';
import { WechatOaEmulator } from './wechat-oa/emulator.js';
import { wecomVerbs } from './wecom/control.js';
import { WecomEmulator } from './wecom/emulator.js';

interface Served {
  readonly url: string;
  /** What a desk is given to find the emulator instead of the platform. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

interface Wishes {
  readonly port?: number;
  readonly speed?: number;
  readonly seed?: number;
}

const PLATFORMS: Readonly<Record<string, (wishes: Wishes) => Promise<Served>>> = {
  async feishu(wishes) {
    const routes = (emulator: FeishuEmulator) => [controlDoor(feishuVerbs(emulator))];
    const emulator = await FeishuEmulator.start({ ...wishes, routes });
    const { appId, appSecret, encryptKey, verificationToken } = emulator.app;
    const env = {
      FEISHU_APP_ID: appId,
      FEISHU_APP_SECRET: appSecret,
      FEISHU_ENCRYPT_KEY: encryptKey,
      FEISHU_VERIFICATION_TOKEN: verificationToken,
      FEISHU_DOMAIN: emulator.url,
    };
    return { url: emulator.url, env, close: () => emulator.close() };
  },
  async wecom(wishes) {
    const routes = (emulator: WecomEmulator) => [controlDoor(wecomVerbs(emulator))];
    const emulator = await WecomEmulator.start({ ...wishes, routes });
    const { corpId, agentId, secret, token, aesKey, botId, botSecret } = emulator.app;
    const kf = emulator.kf.app;
    const env = {
      WECOM_CORP_ID: corpId,
      WECOM_AGENT_ID: String(agentId),
      WECOM_SECRET: secret,
      WECOM_TOKEN: token,
      WECOM_AES_KEY: aesKey,
      WECOM_BASE_URL: emulator.url,
      WECOM_OPEN_URL: emulator.url,
      WECOM_BOT_ID: botId,
      WECOM_BOT_SECRET: botSecret,
      WECOM_BOT_WS_URL: emulator.botUrl,
      WECHAT_KF_ID: kf.openKfId,
      WECHAT_KF_SECRET: kf.secret,
      WECHAT_KF_TOKEN: kf.token,
      WECHAT_KF_AES_KEY: kf.aesKey,
    };
    return { url: emulator.url, env, close: () => emulator.close() };
  },
  async sms(wishes) {
    const routes = (emulator: SmsEmulator) => [controlDoor(smsVerbs(emulator))];
    const emulator = await SmsEmulator.start({ ...wishes, routes });
    const { secretId, secretKey, appId, sign } = emulator.account;
    const env = {
      SMS_SECRET_ID: secretId,
      SMS_SECRET_KEY: secretKey,
      SMS_APP_ID: appId,
      SMS_SIGN: sign,
      SMS_ENDPOINT: emulator.url,
    };
    return { url: emulator.url, env, close: () => emulator.close() };
  },
  async mail(wishes) {
    const routes = (emulator: MailEmulator) => [controlDoor(mailVerbs(emulator))];
    const emulator = await MailEmulator.start({ ...wishes, routes });
    const env = { MAIL_URL: emulator.smtpUrl, MAIL_FROM: emulator.account.address };
    return { url: emulator.url, env, close: () => emulator.close() };
  },
  async 'wechat-oa'(wishes) {
    const routes = (emulator: WechatOaEmulator) => [controlDoor(wechatOaVerbs(emulator))];
    const emulator = await WechatOaEmulator.start({ ...wishes, routes });
    const { appId, secret, token, aesKey } = emulator.account;
    const env = {
      WECHAT_OA_APP_ID: appId,
      WECHAT_OA_SECRET: secret,
      WECHAT_OA_TOKEN: token,
      WECHAT_OA_AES_KEY: aesKey,
      WECHAT_OA_BASE_URL: emulator.url,
    };
    return { url: emulator.url, env, close: () => emulator.close() };
  },
};

function wishesIn(values: Readonly<Record<string, string | undefined>>): Wishes {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => {
      const number = Number(value);
      if (!(number >= 0)) throw new Error(`emulators: expected --${name} to be a number, got ${value}`);
      return [name, number];
    }),
  );
}

async function main(): Promise<void> {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: option, speed: option, seed: option },
  });
  const [name = ''] = positionals;
  const start = Object.hasOwn(PLATFORMS, name) ? PLATFORMS[name] : undefined;
  if (!start)
    throw new Error(`emulators: expected one of ${Object.keys(PLATFORMS).join(', ')}, got ${name || 'none'}`);
  const served = await start(wishesIn(values));
  process.stdout.write(`${JSON.stringify({ platform: name, url: served.url, env: served.env })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void served.close().then(() => process.exit(0)));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
});
