/** What follows when people hand a ticket to each other or write. */
import { memberNamed } from '../people/actor.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import type { Happening, Reaction } from './happening.js';
import { notice } from './notices.js';
import type { OffShift } from './on-shift.js';
import { onHumanAsked } from './react-human.js';
import type { Notice } from './reactions.js';
import { inCharge, recipients, teamGroup } from './recipients.js';
import type { Param } from './refusal.js';
import type { Params } from './say-params.js';
import type { InPlaceOf, Ticket } from './ticket.js';

type Of<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>;

export function onAssigned(
  { to, by, offShift, instead }: Of<'ticketAssigned'>,
  { before, after, events, facts }: Happening,
): Reaction {
  const extra: Params = { by: { person: by } };
  const self = memberNamed(by) === to;
  const previous = before?.assigneeId ?? null;
  const notices: Notice[] = [];
  // What nobody handed over by hand was left behind by somebody who is gone.
  if (!self && !instead?.listed)
    notices.push(
      ...notice(keyOf(by, previous, instead), [{ to: 'member', id: to }], after, facts, {
        audience: 'assignee',
        extra: { ...extra, ...awayParams(instead) },
      }),
    );
  // Whoever is away knows that they are.
  if (previous !== null && previous !== to && previous !== memberNamed(by) && !instead)
    notices.push(
      ...notice('reassigned', [{ to: 'member', id: previous }], after, facts, { audience: 'actor', extra }),
    );
  if (offShift) notices.push(...toldOffShift(to, offShift, after, facts));
  // A step tells the requester in the SOP's own words; outside of one, they still hear who looks after them, once.
  const stepped = events.some(({ type }) => type === 'ticketMoved');
  if (previous === null && !stepped && after.facts.reassignments === 0)
    notices.push(
      ...notice('handler', recipients('requester', after, facts), after, facts, { audience: 'requester' }),
    );
  return { notices, posts: [{ to: 'member', id: to }] };
}

function keyOf(by: string, previous: string | null, instead: InPlaceOf | undefined) {
  if (instead) return 'stood_in';
  return by === 'system' && previous !== null ? 'inherited' : 'assigned';
}

function awayParams(instead: InPlaceOf | undefined): Params {
  return instead ? { away: { person: `member:${instead.of}` }, until: { date: instead.until } } : {};
}

/** Somebody who is at home has it now: whoever leads the team hears it at once, and may give it to another. */
function toldOffShift(to: string, { from }: OffShift, after: Ticket, facts: Facts): readonly Notice[] {
  const when: Param =
    from === null
      ? { message: 'off_shift.never' }
      : { message: 'off_shift.next', params: { at: { at: from } } };
  return notice('off_shift', recipients('lead', after, facts), after, facts, {
    ...{ audience: 'lead', tone: 'bad', actions: ['assign', 'claim'] },
    extra: { who: { person: `member:${to}` }, when },
  });
}

/** A step says itself where a ticket waits next; one that lost its owner otherwise must not lie there unseen. */
export function onUnassigned(
  { instead }: Of<'ticketUnassigned'>,
  { before, after, events, facts }: Happening,
): Reaction {
  if (events.some(({ type }) => type === 'ticketMoved') || !before?.assigneeId) return {};
  return {
    notices: notice(
      instead ? 'left_behind_away' : 'left_behind',
      teamGroup(after.queue, facts),
      after,
      facts,
      {
        audience: 'queue',
        tone: 'warning',
        actions: ['claim'],
        extra: { previous: { person: `member:${before.assigneeId}` }, ...awayParams(instead) },
      },
    ),
  };
}

/** Whom a colleague has made a watcher hears that they are one. */
export function onWatcherAdded(
  { who, by }: Of<'watcherAdded'>,
  { after, events, facts }: Happening,
): Reaction {
  const id = memberNamed(who);
  // Who watches for having a part in it hears of that.
  const divided = events.some(({ type }) => type === 'partSet');
  if (id === null || who === by || divided) return {};
  const extra: Params = { by: { person: by } };
  return { notices: notice('watching', [{ to: 'member', id }], after, facts, { audience: 'actor', extra }) };
}

/** Each side hears the other. */
export function onReplied(event: Of<'replied'>, { after, facts }: Happening): Reaction {
  if (event.aside) return {};
  if (event.human) return { notices: onHumanAsked(event, after, facts) };
  const extra: Params = { by: { person: event.by }, text: event.text };
  const fromRequester = event.from === 'requester';
  return {
    notices: notice(
      fromRequester ? 'reply_from_requester' : 'reply_from_member',
      fromRequester ? inCharge(after, facts) : recipients('requester', after, facts),
      after,
      facts,
      { audience: fromRequester ? 'assignee' : 'requester', extra, actions: ['reply'] },
    ),
  };
}
