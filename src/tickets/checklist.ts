/** The points to confirm in the state a ticket is in. */
import type { ChecklistItem } from '../sop/sop.js';
import { sameWord } from './answers/said.js';
import type { Facts } from './facts.js';
import { listed, stateLabel } from './labels.js';
import { type Refusal, refuse } from './refusal.js';
import type { Ticket } from './ticket.js';

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
