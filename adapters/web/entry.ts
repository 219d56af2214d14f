/** The page's first question: who may I be here? */
import type { AdapterContext, Route } from '../../src/platform/context.js';
import { json } from './answer.js';
import type { WebConfig } from './config.js';
import { inDemo } from './session.js';

export function entryRoute(config: WebConfig, { clock }: Pick<AdapterContext, 'clock'>): Route {
  return {
    method: 'GET',
    path: '/web/session',
    maxBytes: 0,
    async handle(request) {
      const inside = inDemo(config, request, Date.now());
      return json(200, {
        /** `demo`: the personas may be played. `none`: nobody is known; `demoOffered` says which way in to explain. */
        session: inside ? 'demo' : 'none',
        demoOffered: config.demo !== null,
        personas: inside ? config.demo?.personas : [],
        zone: config.zone,
        now: clock.now(),
      });
    },
  };
}
