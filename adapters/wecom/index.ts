/** WeCom (企业微信): a self-built app, whose members hear the desk on template cards. Everything is wired here. */
import { z } from 'zod';
import type { Adapter } from '../../src/platform/adapter.js';
import type { AdapterContext } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { PlatformDescriptor } from '../shared/descriptor.js';
import { createProfiles } from '../shared/profiles.js';
import { type Api, openApi } from './api.js';
import { createChats } from './chats.js';
import { checkWecom } from './check.js';
import { type Client, createClient } from './client.js';
import { readConfig, type WecomConfig } from './config.js';
import { readDirectory } from './directory.js';
import { createFileTaking } from './fetch-files.js';
import { createGroups } from './groups.js';
import { createHearing } from './hear.js';
import { placesOf } from './places.js';
import { thrown } from './refusal.js';
import { webhookRoutes } from './webhook.js';

export const wecom: PlatformDescriptor = {
  platform: 'wecom',
  needs: ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY'],
  configure(env) {
    const config = readConfig(env);
    return config && createWecomAdapter(config);
  },
};

/** A text takes 2 048 bytes; a card less in all its places together. */
const TEXT_BYTES = 1_600;

function createWecomAdapter(config: WecomConfig): Adapter {
  const places = placesOf(config.corpId);
  const api = openApi(config);
  let client: Client | null = null;

  const started = (): Client => {
    if (client) return client;
    throw new DeliveryError({ kind: 'retry', reason: 'the adapter is not started yet' });
  };

  return {
    platform: 'wecom',
    check: () => checkWecom(config),
    directory: () => readDirectory(api).catch(thrown),
    capabilities: {
      cards: 'update',
      buttons: true,
      forms: 'none',
      textBytes: TEXT_BYTES,
      threads: false,
      ephemeral: false,
      urgent: false,
      ackWithinMs: 0,
      recognisesRepeats: true,
      // Of more than 30 a minute one member is not shown the rest, without a word.
      pace: { perSecond: 0.16, burst: 20 },
    },
    directAddress: places.person,
    async start(context: AdapterContext) {
      const { log, clock, state } = context;
      const chats = createChats(state);
      client = createClient({ ...{ api, config, places, chats, clock, log } });
      const hear = createHearing({
        ...{ context, places, client },
        profiles: createProfiles(naming(api), context),
        takeFile: createFileTaking(api, context),
      });
      for (const route of webhookRoutes({ config, hear, log, clock })) context.route(route);
    },
    async stop() {},
    send: async (delivery) => started().send(delivery),
    update: async (delivery, ref) => started().update(delivery, ref),
    groups: createGroups(api, places),
  };
}

/** https://developer.work.weixin.qq.com/document/path/90196 */
const named = z.object({ name: z.string().optional() });

const naming = (api: Api) => ({
  ...{ platform: 'wecom', right: 'the visible range of the app' },
  nameOf: async (userid: string) => (await api.get('user/get', { userid }, named)).name ?? null,
});
