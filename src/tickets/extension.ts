/** 延期: more time for what runs out. A little an assignee takes on their own; beyond the bound of the rule a lead has to agree. */
import { addWorking } from '../calendar/business-hours.js';
import { type Duration, durationMs, parseDuration } from '../calendar/duration.js';
import { actorName } from '../people/actor.js';
import { type ClockName, type ExtensionBound, extensionsOf, TARGETS, type TargetName } from '../sop/sla.js';
import { gotOf } from './answers/said.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import { type Refusal, refuse } from './refusal.js';
import { type RunningClock, runningClocks } from './running-clock.js';
import { spanLetters } from './span-said.js';
import type { AskedExtension, RunningLimit, Ticket } from './ticket.js';

/** '30m', '2h', and as people say it: '30 分钟', '1 小时', '半小时', '1 hour'. */
export function readSpan(said: string): Duration | Refusal {
  const parsed = parseDuration(spanLetters(said));
  if ('error' in parsed || (parsed.days === 0 && parsed.ms < 60_000))
    return refuse('wrong_span', { got: gotOf(said) });
  return parsed;
}

/** What can still be extended: what has passed is late, whatever is added to it. */
export function extensible(ticket: Ticket, facts: Facts): readonly RunningClock[] {
  return runningClocks(ticket, facts)
    .filter(({ dueAt, lateAt }) => lateAt === null && dueAt > facts.now)
    .toSorted((a, b) => a.dueAt - b.dueAt);
}

/** The bound of the rule a ticket is under, else that of the house. */
function boundOf({ targets }: Ticket, { sla = [], extensions }: Facts): ExtensionBound {
  const rule = sla.find(({ key }) => targets.some((target) => target.rule === key));
  return rule?.extensions ?? extensions ?? extensionsOf(undefined);
}

/** What somebody may still take on their own, in the life of the ticket. */
export function allowance(
  ticket: Ticket,
  { calendar }: RunningClock,
  facts: Facts,
): { readonly times: number; readonly ms: number } {
  const { times, total } = boundOf(ticket, facts);
  const given = ticket.extensions.reduce((sum, extension) => sum + extension.ms, 0);
  return {
    times: Math.max(0, times - ticket.extensions.length),
    ms: Math.max(0, durationMs(calendar, total) - given),
  };
}

/** What was asked for, as long as it can still be granted. */
export function pendingExtension(ticket: Ticket, facts: Facts): AskedExtension | null {
  const { extensionAsked: asked } = ticket;
  return asked && extensible(ticket, facts).some(({ name }) => name === asked.of) ? asked : null;
}

/** The clock as it runs with so much more. A warning that is still ahead is given again. */
function longer<Clock extends RunningLimit>(
  limit: Clock,
  { calendar }: RunningClock,
  ms: number,
  now: number,
) {
  const later = (at: number) => addWorking(calendar, at, ms);
  const warnAt = limit.warnAt === null ? null : later(limit.warnAt);
  return {
    ...limit,
    ...{ dueAt: later(limit.dueAt), warnAt, extendedMs: (limit.extendedMs ?? 0) + ms },
    warnedAt: warnAt !== null && warnAt > now ? null : limit.warnedAt,
  };
}

export function extended(
  ticket: Ticket,
  clock: RunningClock,
  { ms, reason, by }: Pick<AskedExtension, 'ms' | 'reason' | 'by'>,
  facts: Facts,
): readonly TicketEvent[] {
  const { now, actor } = facts;
  const happened = { at: now, by: actorName(actor) };
  const more = { ...happened, type: 'limitExtended', of: clock.name, ms, reason, askedBy: by } as const;
  const target = targetOf(clock.name);
  if (target === null) return [{ ...more, limit: ticket.limit && longer(ticket.limit, clock, ms, now) }];
  const targets = ticket.targets
    .filter(({ name }) => name === target)
    .map((one) => ({ ...longer(one, clock, ms, now), round: one.round + 1 }));
  return [
    { ...happened, type: 'targetsSet', targets },
    { ...more, limit: ticket.limit },
  ];
}

function targetOf(name: ClockName): TargetName | null {
  return TARGETS.find((target) => target === name) ?? null;
}
