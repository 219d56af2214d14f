/** The page's first question: who am I here, or who may I be? */
import type { AdapterContext, Route } from '../../src/platform/context.js';
import { json } from './answer.js';
import type { Persona } from './personas.js';
import { memberOf, renewal, type SessionParts, sessionOf } from './session.js';

export function entryRoute(
  parts: SessionParts & { context: Pick<AdapterContext, 'clock' | 'people'> },
): Route {
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
      const people = member ? [member] : demo ? await stillPlayed(demo.personas, context) : [];
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

/** Once the sample company has given way to a real one, only the customer is left to play. */
async function stillPlayed(
  personas: readonly Persona[],
  { people }: Pick<AdapterContext, 'people'>,
): Promise<readonly Persona[]> {
  const known = await Promise.all(personas.map(({ account }) => people.find(account)));
  return personas.filter(({ role }, index) => role === 'customer' || known[index]?.kind === 'member');
}
