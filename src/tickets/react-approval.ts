/** What follows when a step is proposed, agreed to, declined, or waits too long. */
import { memberNamed } from '../people/actor.js';
import { teamOf } from '../people/staff.js';
import { roleOf } from '../sop/approval.js';
import type { Transition } from '../sop/sop.js';
import { askedOf, awaited, countOf, stillAsked } from './approval.js';
import { APPROVAL_RULES, timersOfApproval } from './approval-timers.js';
import { askedNow, askedNowListed, voiceParam } from './approvers-said.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import type { Happening, Reaction } from './happening.js';
import { listed, valueParam } from './labels.js';
import { lateReasonParam } from './late-reason.js';
import { notice } from './notices.js';
import type { Notice, NoticeTo } from './reactions.js';
import { others, recipients, teamGroup } from './recipients.js';
import { crossingParams, toApprove } from './red-line.js';
import type { Ticket } from './ticket.js';
import { stepLabel } from './transitions.js';

type Of<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>;

const ANSWERS = ['confirm', 'decline'];

/** Whoever may agree sees what is proposed, and is waited for from now on. */
export function onProposed(event: Of<'transitionProposed'>, { after, facts }: Happening): Reaction {
  const transition = facts.sop.transitions[event.transition];
  if (!transition) return {};
  return {
    notices: notice('proposed', whoAnswers(after, facts), after, facts, {
      audience: 'queue',
      actions: ANSWERS,
      extra: {
        step: stepLabel(transition),
        maker: { person: event.by },
        checkers: askedNow(after, facts),
        given: listed(givenWith(event, transition, after, facts)),
      },
    }),
    timers: after.hold ? [] : timersOfApproval(after, facts.now),
  };
}

/** What was given with it, as far as it is not personal. */
function givenWith(event: Of<'transitionProposed'>, transition: Transition, after: Ticket, facts: Facts) {
  const given = transition.input.flatMap((field) => {
    const value = event.input[field.key];
    return value === undefined || field.personal
      ? []
      : {
          message: 'notice.input',
          params: { label: { text: field.label }, value: valueParam(field, value) },
        };
  });
  const below = toApprove(transition, after.fields, facts.sop).map((crossing) => ({
    message: 'notice.red_line',
    params: crossingParams(crossing),
  }));
  const reason = lateReasonParam(event.lateReason, facts);
  const late = event.lateReason === null ? [] : [{ message: 'notice.late_reason', params: { reason } }];
  return [...given, ...below, ...late];
}

/** The others hear that theirs is still wanted. */
export function onAgreed(event: Of<'stepAgreed'>, { after, facts }: Happening): Reaction {
  const transition = facts.sop.transitions[event.transition];
  const asked = askedOf(after, facts);
  if (!transition || !asked) return {};
  const by = memberNamed(event.by) ?? event.by;
  const voice = event.standsFor === undefined ? { by } : { by, standsFor: event.standsFor };
  return {
    notices: notice('agreed', others(whoAnswers(after, facts), event.by), after, facts, {
      audience: 'queue',
      actions: ANSWERS,
      extra: {
        ...{ step: stepLabel(transition), by: voiceParam(voice), ...countOf(asked, facts) },
        checkers: askedNowListed(after, facts),
      },
    }),
  };
}

/** Whom they answer to hears that somebody is waited for; where there is nobody, or nobody can agree at all, the lead. */
export function onOverdue(event: Of<'approvalOverdue'>, { after, facts }: Happening): Reaction {
  const { proposal } = after;
  const transition = facts.sop.transitions[event.transition];
  const asked = askedOf(after, facts);
  if (!proposal || !transition || !asked) return {};
  const team = teamOf(facts.directory, after.queue);
  const leaders = awaited(asked, facts).flatMap(({ leader }) => {
    const member = leader === null ? undefined : facts.directory.members.get(leader);
    // Two teams' data never mix.
    const serves = member?.active && team !== null && member.teams.includes(team.id);
    return serves && member.id !== proposal.by ? [{ to: 'member', id: member.id } as const] : [];
  });
  const stuck = stillAsked(asked, facts).length === 0;
  const told = stuck || leaders.length === 0 ? recipients('lead', after, facts) : leaders;
  return { notices: waiting(stuck ? 'approval_stuck' : 'approval_overdue', told, after, facts) };
}

/** Nobody is there any more who could agree: the lead arranges for somebody. */
export function onStranded(_event: Of<'approvalStranded'>, { after, facts }: Happening): Reaction {
  return { notices: waiting('approval_stuck', recipients('lead', after, facts), after, facts) };
}

function waiting(
  key: 'approval_stuck' | 'approval_overdue',
  to: readonly NoticeTo[],
  after: Ticket,
  facts: Facts,
): readonly Notice[] {
  const { proposal } = after;
  const transition = proposal && facts.sop.transitions[proposal.transition];
  if (!proposal || !transition) return [];
  return notice(key, to, after, facts, {
    ...{ audience: 'lead', tone: 'warning' },
    extra: {
      step: stepLabel(transition),
      maker: { person: `member:${proposal.by}` },
      ...{ checkers: askedNowListed(after, facts), at: { at: proposal.at } },
    },
  });
}

/** Declined: the maker hears why. Taken back: nobody need look any more. Lapsed: everybody hears that it counts no more. */
export function onDropped(
  event: Of<'proposalDropped'>,
  { before, after, events, facts }: Happening,
): Reaction {
  const maker = before?.proposal?.by;
  const transition = facts.sop.transitions[event.transition];
  if (maker === undefined || !transition) return {};
  const withdrawn = memberNamed(event.by) === maker;
  const lapsed = event.by === 'system';
  const back = events.some(({ type }) => type === 'ticketMoved');
  const proposer: readonly NoticeTo[] = [{ to: 'member', id: maker }];
  const key = withdrawn
    ? 'proposal_withdrawn'
    : lapsed
      ? 'proposal_lapsed'
      : back
        ? 'proposal_rejected'
        : 'proposal_declined';
  const team = teamGroup(after.queue, facts);
  return {
    notices: notice(key, withdrawn ? team : lapsed ? [...proposer, ...team] : proposer, after, facts, {
      audience: withdrawn ? 'queue' : 'actor',
      tone: withdrawn ? 'neutral' : 'warning',
      extra: {
        step: { text: transition.label },
        by: { person: event.by },
        reason: event.reason ?? { message: 'word.not_given' },
      },
    }),
    voidRules: back ? [] : APPROVAL_RULES,
  };
}

/** The team's group, and each of those who are named: theirs is not the group's to do. */
function whoAnswers(after: Ticket, facts: Facts): readonly NoticeTo[] {
  const asked = askedOf(after, facts);
  const named = asked?.approval.by.some((who) => roleOf(who) === null);
  const each =
    asked && named ? stillAsked(asked, facts).map(({ by: id }) => ({ to: 'member', id }) as const) : [];
  return [...teamGroup(after.queue, facts), ...each];
}
