/** What runs out: the limit of a step and the targets of the SLA, each with what is left in the time it is counted in, or by how much it is late. */
import { type Calendar, workingBetween } from '../calendar/business-hours.js';
import type { Block, Tone } from '../platform/card.js';
import { TARGETS } from '../sop/sla.js';
import type { Facts } from '../tickets/facts.js';
import { clockOf, isLate } from '../tickets/limit.js';
import { isMissed, leftAt } from '../tickets/target.js';
import type { Target, Ticket } from '../tickets/ticket.js';
import { unpublished } from './unpublished.js';
import type { Wording } from './wording.js';

type Deadline = Extract<Block, { kind: 'deadline' }>;

export function deadlineBlocks(ticket: Ticket, facts: Facts, wording: Wording): readonly Block[] {
  const limit = limitBlock(ticket, facts, wording);
  const targets = TARGETS.flatMap((name) => {
    const target = ticket.targets.find((each) => each.name === name);
    return target === undefined || target.over !== null ? [] : [targetBlock(target, facts, wording)];
  });
  return limit === null ? targets : [limit, ...targets];
}

/** The most pressing of them. */
export function toneOfDeadlines(blocks: readonly Block[]): Tone | undefined {
  const tones = blocks.flatMap((block) => (block.kind === 'deadline' ? block.tone : []));
  return (['bad', 'warning', 'info'] as const).find((tone) => tones.includes(tone));
}

function limitBlock(ticket: Ticket, facts: Facts, wording: Wording): Deadline | null {
  const { limit, hold } = ticket;
  const late = isLate(ticket, wording.now);
  // A clock that stands still is not counted down.
  if (limit === null || (hold && !late)) return null;
  const kind = facts.sop.states[ticket.state]?.limit?.clock ?? 'business';
  const [from, to] = late ? [limit.dueAt, wording.now] : [wording.now, limit.dueAt];
  const calendar = clockOf(kind, facts);
  const time = wording.duration(workingBetween(calendar, from, to), kind);
  const said = { time, at: { at: limit.dueAt } };
  return {
    kind: 'deadline',
    label: wording.t('ticket.limit'),
    dueAt: limit.dueAt,
    text: withGuess(
      wording.t(late ? 'ticket.late' : 'ticket.left', said),
      calendar,
      limit.dueAt,
      late,
      wording,
    ),
    tone: late ? 'bad' : isSoon(limit, wording.now) ? 'warning' : 'info',
  };
}

function targetBlock(target: Target, facts: Facts, wording: Wording): Block {
  const { now } = wording;
  const { clock: kind, name, dueAt, stands } = target;
  const missed = isMissed(target, now);
  const calendar = clockOf(kind, facts);
  const leftMs = leftAt(target, calendar, now);
  const time = wording.t(`sla.clock.${kind}`, { time: wording.duration(leftMs, kind) });
  const label = wording.t(`target.${name}`);
  if (stands) {
    const text = wording.t(missed ? 'sla.paused_late' : 'sla.paused', { target: label, time });
    return { kind: 'text', text, tone: missed ? 'bad' : 'neutral' };
  }
  const said = { time, at: { at: dueAt } };
  return {
    ...{
      kind: 'deadline',
      label,
      dueAt,
      text: withGuess(wording.t(missed ? 'sla.late' : 'sla.left', said), calendar, dueAt, missed, wording),
    },
    tone: missed ? 'bad' : isSoon(target, now) ? 'warning' : 'info',
  };
}

/** A deadline beyond the published holidays is a guess, and says so. */
function withGuess(text: string, calendar: Calendar, dueAt: number, late: boolean, wording: Wording): string {
  const guessed = late ? null : unpublished(calendar, dueAt, wording);
  return guessed === null ? text : `${text}\n${guessed}`;
}

function isSoon({ warnAt, warnedAt }: Pick<Target, 'warnAt' | 'warnedAt'>, now: number): boolean {
  return warnedAt !== null || (warnAt !== null && now >= warnAt);
}
