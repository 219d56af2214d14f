/** The points to confirm in the state a ticket is in. */
import type { ChecklistItem } from '../sop/sop.js';
import { sameWord } from './answers/said.js';
import type { Facts } from './facts.js';
import { listed, stateLabel } from './labels.js';
import { type Param, type Refusal, refuse } from './refusal.js';
import type { Tick, Ticket } from './ticket.js';

/** The item meant by its key or its label; items of other states are not ticked in advance. */
export function findItem(ticket: Ticket, said: string, { sop }: Facts): ChecklistItem | Refusal {
  const items = sop.states[ticket.state]?.checklist ?? [];
  const item =
    items.find(({ key }) => key === said) ??
    items.find(({ label }) => sameWord(label['zh-CN'], said) || sameWord(label.en, said));
  if (item) return item;
  return refuse('unknown_item', {
    said,
    state: stateLabel(sop, ticket.state, 'staff'),
    items: listed(items.map(({ label }) => ({ text: label }))),
  });
}

/** The tick of a point that is confirmed. */
export function tickOf({ checklist }: Ticket, item: string): Tick | undefined {
  const tick = answerOf(checklist, item);
  return tick?.no === undefined ? tick : undefined;
}

/** What an outside system said against it; undefined where it said nothing, or yes. */
export function objectionTo({ checklist }: Ticket, item: string): Tick | undefined {
  const tick = answerOf(checklist, item);
  return tick?.no === undefined ? undefined : tick;
}

function answerOf(checklist: Ticket['checklist'], item: string): Tick | undefined {
  return Object.hasOwn(checklist, item) ? checklist[item] : undefined;
}

/** Whoever answered, as texts name them. */
export function tickerParam({ by }: Tick): Param {
  return { person: by.includes(':') || by === 'system' ? by : `member:${by}` };
}

/** A point is confirmed once: who did it, and when. */
export function tickedAlready(ticket: Ticket, { key, label }: ChecklistItem): Refusal | null {
  const tick = tickOf(ticket, key);
  if (tick === undefined) return null;
  return refuse('already_ticked', { item: { text: label }, person: tickerParam(tick), at: { at: tick.at } });
}
