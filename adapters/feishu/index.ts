/** Feishu (飞书), and Lark where webhooks are used: staff work whole tickets in its cards. Everything is wired here. */
import type { Adapter } from '../../src/platform/adapter.js';
import type { AdapterContext } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { PlatformDescriptor } from '../shared/descriptor.js';
import { createProfiles } from '../shared/profiles.js';
import { type Api, openApi } from './api.js';
import { createBot } from './bot.js';
import { type Budget, createBudget } from './budget.js';
import { checkFeishu } from './check.js';
import { type Client, createClient } from './client.js';
import { type FeishuConfig, readConfig } from './config.js';
import { readDirectory } from './directory.js';
import { createFileTaking } from './fetch-files.js';
import { createGroups } from './groups.js';
import { createHearing } from './hear.js';
import { placesOf } from './places.js';
import { createQuoteReading } from './quoted.js';
import { thrown } from './refusal.js';
import { createFileSending } from './send-file.js';
import { type LongConnection, openLongConnection } from './socket.js';
import { webhookRoute } from './webhook.js';

export const feishu: PlatformDescriptor = {
  platform: 'feishu',
  needs: ['FEISHU_APP_ID', 'FEISHU_APP_SECRET'],
  configure(env) {
    const config = readConfig(env);
    return config && createFeishuAdapter(config);
  },
};

/** Words of a card; its marks, buttons and their values take as much again. */
const TEXT_BYTES = 10_000;

function createFeishuAdapter(config: FeishuConfig): Adapter {
  const places = placesOf(config.appId);
  let api: Api | null = null;
  let client: Client | null = null;
  let connection: LongConnection | null = null;
  let budget: Budget | null = null;

  const started = <T>(part: T | null): T => {
    if (part !== null) return part;
    throw new DeliveryError({ kind: 'retry', reason: 'the adapter is not started yet' });
  };

  return {
    platform: 'feishu',
    check: () => checkFeishu(config),
    directory: async () => readDirectory(api ?? (await openApi(config))).catch(thrown),
    capabilities: {
      cards: 'update',
      buttons: true,
      forms: 'inline',
      textBytes: TEXT_BYTES,
      threads: true,
      ephemeral: false,
      urgent: true,
      ackWithinMs: 3000,
      recognisesRepeats: true,
      // Five a second in one chat, all bots together: a bucket of one never sends a sixth.
      pace: { perSecond: 4, burst: 1 },
    },
    capabilitiesAt: null,
    directAddress: places.person,
    waysTo: null,
    consentPage: null,
    async start(context: AdapterContext) {
      const { log, clock } = context;
      budget = createBudget(context);
      api = await openApi(config, budget.count);
      client = createClient({ api, places, clock, log });
      const bot = createBot(api, log);
      const hear = createHearing({
        ...{ context, places, client, bot },
        readQuoted: createQuoteReading(api, bot, log),
        profiles: createProfiles(naming(api), context),
        takeFiles: createFileTaking(api, context),
        sendFile: createFileSending({ api, client, places, house: context }),
      });
      if (config.webhook) context.route(webhookRoute({ keys: config.webhook, hear, log, clock }));
      else connection = await openLongConnection(config, hear, log);
    },
    async stop() {
      await connection?.stop();
      await budget?.stop();
    },
    send: async (delivery) => started(client).send(delivery),
    update: async (delivery, ref) => started(client).update(delivery, ref),
    groups: createGroups(() => started(api), places),
    handOver: null,
  };
}

const naming = (api: Api) => ({
  ...{ platform: 'feishu', right: 'contact:user.base:readonly' },
  async nameOf(account: string) {
    const { user } = await api.call('contact.user.get', (sdk, as) =>
      sdk.contact.user.get({ path: { user_id: account }, params: { user_id_type: 'open_id' } }, as),
    );
    return user?.name ?? null;
  },
});
