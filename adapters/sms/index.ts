/** Text messages (短信) by Tencent Cloud: approved texts to a phone number, their receipts, and what people answer. Everything is wired here. */
import type { Adapter } from '../../src/platform/adapter.js';
import type { Capabilities } from '../../src/platform/capabilities.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { PlatformDescriptor } from '../shared/descriptor.js';
import { openApi } from './api.js';
import { checkSms } from './check.js';
import { sendText } from './client.js';
import { keepCollecting } from './collect.js';
import { readConfig, type SmsConfig } from './config.js';
import { createHearing } from './hear.js';
import { placesOf } from './places.js';
import { webhookRoutes } from './webhook.js';

export const sms: PlatformDescriptor = {
  platform: 'sms',
  needs: ['SMS_SECRET_ID', 'SMS_SECRET_KEY', 'SMS_APP_ID', 'SMS_SIGN'],
  configure(env) {
    const config = readConfig(env);
    return config && createSmsAdapter(config);
  },
};

const CAPABILITIES: Capabilities = {
  cards: 'none',
  templates: true,
  unmet: true,
  buttons: false,
  forms: 'none',
  // Five hundred characters, the sign included; what a template says is counted by Tencent.
  textBytes: 1_400,
  threads: false,
  ephemeral: false,
  urgent: false,
  ackWithinMs: 0,
  recognisesRepeats: false,
  // One number, once in half a minute: https://cloud.tencent.com/document/product/382/37809
  pace: { perSecond: 1 / 30, burst: 1 },
};

function createSmsAdapter(config: SmsConfig): Adapter {
  const api = openApi(config);
  const places = placesOf(config.appId);
  let stopCollecting: (() => Promise<void>) | null = null;
  return {
    platform: 'sms',
    capabilities: CAPABILITIES,
    capabilitiesAt: null,
    directory: null,
    groups: null,
    handOver: null,
    waysTo: null,
    consentPage: null,
    check: () => checkSms(config),
    directAddress: places.person,
    async start(context) {
      const hearing = createHearing(context, places);
      for (const route of webhookRoutes({ config, hearing, log: context.log })) context.route(route);
      if (config.callbackKey === null) stopCollecting = keepCollecting({ api, config, hearing, context });
    },
    async stop() {
      await stopCollecting?.();
    },
    send: (delivery) => sendText({ api, config, places }, delivery),
    async update() {
      throw new DeliveryError({ kind: 'rejected', reason: 'a text message cannot be changed' });
    },
  };
}
