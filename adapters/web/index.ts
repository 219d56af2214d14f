/** Our own page as a platform: the reference adapter, with every capability. Everything is wired here. */
import type { Adapter } from '../../src/platform/adapter.js';
import type { AdapterContext } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { PlatformDescriptor } from '../shared/descriptor.js';
import { boardRoute } from './board.js';
import { type Client, createClient } from './client.js';
import { readConfig, type WebConfig } from './config.js';
import { demoRoutes } from './demo.js';
import { entryRoute } from './entry.js';
import { createListeners, type Listeners } from './listeners.js';
import { logInRoutes } from './log-in.js';
import { directAddress } from './places.js';
import { openSocket } from './socket.js';
import { fileRoutes } from './upload.js';
import { TEXT_LIMIT } from './wire.js';

export const web: PlatformDescriptor = {
  platform: 'web',
  builtIn: true,
  needs: [],
  configure: (env, demo) => createWebAdapter(readConfig(env, demo)),
};

export function createWebAdapter(config: WebConfig): Adapter {
  let client: Client | null = null;
  let listeners: Listeners | null = null;

  const started = (): Client => {
    if (client) return client;
    throw new DeliveryError({ kind: 'retry', reason: 'the page is not started yet' });
  };

  return {
    platform: 'web',
    capabilities: {
      cards: 'update',
      buttons: true,
      forms: 'modal',
      textBytes: TEXT_LIMIT,
      threads: false,
      ephemeral: true,
      urgent: false,
      ackWithinMs: 3000,
      recognisesRepeats: true,
      pace: { perSecond: 200, burst: 200 },
    },
    capabilitiesAt: null,
    directAddress,
    waysTo: null,
    consentPage: null,
    directory: null,
    check: null,
    groups: null,
    handOver: null,
    async start(context: AdapterContext) {
      const parts = { config, context, client: createClient(context), listeners: createListeners(context) };
      ({ client, listeners } = parts);
      context.socket('/web/socket', (socket, request) => openSocket(parts, socket, request));
      const routes = [
        entryRoute(parts),
        boardRoute(parts),
        ...logInRoutes(parts),
        ...fileRoutes(parts),
        ...demoRoutes(config, context),
      ];
      for (const route of routes) context.route(route);
    },
    async stop() {
      listeners?.stop();
    },
    send: async (delivery) => started().send(delivery),
    update: async (delivery, ref) => started().update(delivery, ref),
  };
}
