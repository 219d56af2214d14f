/** The page's first question: who am I here, or who may I be? */
import type { AdapterContext, Route } from '../../src/platform/context.js';
import { json } from './answer.js';
import { memberOf, renewal, type SessionParts, sessionOf } from './session.js';

export function entryRoute(parts: SessionParts & { context: Pick<AdapterContext, 'clock'> }): Route {
  const { config, context } = parts;
  return {
    method: 'GET',
    path: '/web/session',
    maxBytes: 0,
    async handle(request) {
      const now = Date.now();
      const found = sessionOf(config, request, now);
      const member = found?.kind === 'member' ? await memberOf(parts, found.id) : null;
      const demo = found?.kind === 'demo' ? config.demo : null;
      const people = member ? [member] : (demo?.personas ?? []);
      return json(
        200,
        {
          /** `member`: somebody real. `demo`: the personas may be played. `none`: nobody is known; `demoOffered` says which way in to explain. */
          session: member ? 'member' : demo ? 'demo' : 'none',
          demoOffered: config.demo !== null,
          personas: people.map(({ account, name, role }) => ({ account, name, role })),
          zone: config.zone,
          now: context.clock.now(),
        },
        member && found ? renewal(config, found, now) : {},
      );
    },
  };
}
