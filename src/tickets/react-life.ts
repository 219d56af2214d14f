import { APPROVAL_RULES, timersOfApproval } from './approval-timers.js';
import { childrenMissing } from './children.js';
import type { Command } from './command.js';
import type { TicketEvent } from './events.js';
import type { Happening, Reaction } from './happening.js';
import { tellsOfMove } from './move.js';
import { notice } from './notices.js';
import { openLike } from './open-like.js';
import { linkOf } from './other.js';
import type { Notice } from './reactions.js';
import { holder, inCharge, others, recipients, teamGroup } from './recipients.js';
import { relate } from './related.js';
import type { Undoable } from './ticket.js';
import { clockRules, timerOfHold, timersOfClocks, timersOfStay } from './timers.js';
import { leadsBack } from './undoable.js';

type Of<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>;
type FollowUp = Omit<Command, 'cause'>;

/** The clocks stand still. Whoever it waits for hears so; whoever works on it as well, unless they did it. */
export function onHeld(
  { reason, until, awaits, by }: Of<'ticketHeld'>,
  { after, facts }: Happening,
): Reaction {
  const till = until === null ? { message: 'word.until_resumed' } : { at: until };
  const extra = { reason, by: { person: by }, until: till };
  const ours = others(inCharge(after, facts), by).filter(({ to }) => to === 'member');
  return {
    notices: [
      ...notice('held', ours, after, facts, { audience: 'assignee', tone: 'neutral', extra }),
      ...(awaits
        ? notice('held_for_you', recipients('requester', after, facts), after, facts, {
            ...{ audience: 'requester', tone: 'warning', extra, actions: ['reply'] },
          })
        : []),
    ],
    ...clocks({ after, facts }),
  };
}

/** They go on. An answer says by itself that it has come. */
export function onResumed({ by }: Of<'ticketResumed'>, { after, events, facts }: Happening): Reaction {
  const answered = events.some(({ type }) => type === 'replied');
  const to = answered ? [] : others(holder(after, facts), by);
  return {
    notices: notice('resumed', to, after, facts, { audience: 'assignee', extra: { by: { person: by } } }),
    ...clocks({ after, facts }),
  };
}

function clocks({ after, facts }: Pick<Happening, 'after' | 'facts'>): Reaction {
  return {
    voidRules: clockRules(after, facts),
    timers: after.hold ? timerOfHold(after) : timersOfClocks(after, facts),
  };
}

/** Whoever holds it is asked to hurry, the requester included. */
export function onNudged({ by }: Of<'nudged'>, { after, facts }: Happening): Reaction {
  const extra = { by: { person: by }, count: after.nudged?.count ?? 1 };
  const theirs = facts.sop.states[after.state]?.owner === 'requester';
  return {
    notices: theirs
      ? notice('nudge_requester', recipients('requester', after, facts), after, facts, {
          ...{ audience: 'requester', tone: 'warning', extra },
        })
      : notice('nudged', others(inCharge(after, facts), by), after, facts, {
          ...{ audience: 'assignee', tone: 'warning', extra },
        }),
  };
}

/** What a person linked is noted on the other ticket too. */
export function onLinked(event: Of<'ticketLinked' | 'ticketUnlinked'>, { after }: Happening): Reaction {
  if (event.by === 'system') return {};
  const gone = event.type === 'ticketUnlinked';
  return { commands: [relate(event.ticket, { ticket: after.id, kind: 'related', gone })] };
}

/** The duplicate's requester hears of the other one from now on. */
export function onMerged({ into }: Of<'ticketMerged'>, { before, after, facts }: Happening): Reaction {
  const { id: ticket, requesterId } = after;
  const ours = others(inCharge(after, facts), after.last?.by ?? '').filter(({ to }) => to === 'member');
  return {
    notices: [
      ...notice('merged_requester', recipients('requester', after, facts), after, facts, {
        ...{ audience: 'requester', extra: { into } },
      }),
      ...notice('merged', ours, after, facts, { audience: 'assignee', tone: 'neutral', extra: { into } }),
    ],
    voidVisits: before ? [before.visit] : [],
    timers: timersOfStay(after, facts),
    commands: [relate(into, { ticket, kind: 'duplicate', gone: false, requesterId })],
  };
}

/** Whoever waited for it hears when it is done, or goes on again, and whether they can go on. */
export function onOpenedMoved(
  { ticket: child, stands }: Of<'openedTicketMoved'>,
  { before, after, facts }: Happening,
): Reaction {
  const { over, title } = stands;
  const was = before ? (linkOf(before, child, 'opened')?.stands?.over ?? false) : false;
  const waits = linkOf(after, child, 'opened')?.wait !== undefined && after.category !== 'closed';
  if (!waits || was === over) return {};
  const left = childrenMissing(after, facts.sop).length;
  const key = over ? (left === 0 ? 'children_over' : 'child_over') : 'child_again';
  return {
    notices: notice(key, holder(after, facts), after, facts, {
      ...{ audience: 'assignee', tone: over ? 'good' : 'warning', extra: { child, what: title, left } },
    }),
  };
}

/** Its own clocks stop; whoever worked on it hears why. */
export function onCalledOff(
  { because }: Of<'ticketCalledOff'>,
  { before, after, facts }: Happening,
): Reaction {
  return {
    notices: notice('called_off', inCharge(before ?? after, facts), after, facts, {
      ...{ audience: 'assignee', tone: 'neutral', extra: { because } },
    }),
    voidVisits: before ? [before.visit] : [],
    timers: timersOfStay(after, facts),
  };
}

export function onSplit({ fields }: Of<'partSplit'>, { after }: Happening): Reaction {
  return { commands: [openLike(after, fields)] };
}

/** What the act had told is taken back, or was never said; what it had set is as it was. */
export function onUndone(event: Of<'actUndone'>, happening: Happening): Reaction {
  const { before, after, facts } = happening;
  const entry = before?.undoable.find(({ version }) => version === event.version);
  if (!before || !entry) return {};
  const back = leadsBack(entry);
  const held = Object.hasOwn(entry.before, 'hold');
  const proposed = Object.hasOwn(entry.before, 'proposal');
  const rehomed = before.queue !== after.queue;
  return {
    notices: takenBack(event, entry, happening),
    unsaid: [entry.version],
    commands: Object.entries(entry.before).flatMap(([part, was]) => unrelated(part, was !== null, happening)),
    posts: rehomed ? teamGroup(after.queue, facts) : [],
    ...(back
      ? {
          voidVisits: [before.visit],
          timers: after.hold ? timerOfHold(after) : timersOfStay(after, facts),
        }
      : held
        ? clocks(happening)
        : proposed
          ? { voidRules: APPROVAL_RULES, timers: after.hold ? [] : timersOfApproval(after, facts.now) }
          : {}),
  };
}

const TOLD = ['state', 'assigneeId', 'proposal', 'hold'];

function takenBack(
  { by, what, recalled }: Of<'actUndone'>,
  entry: Undoable,
  happening: Happening,
): readonly Notice[] {
  const { before, after, facts } = happening;
  if (!before || !TOLD.some((part) => Object.hasOwn(entry.before, part))) return [];
  const extra = { by: { person: by }, what: { message: `event.${what}` } };
  const group = Object.hasOwn(entry.before, 'proposal') ? teamGroup(after.queue, facts) : [];
  const ours = [...inCharge(before, facts), ...holder(after, facts), ...group];
  const requester = !recalled && toldRequester(entry, happening) ? recipients('requester', after, facts) : [];
  return [
    ...notice('undone', others(ours, by), after, facts, { audience: 'actor', tone: 'neutral', extra }),
    ...notice('undone_requester', requester, after, facts, { audience: 'requester', tone: 'neutral' }),
  ];
}

function toldRequester(entry: Undoable, { before, facts }: Happening): boolean {
  const { what, transition: key } = entry;
  if (what === 'ticketMerged') return true;
  if (what === 'ticketHeld') return before?.hold?.awaits === true;
  if (what === 'ticketAssigned') return entry.before.assigneeId === null;
  const transition = key === null ? undefined : facts.sop.transitions[key];
  if (!transition) return false;
  // Where it did not leave its state there is no other it came from.
  const from = typeof entry.before.state === 'string' ? entry.before.state : transition.to;
  return tellsOfMove(facts.sop, from, transition).some(({ tell }) => tell === 'requester');
}

/** The other end of a link that was made, or cut, by the act. */
function unrelated(part: string, was: boolean, { after }: Happening): readonly FollowUp[] {
  const [, id, kind] = /^links\.(\d+)\.(\w+)$/u.exec(part) ?? [];
  if (id === undefined) return [];
  const ticket = after.id;
  const gone = !was;
  return kind === 'merged_into'
    ? [relate(Number(id), { ticket, kind: 'duplicate', gone, requesterId: after.requesterId })]
    : [relate(Number(id), { ticket, kind: 'related', gone })];
}
