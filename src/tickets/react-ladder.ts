/** What follows on a ladder: its rungs tell whom they are for, the handler hears of what comes, and it stops and goes on. */
import { memberNamed } from '../people/actor.js';
import { duration } from '../sop/difference/said.js';
import type { Told } from './climb.js';
import { asParam, clockParam, nextParam } from './escalation-said.js';
import type { TicketEvent } from './events.js';
import type { Happening, Reaction } from './happening.js';
import { climbOf } from './ladder.js';
import { ladderRules, ladderTimers } from './ladder-timers.js';
import { notice } from './notices.js';
import type { Notice } from './reactions.js';
import { inCharge } from './recipients.js';

type Of<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>;

/** Each hears why they of all people. Once it is late nobody's quiet hours hold it. */
export function onEscalated({ clock, rungs, told }: Of<'escalated'>, { after, facts }: Happening): Reaction {
  const climbing = climbOf(after, clock, facts);
  if (!climbing) return {};
  const { ladder } = climbing;
  const { dueAt } = climbing.clock;
  const late = facts.now >= dueAt;
  const extra = {
    clock: clockParam(clock, after, facts),
    due: { at: dueAt },
    ladder: { text: ladder.name },
    rung: rungs.at(-1) ?? 1,
    next: nextParam(climbing, after, facts),
  };
  const notices = told.flatMap((one): readonly Notice[] =>
    notice(late ? 'escalated' : 'escalated_early', [one.to], after, facts, {
      ...{
        audience: audienceOf(one),
        tone: late ? 'bad' : 'warning',
        actions: ['claim', 'acknowledge', 'extend'],
      },
      ...{ extra: { ...extra, as: asParam(one) }, via: one.via, late },
    }),
  );
  return { notices };
}

const audienceOf = ({ as }: Told): Notice['audience'] =>
  as === 'assignee' ? 'assignee' : as === 'queue' ? 'queue' : 'lead';

/** Nobody's boss hears of it before they had their say. */
export function onAnnounced({ clock }: Of<'escalationAnnounced'>, { after, facts }: Happening): Reaction {
  const climbing = climbOf(after, clock, facts);
  if (!climbing) return {};
  return {
    notices: notice('escalation_ahead', inCharge(after, facts), after, facts, {
      ...{ audience: 'assignee', tone: 'warning', actions: ['claim', 'acknowledge', 'extend'] },
      extra: { clock: clockParam(clock, after, facts), next: nextParam(climbing, after, facts) },
    }),
  };
}

/** Whoever was told hears that it is in hand. */
export function onAcknowledged({ by, positions }: Of<'acknowledged'>, { after, facts }: Happening): Reaction {
  const told = Object.keys(positions).flatMap((name) => climbOf(after, name, facts)?.climb.told ?? []);
  const to = told
    .map((one) => one.to)
    .filter(({ to: kind, id }) => kind === 'team' || id !== memberNamed(by));
  const extra = { by: { person: by } };
  return { notices: notice('acknowledged', to, after, facts, { audience: 'lead', tone: 'good', extra }) };
}

export function onLapsed({ clock }: Of<'acknowledgementLapsed'>, { after, facts }: Happening): Reaction {
  const climbing = climbOf(after, clock, facts);
  if (!climbing) return {};
  const { ladder } = climbing;
  return {
    notices: notice('acknowledgement_lapsed', inCharge(after, facts), after, facts, {
      ...{ audience: 'assignee', tone: 'warning', actions: ['acknowledge'] },
      extra: { idle: duration(ladder.idle), next: nextParam(climbing, after, facts) },
    }),
  };
}

/** What the next timer rests on has changed within the stay: how far it is, an acknowledgement, the clock, or which ladder it is. */
export function ladderFollows({ before, after, events, facts }: Happening): Reaction {
  if (before === null || before.visit !== after.visit) return {};
  // Held and gone on, all clocks of the stay are set anew.
  const whole: readonly TicketEvent['type'][] = ['ticketHeld', 'ticketResumed'];
  if (after.hold || events.some(({ type }) => whole.includes(type))) return {};
  const same =
    before.climbs === after.climbs &&
    before.priority === after.priority &&
    before.targets === after.targets &&
    before.limit?.dueAt === after.limit?.dueAt;
  return same ? {} : { voidRules: ladderRules(facts), timers: ladderTimers(after, facts) };
}
