/** WeChat customer service (微信客服): customers write from their own WeChat. Everything is wired here. */
import { z } from 'zod';
import type { Adapter } from '../../src/platform/adapter.js';
import type { Capabilities } from '../../src/platform/capabilities.js';
import type { AdapterContext, SharedState } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { PlatformDescriptor } from '../shared/descriptor.js';
import { createProfiles } from '../shared/profiles.js';
import { type Api, openApi } from '../shared/qyapi/api.js';
import { createFileTaking } from '../shared/qyapi/fetch-files.js';
import { KF_BELL, type Ring, readRing } from '../shared/qyapi/kf-bell.js';
import { createChats } from './chats.js';
import { checkKf } from './check.js';
import { type Client, createClient } from './client.js';
import { type KfConfig, readConfig } from './config.js';
import { createHandOver, readingStates } from './hand-over.js';
import { createHearing } from './hear.js';
import { noteHeard } from './heard.js';
import { createListening } from './listening.js';
import { createLosing } from './losses.js';
import { placesOf } from './places.js';
import { createPulling, type Pulling } from './pull.js';
import { createFileSending } from './send-file.js';
import { createSessions } from './sessions.js';
import { webhookRoutes } from './webhook.js';

export const wechatKf: PlatformDescriptor = {
  platform: 'wechat-kf',
  needs: ['WECHAT_KF_ID', 'WECOM_CORP_ID', 'WECHAT_KF_SECRET', 'WECHAT_KF_TOKEN', 'WECHAT_KF_AES_KEY'],
  configure(env) {
    const config = readConfig(env);
    return config && createKfAdapter(config);
  },
};

const CAPABILITIES: Capabilities = {
  cards: 'post',
  buttons: true,
  forms: 'none',
  // 2 048 as a text, as much above and below a menu; marks and greyed buttons come on top.
  textBytes: 1_700,
  threads: false,
  ephemeral: false,
  urgent: false,
  ackWithinMs: 0,
  recognisesRepeats: true,
  byAllowance: true,
  // Five in a row is all there ever is; what the platform takes a minute is not said.
  pace: { perSecond: 2, burst: 5 },
};

/** A doorbell can be lost; without its token looking is allowed now and then. */
const LOOK_AGAIN_MS = 3 * 60_000;

function createKfAdapter(config: KfConfig): Adapter {
  const { kfId } = config;
  const places = placesOf(kfId);
  const api = openApi(config);
  let client: Client | null = null;
  let handingOver: ReturnType<typeof createHandOver> | null = null;
  let pulling: Pulling | null = null;
  let kept: SharedState | null = null;
  let looking: NodeJS.Timeout | undefined;
  let deaf: (() => void) | null = null;

  return {
    platform: 'wechat-kf',
    check: () => checkKf(config, kept),
    directory: null,
    capabilities: CAPABILITIES,
    capabilitiesAt: null,
    directAddress: places.person,
    waysTo: null,
    consentPage: null,
    async start(context: AdapterContext) {
      const { state, log, clock } = context;
      kept = state;
      const chats = createChats(state);
      const losing = createLosing(context);
      const sending = createClient({ api, kfId, places, chats });
      client = sending;
      const sessions = createSessions(state);
      handingOver = createHandOver({ api, kfId, places, sessions, context });
      const hear = createHearing({
        ...{ context, places, chats, losing, sessions },
        listening: createListening(sessions, readingStates(api, kfId), clock),
        profiles: createProfiles(naming(api), context),
        takeFile: createFileTaking(api, context),
        sendFile: createFileSending({ api, client: sending, house: context }),
      });
      const pulls = createPulling({ api, kfId, context, hear, settle: losing.settle });
      pulling = pulls;
      const rings = (ring: Ring): void => {
        if (ring.OpenKfId !== undefined && ring.OpenKfId !== kfId) return;
        void pulls.ring(ring.Token);
        noteHeard(state, clock.now()).catch((error: unknown) =>
          log.warn({ err: error }, 'wechat-kf: that the doorbell rang could not be kept'),
        );
      };
      for (const route of webhookRoutes({ config, rings, log, clock })) context.route(route);
      deaf = context.subscribe(KF_BELL, (payload) => {
        const ring = readRing(payload);
        if (ring) rings(ring);
      });
      void pulls.look();
      looking = setInterval(() => void pulls.look(), LOOK_AGAIN_MS).unref();
    },
    async stop() {
      clearInterval(looking);
      deaf?.();
      await pulling?.stop();
    },
    send: async (delivery) => started(client).send(delivery),
    async update(_, ref) {
      throw new DeliveryError({
        kind: 'rejected',
        reason: `what was said to a customer stays as it is (${JSON.stringify(ref)})`,
      });
    },
    groups: null,
    handOver: {
      colleagues: 'wecom',
      give: async (address, account) => started(handingOver).give(address, account),
      takeBack: async (address) => started(handingOver).takeBack(address),
    },
  };
}

function started<T>(part: T | null): T {
  if (part !== null) return part;
  throw new DeliveryError({ kind: 'retry', reason: 'the adapter is not started yet' });
}

/** https://developer.work.weixin.qq.com/document/path/95159 */
const customers = z.object({
  customer_list: z
    .array(z.object({ external_userid: z.string(), nickname: z.string().optional() }))
    .default([]),
});

const naming = (api: Api) => ({
  ...{ platform: 'wechat-kf', right: '微信客服 → 可调用接口的应用' },
  async nameOf(account: string) {
    const found = await api.post('kf/customer/batchget', { external_userid_list: [account] }, customers);
    return found.customer_list.find(({ external_userid }) => external_userid === account)?.nickname ?? null;
  },
});
