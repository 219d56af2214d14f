/** What follows when more time is given or asked for: the clock wakes later, and whoever leads hears of it. */
import { duration } from '../sop/difference/said.js';
import type { TicketEvent } from './events.js';
import type { Happening, Reaction } from './happening.js';
import { notice } from './notices.js';
import type { NoticeTo } from './reactions.js';
import { others, recipients } from './recipients.js';
import type { Params } from './say-params.js';
import { timersOfClocks } from './timers.js';

type Of<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>;

export function onExtended(event: Of<'limitExtended'>, { after, facts }: Happening): Reaction {
  const { by, askedBy, of } = event;
  const maker: NoticeTo = { to: 'member', id: askedBy };
  const own = by === `member:${askedBy}`;
  const limit = of === 'limit' ? ['warn', 'limit'] : [];
  const extra = { ...paramsOf(event), by: { person: by } };
  return {
    notices: own
      ? notice('extended', others(recipients('lead', after, facts), by), after, facts, {
          ...{ audience: 'lead', extra },
        })
      : notice('extension_granted', [maker], after, facts, { audience: 'actor', tone: 'good', extra }),
    voidRules: limit,
    timers: timersOfClocks(after, facts).filter(({ rule }) => limit.includes(rule)),
  };
}

/** Those who may agree see what they agree to, with the buttons for it. */
export function onExtensionAsked(event: Of<'extensionAsked'>, { after, facts }: Happening): Reaction {
  const to = others(recipients('lead', after, facts), event.by);
  const extra = { ...paramsOf(event), by: { person: event.by } };
  return {
    notices: notice('extension_asked', to, after, facts, {
      ...{ audience: 'lead', tone: 'warning', extra, actions: ['grant', 'deny'] },
    }),
  };
}

export function onExtensionDropped(
  { by, of, reason }: Of<'extensionDropped'>,
  { before, after, facts }: Happening,
): Reaction {
  const asked = before?.extensionAsked;
  if (!asked) return {};
  const extra = {
    ...{ clock: { message: `target.${of}` }, by: { person: by } },
    reason: reason ?? { message: 'word.not_given' },
  };
  const to = others([{ to: 'member', id: asked.by }], by);
  return {
    notices: notice('extension_denied', to, after, facts, { audience: 'actor', tone: 'warning', extra }),
  };
}

function paramsOf({ of, ms, reason }: Of<'limitExtended' | 'extensionAsked'>): Params {
  return {
    clock: { message: `target.${of}` },
    time: duration({ days: 0, ms }),
    reason,
  };
}
