/** A WeChat Official Account (公众号): customers write, tap and scan, and hear by words while they may be written to, by templates after that. */
import type { Adapter } from '../../src/platform/adapter.js';
import type { Address } from '../../src/platform/address.js';
import type { Capabilities } from '../../src/platform/capabilities.js';
import type { AdapterContext } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { PlatformDescriptor } from '../shared/descriptor.js';
import { createFileTaking } from '../shared/qyapi/fetch-files.js';
import { openApi } from './api.js';
import { createChats } from './chats.js';
import { checkOa } from './check.js';
import { type Client, createClient } from './client.js';
import { type OaConfig, readConfig } from './config.js';
import { consentPageFor, consentRoute } from './consent-route.js';
import { createHearing } from './hear.js';
import { createPageSigning } from './page-ticket.js';
import { PLATFORM, placesOf, type Receiver } from './places.js';
import { qrRoute } from './qr.js';
import { webhookRoutes } from './webhook.js';

export const wechatOa: PlatformDescriptor = {
  platform: PLATFORM,
  needs: ['WECHAT_OA_APP_ID', 'WECHAT_OA_SECRET', 'WECHAT_OA_TOKEN', 'WECHAT_OA_AES_KEY'],
  configure(env) {
    const config = readConfig(env);
    return config && createOaAdapter(config);
  },
};

const CHAT: Capabilities = {
  cards: 'post',
  buttons: true,
  forms: 'none',
  // A text takes 2 048; marks and greyed buttons come on top.
  textBytes: 1_700,
  threads: false,
  ephemeral: false,
  urgent: false,
  ackWithinMs: 0,
  recognisesRepeats: false,
  pace: { perSecond: 1, burst: 5 },
  byAllowance: true,
};
const { byAllowance: _, ...FREE } = CHAT;
const BEAR: Readonly<Record<Receiver['kind'], Capabilities>> = {
  chat: CHAT,
  notices: { ...CHAT, templates: true },
  templates: { ...FREE, templates: true },
};

function createOaAdapter(config: OaConfig): Adapter {
  const { appId, templateMessages } = config;
  const places = placesOf(appId);
  const api = openApi(config);
  let client: Client | null = null;

  return {
    platform: PLATFORM,
    capabilities: CHAT,
    capabilitiesAt: (address) => BEAR[places.receiver(address)?.kind ?? 'chat'],
    directAddress: places.person,
    waysTo: (openId) => [
      places.notices(openId),
      ...(templateMessages.length > 0 ? [places.templates(openId)] : []),
    ],
    consentPage: (templates) => consentPageFor(templates, templateMessages),
    directory: null,
    groups: null,
    handOver: null,
    check: (named) => checkOa(config, named?.templates ?? []),
    async start(context: AdapterContext) {
      const { state, log, clock } = context;
      const chats = createChats(state);
      const consentless = (address: Address, template: string) =>
        context.declined({ address, template, at: clock.now(), before: true });
      client = createClient({ api, places, chats, templateMessages, consentless });
      const hear = createHearing({ context, places, chats, takeFile: createFileTaking(api, context) });
      for (const route of webhookRoutes({ config, hear, log, clock })) context.route(route);
      context.route(qrRoute(api, context));
      const sign = createPageSigning(api, appId, context);
      context.route(consentRoute({ sign, publicUrl: config.publicUrl, log }));
    },
    stop: async () => undefined,
    async send(delivery) {
      if (client) return client.send(delivery);
      throw new DeliveryError({ kind: 'retry', reason: 'the adapter is not started yet' });
    },
    /** Words stand as they were said. */
    async update(_delivery, ref) {
      throw new DeliveryError({ kind: 'rejected', reason: `${JSON.stringify(ref)} cannot be changed` });
    },
  };
}
