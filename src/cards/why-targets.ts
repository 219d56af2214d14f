/** 为什么, of the targets of the SLA: the rule, what was used up before, the sum day by day, and whether the clock stands still. */
import type { Block } from '../platform/card.js';
import { duration } from '../sop/difference/said.js';
import { allowance, extensible } from '../tickets/extension.js';
import type { Facts } from '../tickets/facts.js';
import type { Ticket } from '../tickets/ticket.js';
import { type WhyTarget, whyTargets } from '../tickets/why.js';
import { extensionBlocks } from './extensions.js';
import type { Wording } from './wording.js';
import { sumTable } from './working-sum.js';

/** What we promise ourselves to keep is ours to explain to each other: a requester hears nothing of it. */
export function whyTargetBlocks(ticket: Ticket, facts: Facts, wording: Wording): readonly Block[] {
  if (facts.actor.kind === 'requester') return [];
  return whyTargets(ticket, facts).flatMap((why) => blocksOf(why, wording));
}

/** Who gave more time, and how much somebody may still take on their own. */
export function whyExtensionBlocks(ticket: Ticket, facts: Facts, wording: Wording): readonly Block[] {
  const [clock] = extensible(ticket, facts);
  if (!clock || (ticket.extensions.length === 0 && ticket.extensionAsked === null)) return [];
  const { times, ms } = allowance(ticket, clock, facts);
  const bound = wording.t('why.bound', { times, time: duration({ days: 0, ms }) });
  return [...extensionBlocks(ticket, facts, wording), { kind: 'text', text: bound, tone: 'neutral' }];
}

function blocksOf(why: WhyTarget, wording: Wording): readonly Block[] {
  const { target, missed, leftMs, clock, usedMs } = why;
  const { name, rule, allowedMs, stands, startedAt, dueAt } = target;
  const label = wording.t(`target.${name}`);
  const time = (ms: number) => wording.duration(ms, clock);
  const lines = [
    wording.t('why.target', {
      ...{ target: label, rule, time: time(allowedMs), clock: wording.t(`difference.clock.${clock}`) },
      since: { at: startedAt },
    }),
    wording.t(stands ? 'why.target_stands' : 'why.target_due', { due: { at: dueAt } }),
  ];
  return [
    { kind: 'text', text: lines.join('\n') },
    ...(stands ? [] : [sumTable(why, wording, usedMs)]),
    {
      kind: 'text',
      text: wording.t(missed ? 'why.late' : 'why.left', { time: time(leftMs) }),
      tone: missed ? 'bad' : 'info',
    },
  ];
}
