/** What follows from events: whom to tell, when to wake, which commands come next. Nothing is decided here. */
import { memberNamed } from '../people/actor.js';
import { autoStep } from './auto-step.js';
import { checksAsked, onCheckFailed, onTicked } from './automatic-checks.js';
import { ofFamily, standing } from './children.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import type { Happening, Reaction } from './happening.js';
import { ladderOf } from './ladder.js';
import { factsIn } from './limit.js';
import { notice, said } from './notices.js';
import { onAgreed, onDropped, onOverdue, onProposed, onStranded } from './react-approval.js';
import {
  conversationMoved,
  onConversationGiven,
  onConversationKept,
  onConversationReturned,
} from './react-conversation.js';
import { ofDivision } from './react-division.js';
import { onExtended, onExtensionAsked, onExtensionDropped } from './react-extension.js';
import { groupOf } from './react-group.js';
import { ladderFollows, onAcknowledged, onAnnounced, onEscalated, onLapsed } from './react-ladder.js';
import {
  onCalledOff,
  onHeld,
  onLinked,
  onMerged,
  onNudged,
  onOpenedMoved,
  onResumed,
  onSplit,
  onUndone,
} from './react-life.js';
import { onMoved } from './react-move.js';
import { onAssigned, onReplied, onUnassigned, onWatcherAdded } from './react-people.js';
import { onOver, onRated, onRecommendationAsked } from './react-rating.js';
import { onRoutedToNobody } from './react-routing.js';
import { stageEntered } from './react-stage.js';
import { onTarget, wakingForTargets } from './react-targets.js';
import { watchersTold } from './react-watchers.js';
import type { Notice, NoticeTo, Reactions } from './reactions.js';
import { holder, recipients, teamGroup } from './recipients.js';
import { sameLimit, setAnew } from './recount.js';
import { relate, waitOf } from './related.js';
import type { Ticket } from './ticket.js';
import { nextOccurrence, timersOfDates, timersOfFields, timersOfStay } from './timers.js';

export function react(
  before: Ticket | null,
  after: Ticket,
  events: readonly TicketEvent[],
  given: Facts,
): Reactions {
  const facts = factsIn(after.queue, before?.queue ?? after.queue, given);
  const happening = { before, after, events, facts };
  const all = [
    ...events.map((event) => reaction(event, happening)),
    wakingForTargets(happening),
    ladderFollows(happening),
    ofDivision(happening),
    onOver(happening),
  ];
  const notices = all.flatMap((one) => one.notices ?? []);
  return {
    notices: unique(
      [...notices, ...watchersTold(happening, notices)],
      ({ to, say }) => `${to.to}:${to.id} ${say}`,
    ),
    unsaid: all.flatMap(({ unsaid = [] }) => unsaid),
    timers: all.flatMap(({ timers = [] }) => timers),
    voidVisits: all.flatMap(({ voidVisits = [] }) => voidVisits),
    voidRules: all.flatMap(({ voidRules = [] }) => voidRules),
    commands: [
      ...all.flatMap(({ commands = [] }) => commands),
      ...ofFamily(happening),
      ...autoStep(happening),
    ],
    posts: unique(
      all.flatMap(({ posts = [] }) => posts),
      ({ to, id }) => `${to}:${id}`,
    ),
    stages: stagesOf(happening),
    group: groupOf(happening),
    conversation: conversationMoved(happening),
    asks: checksAsked(happening),
  };
}

/** A step that was undone brings nobody anywhere. */
function stagesOf({ before, after, events, facts }: Happening) {
  const undone = events.some(({ type }) => type === 'actUndone');
  return undone || before?.visit === after.visit ? [] : stageEntered(after, facts);
}

function reaction(event: TicketEvent, happening: Happening): Reaction {
  switch (event.type) {
    case 'ticketOpened':
      return onOpened(event, happening);
    case 'ticketMoved':
      return onMoved(event, happening);
    case 'ticketAssigned':
      return onAssigned(event, happening);
    case 'transitionProposed':
      return onProposed(event, happening);
    case 'stepAgreed':
      return onAgreed(event, happening);
    case 'approvalStranded':
      return onStranded(event, happening);
    case 'approvalOverdue':
      return onOverdue(event, happening);
    case 'proposalDropped':
      return onDropped(event, happening);
    case 'replied':
      return onReplied(event, happening);
    case 'conversationGiven':
      return onConversationGiven(event, happening);
    case 'conversationReturned':
      return onConversationReturned(event, happening);
    case 'conversationKept':
      return onConversationKept(event, happening);
    case 'ticketUnassigned':
      return onUnassigned(event, happening);
    case 'priorityChanged':
      return onPriority(event, happening);
    case 'limitWarned':
      return event.target === undefined
        ? onLimit('limit_warned', 'warning', happening)
        : { notices: onTarget(event.target, 'target_warned', happening) };
    case 'limitExtended':
      return onExtended(event, happening);
    case 'extensionAsked':
      return onExtensionAsked(event, happening);
    case 'extensionDropped':
      return onExtensionDropped(event, happening);
    case 'limitPassed':
      return event.target === undefined
        ? withApology(onLimit('limit_passed', 'bad', happening), happening)
        : { notices: onTarget(event.target, 'target_passed', happening) };
    case 'escalated':
      return onEscalated(event, happening);
    case 'escalationAnnounced':
      return onAnnounced(event, happening);
    case 'acknowledged':
      return onAcknowledged(event, happening);
    case 'acknowledgementLapsed':
      return onLapsed(event, happening);
    case 'reminded':
      return onReminded(event, happening);
    case 'datesMoved': {
      const { rules, timers } = timersOfDates(Object.keys(event.dates), happening.after, happening.facts);
      return { voidRules: rules, timers };
    }
    case 'deadlinesRecounted':
      return onRecounted(event, happening);
    case 'ticketHeld':
      return onHeld(event, happening);
    case 'ticketResumed':
      return onResumed(event, happening);
    case 'nudged':
      return onNudged(event, happening);
    case 'ticketLinked':
    case 'ticketUnlinked':
      return onLinked(event, happening);
    case 'ticketMerged':
      return onMerged(event, happening);
    case 'openedTicketMoved':
      return onOpenedMoved(event, happening);
    case 'ticketCalledOff':
      return onCalledOff(event, happening);
    case 'partSplit':
      return onSplit(event, happening);
    case 'actUndone':
      return onUndone(event, happening);
    case 'watcherAdded':
      return onWatcherAdded(event, happening);
    case 'rated':
      return onRated(event, happening);
    case 'recommendationAsked':
      return onRecommendationAsked(happening);
    case 'fieldsFilled':
      return onFilled(event, happening);
    case 'targetsSet':
      return {};
    case 'itemTicked':
      return onTicked(event);
    case 'checkFailed':
      return onCheckFailed(event, happening);
    case 'partSet':
    case 'partRemoved':
    case 'partDone':
    case 'partReminded':
    case 'effortLogged':
    case 'effortWithdrawn':
    case 'watcherRemoved':
    case 'itemUnticked':
    case 'requesterChanged':
    case 'orderPaid':
    case 'noteAdded':
    case 'recommended':
      return {};
    default: {
      const unknown: never = event;
      throw new Error(`expected a known event, got ${JSON.stringify(unknown)}`);
    }
  }
}

function onOpened(event: Extract<TicketEvent, { type: 'ticketOpened' }>, happening: Happening): Reaction {
  const { after, facts } = happening;
  const enter = facts.sop.states[after.state]?.enter ?? [];
  const tells = enter.filter((tell) => !tell.once || event.told.includes(tell.say));
  const one = event.batch === undefined;
  // Of a thousand tickets the team hears once, from the routine; each customer hears of their own.
  const told = one ? tells : tells.filter(({ tell }) => tell === 'requester');
  const stands = standing(after, facts);
  const opened = { ticket: after.id, kind: 'opened', stands, ...waitOf(event) } as const;
  return {
    notices: [
      // Whoever did not ask for it themselves hears who did.
      ...(memberNamed(event.by) === null
        ? []
        : notice('opened_for', recipients('requester', after, facts), after, facts, {
            audience: 'requester',
            extra: { by: { person: event.by } },
          })),
      ...told.flatMap((tell) => said(tell, after, facts, 'info', 'step')),
      ...onRoutedToNobody(event, happening),
    ],
    timers: timersOfStay(after, facts),
    posts: [...(one ? teamGroup(after.queue, facts) : []), ...recipients('requester', after, facts)],
    // Where it comes from says so too.
    commands: event.parent === null ? [] : [relate(event.parent, opened)],
  };
}

/** Whoever has it hears of it; against the matrix the whole team does. The limit of the step is set anew. */
function onPriority(
  { from, to, reason, by }: Extract<TicketEvent, { type: 'priorityChanged' }>,
  { before, after, facts }: Happening,
): Reaction {
  const told = unique(
    [...holder(after, facts), ...(reason === null ? [] : teamGroup(after.queue, facts))],
    ({ to: kind, id }: NoticeTo) => `${kind}:${id}`,
  ).filter(({ to: kind, id }) => kind !== 'member' || by !== `member:${id}`);
  const extra = { from, to, by: { person: by }, reason: reason ?? '' };
  const key = reason === null ? 'priority_changed' : 'priority_overridden';
  // While it is held its clocks stand still: they are set when it goes on.
  const same = after.hold !== null || after.limit?.dueAt === before?.limit?.dueAt;
  const limit = same ? [] : ['warn', 'limit'];
  return {
    notices: notice(key, told, after, facts, { audience: 'assignee', extra }),
    voidRules: limit,
    timers: timersOfStay(after, facts).filter(({ rule }) => limit.includes(rule)),
  };
}

/** Nobody is told: every card of the ticket shows the new deadline, and 为什么 says why. */
function onRecounted(
  event: Extract<TicketEvent, { type: 'deadlinesRecounted' }>,
  { before, after, facts }: Happening,
): Reaction {
  const { rules, timers } = setAnew(
    !sameLimit(before?.limit ?? null, after.limit),
    event.rules,
    after,
    facts,
  );
  return { voidRules: rules, timers };
}

/** A requester hears that it takes longer where the SOP has a word for it, while the ticket still waits for us. */
function withApology(reaction: Reaction, { after, events, facts }: Happening): Reaction {
  const state = facts.sop.states[after.state];
  const say = state?.owner === 'requester' ? undefined : state?.limit?.sorry;
  if (say === undefined || events.some(({ type }) => type === 'ticketMoved')) return reaction;
  const sorry = said({ tell: 'requester', say }, after, facts, 'warning', 'timer');
  return { ...reaction, notices: [...(reaction.notices ?? []), ...sorry] };
}

/** The requester is never nagged by a limit: it is ours to keep. The lead hears only that it was not kept. */
function onLimit(
  key: 'limit_warned' | 'limit_passed',
  tone: Notice['tone'],
  { after, events, facts }: Happening,
): Reaction {
  // A ladder tells by itself.
  if (ladderOf(after, 'limit', facts)) return { voidRules: key === 'limit_passed' ? ['warn'] : [] };
  // Passed in the very step that left the state: there is nothing left to hurry.
  if (events.some(({ type }) => type === 'ticketMoved')) return {};
  const passed = key === 'limit_passed';
  const leads = passed ? recipients('lead', after, facts) : [];
  const to = unique([...holder(after, facts), ...leads], ({ to: kind, id }: NoticeTo) => `${kind}:${id}`);
  const extra = after.limit ? { due: { at: after.limit.dueAt } } : {};
  return {
    notices: notice(key, to, after, facts, { audience: 'assignee', tone, extra }),
    voidRules: passed ? ['warn'] : [],
  };
}

/** A new stay sets its own timers; within the old one those are set anew that rest on a date which was filled in. */
function onFilled(
  event: Extract<TicketEvent, { type: 'fieldsFilled' }>,
  { before, after, facts }: Happening,
): Reaction {
  if (before?.visit !== after.visit) return {};
  const { rules, timers } = timersOfFields(Object.keys(event.fields), after, facts);
  return { voidRules: rules, timers };
}

function onReminded(
  { rule: key, occurrence }: Extract<TicketEvent, { type: 'reminded' }>,
  { before, after, events, facts }: Happening,
): Reaction {
  const rule = facts.sop.timers[key];
  if (!rule) return {};
  const ticket = before ?? after;
  const { link } = rule;
  const tell =
    rule.tell && rule.say
      ? { tell: rule.tell, say: rule.say, ...(link === undefined ? {} : { link }) }
      : null;
  const moved = events.some(({ type }) => type === 'ticketMoved');
  const next = moved ? null : nextOccurrence(rule, occurrence, after, facts);
  const transition = rule.then === null ? undefined : facts.sop.transitions[rule.then];
  const stuck = transition !== undefined && !moved;
  return {
    notices: [
      ...(tell ? said(tell, ticket, facts, 'warning', 'timer') : []),
      ...(stuck
        ? notice('timer_stuck', recipients('lead', after, facts), after, facts, {
            audience: 'lead',
            tone: 'warning',
            extra: { step: { text: transition.label } },
          })
        : []),
    ],
    timers: next ? [next] : [],
  };
}

function unique<T>(all: readonly T[], mark: (one: T) => string): readonly T[] {
  return [...new Map(all.map((one) => [mark(one), one])).values()];
}
