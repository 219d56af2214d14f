/** WeCom (企业微信): a self-built app whose members hear the desk on template cards, and the AI bot in groups. Everything is wired here. */
import { z } from 'zod';
import type { Adapter } from '../../src/platform/adapter.js';
import type { Capabilities } from '../../src/platform/capabilities.js';
import type { AdapterContext, SharedState } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { PlatformDescriptor } from '../shared/descriptor.js';
import { createProfiles } from '../shared/profiles.js';
import { type Api, openApi } from '../shared/qyapi/api.js';
import { createFileTaking } from '../shared/qyapi/fetch-files.js';
import { thrown } from '../shared/qyapi/refusal.js';
import { createBotClient } from './bot/client.js';
import { createBotHearing } from './bot/hear.js';
import { type Line, openLine } from './bot/line.js';
import { createChats } from './chats.js';
import { checkWecom } from './check.js';
import { type Client, createClient } from './client.js';
import { readConfig, type WecomConfig } from './config.js';
import { readDirectory } from './directory.js';
import { createGroups } from './groups.js';
import { createHearing } from './hear.js';
import { logInRoutes } from './log-in.js';
import { placesOf } from './places.js';
import { webhookRoutes } from './webhook.js';

export const wecom: PlatformDescriptor = {
  platform: 'wecom',
  needs: ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY'],
  configure(env) {
    const config = readConfig(env);
    return config && createWecomAdapter(config);
  },
};

/** Of more than 30 a minute one member is not shown the rest, without a word; nor may the bot say more in a chat. */
const PACE = { perSecond: 0.16, burst: 20 };

const APP: Capabilities = {
  cards: 'update',
  buttons: true,
  forms: 'none',
  // A text takes 2 048; a card less in all its places together.
  textBytes: 1_600,
  threads: false,
  ephemeral: false,
  urgent: false,
  ackWithinMs: 0,
  recognisesRepeats: true,
  pace: PACE,
};
/** An answer of the bot holds 20 480: what its card has no room for is said above it. */
const BOT: Capabilities = { ...APP, textBytes: 16_000 };
/** Twenty a minute, and more is refused: https://developer.work.weixin.qq.com/document/path/91770 */
const ROBOT: Capabilities = {
  ...APP,
  ...{ textBytes: 3_000, recognisesRepeats: false, pace: { perSecond: 0.1, burst: 13 } },
};
const BEAR = { person: APP, group: APP, bot: BOT, robot: ROBOT } as const;

function createWecomAdapter(config: WecomConfig): Adapter {
  const places = placesOf(config.corpId);
  const api = openApi(config);
  let client: Client | null = null;
  let line: Line | null = null;
  let kept: SharedState | null = null;

  const started = (): Client => {
    if (client) return client;
    throw new DeliveryError({ kind: 'retry', reason: 'the adapter is not started yet' });
  };

  return {
    platform: 'wecom',
    check: () => checkWecom(config, kept),
    directory: () => readDirectory(api).catch(thrown),
    capabilities: APP,
    capabilitiesAt: (address) => BEAR[places.receiver(address)?.kind ?? 'person'],
    directAddress: places.person,
    waysTo: null,
    consentPage: null,
    async start(context: AdapterContext) {
      const { log, clock, state } = context;
      kept = state;
      const chats = createChats(state);
      const profiles = createProfiles(naming(api), context);
      const heard = createBotHearing({ context, places, profiles });
      line = config.bot && openLine({ config: config.bot, context, chats, hear: heard });
      const bot = line && createBotClient({ line, chats, clock, zone: config.zone });
      client = createClient({ api, config, places, chats, clock, log, bot });
      const hear = createHearing({
        ...{ context, places, client, profiles },
        takeFile: createFileTaking(api, context),
      });
      const routes = [
        ...webhookRoutes({ config, hear, log, clock }),
        ...logInRoutes({ config, api, context }),
      ];
      for (const route of routes) context.route(route);
    },
    async stop() {
      await line?.stop();
    },
    send: async (delivery) => started().send(delivery),
    update: async (delivery, ref) => started().update(delivery, ref),
    groups: createGroups(api, places),
    handOver: null,
  };
}

/** https://developer.work.weixin.qq.com/document/path/90196 */
const named = z.object({ name: z.string().optional() });

const naming = (api: Api) => ({
  ...{ platform: 'wecom', right: 'the visible range of the app' },
  nameOf: async (userid: string) => (await api.get('user/get', { userid }, named)).name ?? null,
});
