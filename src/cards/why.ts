/** 为什么: the rule behind a deadline with its sum, and of every step what it demands and who holds what is missing. */
import type { Block, Card } from '../platform/card.js';
import { around, duration } from '../sop/difference/said.js';
import { transitionsFrom } from '../sop/machine.js';
import type { ClockKind, TimerRule } from '../sop/sop.js';
import { available } from '../tickets/available.js';
import type { Facts } from '../tickets/facts.js';
import { holdersOf } from '../tickets/holders.js';
import { listed, stateLabel } from '../tickets/labels.js';
import { clockOf, isLate } from '../tickets/limit.js';
import type { Point } from '../tickets/point.js';
import type { TimerSet } from '../tickets/reactions.js';
import type { Param } from '../tickets/refusal.js';
import type { Routed } from '../tickets/routing.js';
import { assigneeParam } from '../tickets/say-params.js';
import type { Ticket } from '../tickets/ticket.js';
import { readerOf } from '../tickets/transitions.js';
import { whyDue, whyTimer } from '../tickets/why.js';
import { pointsOf, type WhyStep, whyStep } from '../tickets/why-step.js';
import { whyApprovalLines as approvalLines } from './approval.js';
import { routedText } from './routed.js';
import { unpublished } from './unpublished.js';
import { whyEscalated } from './why-escalated.js';
import { whyExtensionBlocks, whyTargetBlocks } from './why-targets.js';
import type { Wording } from './wording.js';
import { sumLine, sumTable } from './working-sum.js';

export interface WhyFacts {
  readonly ticket: Ticket;
  /** With the reader as actor. */
  readonly facts: Facts;
  /** What waits to happen by itself; none for a requester. */
  readonly timers: readonly Pick<TimerSet, 'rule' | 'dueAt' | 'date'>[];
  /** How new holidays moved the limit of this step. */
  readonly recounted: readonly { readonly at: number; readonly was: number; readonly due: number }[];
  /** The rule it is here by; none for a requester. */
  readonly routed?: Routed | null;
}

export function whyCard({ ticket, facts, timers, recounted, routed }: WhyFacts, wording: Wording): Card {
  const { sop } = facts;
  const reader = readerOf(facts);
  const steps = transitionsFrom(sop, ticket.state)
    .filter(({ by }) =>
      reader === 'requester' ? by.includes('requester') : by.some((who) => who !== 'system'),
    )
    .map((step) => whyStep(ticket, step, facts));
  return {
    title: wording.t('why.title', { id: ticket.id, title: ticket.title }),
    tone: 'info',
    tag: wording.param(stateLabel(sop, ticket.state, reader)),
    blocks: [
      { kind: 'text', text: waitsFor(ticket, facts, wording) },
      ...(routed ? [{ kind: 'text' as const, text: routedText(routed, wording) }] : []),
      ...deadline(ticket, facts, wording),
      ...whyTargetBlocks(ticket, facts, wording),
      ...(reader === 'staff' ? whyExtensionBlocks(ticket, facts, wording) : []),
      ...recounted.map(
        ({ at, was, due }): Block => ({
          kind: 'text',
          text: wording.t('why.recounted', { at: { at }, was: { at: was }, due: { at: due } }),
        }),
      ),
      ...steps.map((step) => stepBlock(step, facts, wording)),
      ...refusedBesides(ticket, facts, wording),
      ...timerBlocks(ticket, facts, timers, wording),
      ...(reader === 'staff' ? whyEscalated(ticket, facts, wording) : []),
    ],
    buttons: [],
    ticketId: ticket.id,
  };
}

/** Whose turn it is. */
function waitsFor(ticket: Ticket, facts: Facts, wording: Wording): string {
  if (ticket.category === 'closed') return wording.t('why.over');
  const owner = facts.sop.states[ticket.state]?.owner;
  const who =
    owner === 'requester' ? listed(holdersOf(['requester'], ticket, facts)) : assigneeParam(ticket, facts);
  return wording.t('why.waits', { who });
}

/** Of a limit that has passed a requester hears nothing: being late is ours to mend. */
function deadline(ticket: Ticket, facts: Facts, wording: Wording): readonly Block[] {
  const why = whyDue(ticket, facts);
  const limit = facts.sop.states[ticket.state]?.limit;
  const late = isLate(ticket, facts.now);
  if (!why || !limit || (late && facts.actor.kind === 'requester')) return [];
  const left = wording.duration(why.leftMs, why.clock);
  const rule = wording.t('why.limit', {
    state: stateLabel(facts.sop, ticket.state, readerOf(facts)),
    ...{ time: duration(limit.byPriority?.[ticket.priority] ?? limit.within), clock: clockName(why.clock) },
    ...{ since: { at: why.from }, due: { at: why.to } },
  });
  const guessed = unpublished(clockOf(why.clock, facts), why.to, wording);
  return [
    { kind: 'text', text: rule },
    sumTable(why, wording),
    ...(guessed === null ? [] : [{ kind: 'text' as const, text: guessed, tone: 'warning' as const }]),
    ...(why.heldMs > 0
      ? [
          {
            kind: 'text' as const,
            text: wording.t('why.held', { time: wording.duration(why.heldMs, why.clock) }),
          },
        ]
      : []),
    {
      kind: 'text',
      text: wording.t(late ? 'why.late' : 'why.left', { time: left }),
      tone: late ? 'bad' : 'info',
    },
  ];
}

function stepBlock(why: WhyStep, facts: Facts, wording: Wording): Block {
  const { step, refusal, by, points, approval, lateReason } = why;
  const lines = [
    wording.t(refusal ? 'why.cannot' : 'why.can', {
      step: { text: step.label },
      state: stateLabel(facts.sop, step.to, readerOf(facts)),
    }),
    wording.t('why.by', { who: listed(by) }),
    ...pointLines(points, wording),
    ...(approval === null ? [] : approvalLines(approval, facts, wording)),
    ...(lateReason ? [wording.t('why.late_reason')] : []),
    ...(refusal ? [wording.refusal(refusal)] : []),
  ];
  return { kind: 'text', text: lines.join('\n'), tone: refusal ? 'warning' : 'good' };
}

function pointLines(points: readonly Point[], wording: Wording): readonly string[] {
  return points.map(({ met, what, holder }) => {
    if (met) return wording.t('why.met', { what });
    return holder.length > 0
      ? wording.t('why.missing', { what, holder: listed(holder) })
      : wording.t('why.unmet', { what });
  });
}

/** What is greyed on the card and is no step. */
function refusedBesides(ticket: Ticket, facts: Facts, wording: Wording): readonly Block[] {
  const lines = available(ticket, facts).flatMap(({ action, label, reason }) =>
    action === 'advance' || reason === null
      ? []
      : [wording.t('why.refused', { what: { text: label }, why: wording.refusal(reason) })],
  );
  return lines.length === 0 ? [] : [{ kind: 'text', text: [...new Set(lines)].join('\n'), tone: 'warning' }];
}

/** What happens by itself, when, and how that was counted. */
function timerBlocks(
  ticket: Ticket,
  facts: Facts,
  timers: WhyFacts['timers'],
  wording: Wording,
): readonly Block[] {
  const texts = timers.flatMap((timer) => {
    const why = whyTimer(timer, ticket, facts);
    if (!why) return [];
    const { rule, dueAt } = why;
    const head = rule
      ? wording.t('why.timer', { at: { at: dueAt }, what: doneBy(rule, facts), rule: startOf(rule, timer) })
      : wording.t('why.warning', { at: { at: dueAt } });
    const sum = wording.t('why.sum', { sum: sumLine(why, wording), clock: clockName(why.clock) });
    const guessed = unpublished(clockOf(why.clock, facts), dueAt, wording);
    return [
      [
        head,
        sum,
        ...(guessed === null ? [] : [guessed]),
        ...pointLines(pointsOf(rule?.when ?? [], ticket, facts), wording),
      ].join('\n'),
    ];
  });
  return texts.map((text): Block => ({ kind: 'text', text }));
}

function doneBy({ tell, then }: TimerRule, { sop }: Facts): Param {
  const step = then === null ? undefined : sop.transitions[then];
  return listed([
    ...(tell === null
      ? []
      : [{ message: 'why.tells', params: { who: { message: `difference.audience.${tell}` } } }]),
    ...(step ? [{ message: 'why.takes', params: { step: { text: step.label } } }] : []),
  ]);
}

/** '进入这一步 2 小时后', or '2026-12-05 · 09:00 · 3 天以前'. */
function startOf({ start }: TimerRule, { date = '' }: Pick<TimerSet, 'date'>): Param {
  if (start.from === 'entry') return { message: 'why.after_entry', params: { time: duration(start.after) } };
  return { message: 'why.around', params: { date: { date }, around: around(start.around) } };
}

const clockName = (clock: ClockKind): Param => ({ message: `difference.clock.${clock}` });
