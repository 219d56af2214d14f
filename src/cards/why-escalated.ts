/** 为什么: whom a ladder has told and will tell, by which rung, and why they of all people; or that it has stopped. */
import { workingBetween } from '../calendar/business-hours.js';
import type { Block } from '../platform/card.js';
import { nextRung, toldParam } from '../tickets/escalation-said.js';
import type { Facts } from '../tickets/facts.js';
import { type Climbing, climbing, idleAt } from '../tickets/ladder.js';
import type { Ticket } from '../tickets/ticket.js';
import type { Wording } from './wording.js';

export function whyEscalated(ticket: Ticket, facts: Facts, wording: Wording): readonly Block[] {
  return climbing(ticket, facts).flatMap((one): readonly Block[] => {
    const lines = [...before(one, facts, wording), ...ahead(one, ticket, facts, wording)];
    return lines.length === 0 ? [] : [{ kind: 'text', text: lines.join('\n') }];
  });
}

function before({ ladder, climb }: Climbing, facts: Facts, wording: Wording): readonly string[] {
  if (climb.rung === 0) return [];
  const people = climb.told.map((one) => toldParam(one, facts));
  return [wording.t('why.escalated', { ladder: { text: ladder.name }, rung: climb.rung, people })];
}

function ahead(one: Climbing, ticket: Ticket, facts: Facts, wording: Wording): readonly string[] {
  const { acknowledged } = one.climb;
  const idle = idleAt(one);
  if (acknowledged && idle !== null) {
    const { by, at } = acknowledged;
    const words = { by: { person: `member:${by}` }, at: { at }, idle: { at: idle } };
    return [wording.t('why.escalation_stopped', words)];
  }
  const next = nextRung(one, ticket, facts);
  if (next === null) return [];
  const people = next.told.map((each) => toldParam(each, facts));
  const head = { at: { at: next.at }, ladder: { text: one.ladder.name }, rung: next.rung, people };
  return [wording.t('why.escalation', head), wording.t('why.escalation_sum', sumOf(one, next.at, wording))];
}

/** By how much the rung is before the due instant, or after it, in the clock's own time. */
function sumOf({ clock }: Climbing, at: number, wording: Wording) {
  const ms = workingBetween(clock.calendar, clock.dueAt, at);
  const time = wording.duration(Math.abs(ms), clock.kind);
  const side = ms < 0 ? 'before' : ms > 0 ? 'after' : 'at';
  return { due: { at: clock.dueAt }, rule: { message: `why.escalation_${side}`, params: { time } } };
}
