/** Mail (邮件) by SMTP, one way: what the desk says reaches a mailbox; what is answered there is read by nobody. Everything is wired here. */
import type { Adapter } from '../../src/platform/adapter.js';
import type { Capabilities } from '../../src/platform/capabilities.js';
import type { AdapterContext } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { PlatformDescriptor } from '../shared/descriptor.js';
import { checkMail } from './check.js';
import { sendMail } from './client.js';
import { type MailConfig, readConfig } from './config.js';
import { personPlace } from './places.js';
import { webhookRoutes } from './webhook.js';

export const mail: PlatformDescriptor = {
  platform: 'mail',
  needs: ['MAIL_URL', 'MAIL_FROM'],
  configure(env) {
    const config = readConfig(env);
    return config && createMailAdapter(config);
  },
};

const CAPABILITIES: Capabilities = {
  unmet: true,
  cards: 'post',
  // Named in the mail, to be said elsewhere: a numbered menu would ask for an answer that nobody reads.
  buttons: true,
  forms: 'none',
  textBytes: 60_000,
  threads: false,
  ephemeral: false,
  urgent: false,
  ackWithinMs: 0,
  // A server knows no Message-ID that it has taken before.
  recognisesRepeats: false,
  pace: { perSecond: 0.5, burst: 5 },
};

function createMailAdapter(config: MailConfig): Adapter {
  let started: Pick<AdapterContext, 'state' | 'clock'> | null = null;
  return {
    platform: 'mail',
    capabilities: CAPABILITIES,
    capabilitiesAt: null,
    directory: null,
    groups: null,
    handOver: null,
    waysTo: null,
    consentPage: null,
    check: () => checkMail(config),
    directAddress: personPlace,
    async start(context) {
      started = context;
      for (const route of webhookRoutes({ config, context })) context.route(route);
    },
    async stop() {},
    async send(delivery) {
      if (started === null)
        throw new DeliveryError({ kind: 'retry', reason: 'the adapter is not started yet' });
      return sendMail({ config, ...started }, delivery);
    },
    async update() {
      throw new DeliveryError({ kind: 'rejected', reason: 'a mail cannot be changed' });
    },
  };
}
