/** 为什么不能: what a step demands, point by point, with who holds what is missing. */
import { addDuration } from '../calendar/duration.js';
import type { Guard, Responsible, Transition } from '../sop/sop.js';
import { askedOf, countOf, stillAsked } from './approval.js';
import { voiceParam } from './approvers-said.js';
import { tickOf } from './checklist.js';
import { childHolder, childParam, childrenMissing, childrenOf } from './children.js';
import { divisionPoints } from './division.js';
import type { Facts } from './facts.js';
import { holdersOf, roleHolders } from './holders.js';
import { isBlank } from './input.js';
import { lateReasonDemanded } from './late-reason.js';
import type { Point } from './point.js';
import type { Param, Refusal } from './refusal.js';
import { askedWhenTaken, blocked } from './step.js';
import type { Agreement, Ticket } from './ticket.js';

export interface WhyStep {
  readonly step: Transition;
  /** Why this reader cannot take it now; null: they can. */
  readonly refusal: Refusal | null;
  /** Whoever may take it. */
  readonly by: readonly Param[];
  readonly points: readonly Point[];
  /** Who else has to agree; null: one hand is enough. */
  readonly approval: WhyApproval | null;
  /** The step is late, and this reader would be asked why. */
  readonly lateReason: boolean;
}

export interface WhyApproval {
  /** So many, those who have agreed included. */
  readonly of: number;
  readonly inTurn: boolean;
  /** Who could say it now. */
  readonly asked: readonly Param[];
  /** Who has said it. */
  readonly agreed: readonly Agreement[];
}

export function whyStep(ticket: Ticket, step: Transition, facts: Facts): WhyStep {
  return {
    step,
    refusal: blocked(ticket, step, facts),
    by: holdersOf(step.by.filter(isSomebody), ticket, facts),
    points: pointsOf(step.when, ticket, facts),
    approval: whyApproval(ticket, step, facts),
    lateReason: lateReasonDemanded(ticket, facts),
  };
}

/** How we check each other is our own affair. */
function whyApproval(ticket: Ticket, step: Transition, facts: Facts): WhyApproval | null {
  if (facts.actor.kind !== 'member') return null;
  const pending = ticket.proposal?.transition === step.key ? askedOf(ticket, facts) : null;
  const asked = pending ?? askedWhenTaken(ticket, step, ticket.fields, facts);
  if (asked === null) return null;
  const { agreed } = asked;
  const { inTurn } = asked.approval;
  return { of: countOf(asked, facts).of, inTurn, agreed, asked: stillAsked(asked, facts).map(voiceParam) };
}

/** Each condition, taken apart. Points to confirm are our own affair: a requester is not told of them. */
export function pointsOf(guards: readonly Guard[], ticket: Ticket, facts: Facts): readonly Point[] {
  return guards.flatMap((guard) => pointsOfOne(guard, ticket, facts));
}

function pointsOfOne(guard: Guard, ticket: Ticket, facts: Facts): readonly Point[] {
  const { sop, actor, now, always } = facts;
  switch (guard.guard) {
    case 'has':
      return guard.fields.map((key) => ({
        met: !isBlank(ticket.fields[key]),
        what: { text: sop.fields[key]?.label ?? { 'zh-CN': key, en: key } },
        holder: holdersOf(['requester', 'agent'], ticket, facts),
      }));
    case 'checklist_done':
      if (actor.kind === 'requester') return [];
      return (sop.states[ticket.state]?.checklist ?? []).map(({ key, label }) => ({
        met: tickOf(ticket, key) !== undefined,
        what: { text: label },
        holder: roleHolders(['agent'], ticket.queue, facts),
      }));
    case 'children_done': {
      const missing = childrenMissing(ticket, sop);
      return childrenOf(ticket, sop).map((child) => ({
        met: !missing.some((one) => one.ticket === child.ticket),
        what: childParam(child),
        holder: childHolder(child, facts),
      }));
    }
    case 'division':
      return divisionPoints(ticket, guard.must, facts);
    case 'within': {
      const until = addDuration(always, ticket.enteredAt, guard.duration);
      const what = { message: 'why.until', params: { until: { at: until } } };
      return [{ met: now <= until, what, holder: [] }];
    }
  }
}

/** The house itself takes its steps when it is time: nobody has to be asked for them. */
function isSomebody(who: Responsible): boolean {
  return who !== 'system';
}
