/** 关注人: told what becomes of a ticket, once a command, unless they hear of it anyway. */
import { actorName, memberNamed } from '../people/actor.js';
import type { TicketEvent } from './events.js';
import type { Happening } from './happening.js';
import { stateText } from './labels.js';
import { notice } from './notices.js';
import type { Notice, NoticeTo } from './reactions.js';
import { memberOfTeam } from './rules.js';
import type { Ticket } from './ticket.js';

/** The most telling first: of several things that happened at once, one is said. */
const TOLD: readonly TicketEvent['type'][] = [
  'actUndone',
  'ticketMerged',
  'ticketMoved',
  'replied',
  'noteAdded',
  'transitionProposed',
  'proposalDropped',
  'ticketHeld',
  'ticketResumed',
  'ticketAssigned',
  'ticketUnassigned',
  'partDone',
  'nudged',
  'limitPassed',
];

/** `told`: what is said to whom anyway. */
export function watchersTold(happening: Happening, told: readonly Notice[]): readonly Notice[] {
  const { before, after, events, facts } = happening;
  // Whoever only now begins to watch has nothing to catch up with.
  const watchers = after.watchers.filter((who) => before?.watchers.includes(who));
  if (watchers.length === 0) return [];
  const event = TOLD.flatMap((type) => events.find((one) => one.type === type) ?? [])[0];
  if (!event) return [];
  const knows = (to: NoticeTo) => told.some((one) => one.to.to === to.to && one.to.id === to.id);
  const to = watchers.map(watcherTo).filter((one) => !knows(one) && named(one) !== actorName(facts.actor));
  const text = event.type === 'replied' || event.type === 'noteAdded' ? event.text : null;
  const extra = { by: { person: event.by }, what: { message: `event.${event.type}` } };
  const members = to.filter((one) => one.to === 'member' && stillOurs(one.id, happening));
  const requesters = progressed(happening) ? to.filter((one) => one.to === 'requester') : [];
  return [
    ...(text === null
      ? notice('watched', members, after, facts, { audience: 'actor', tone: 'neutral', extra })
      : notice('watched_text', members, after, facts, {
          ...{ audience: 'actor', tone: 'neutral', extra: { ...extra, text } },
        })),
    ...notice('watched_requester', requesters, after, facts, { audience: 'requester' }),
  ];
}

/** To a requester only another face is progress. */
function progressed({ before, after, facts: { sop } }: Happening): boolean {
  const face = ({ state }: Ticket) => stateText(sop, state, 'requester')['zh-CN'];
  return before !== null && face(before) !== face(after);
}

/** A ticket that went to another team is not theirs to hear of any more. */
function stillOurs(id: string, { after, facts }: Happening): boolean {
  return memberOfTeam(after, { ...facts, actor: { kind: 'member', id } }) === null;
}

function watcherTo(who: string): NoticeTo {
  const id = memberNamed(who);
  return id === null ? { to: 'requester', id: who.slice('requester:'.length) } : { to: 'member', id };
}

function named({ to, id }: NoticeTo): string {
  return `${to}:${id}`;
}
