/** 自动核对: points that outside systems answer; when a stay asks them, and what follows from what they say. */
import { addDuration } from '../calendar/duration.js';
import type { CheckedBy, ChecklistItem } from '../sop/sop.js';
import { tickOf } from './checklist.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import type { Happening, Reaction } from './happening.js';
import { notice } from './notices.js';
import type { CheckAsked, TimerSet } from './reactions.js';
import { holder } from './recipients.js';
import type { Ticket } from './ticket.js';

const CHECK = 'check:';

type Checked = ChecklistItem & { readonly checkedBy: CheckedBy };

/** Those of the present state that are not confirmed. */
function openChecks(ticket: Ticket, { sop }: Facts): readonly Checked[] {
  const items = sop.states[ticket.state]?.checklist ?? [];
  return items.filter((item): item is Checked => item.checkedBy !== undefined && !tickOf(ticket, item.key));
}

/** When a stay gives up waiting for an answer. */
export function timersOfChecks(ticket: Ticket, facts: Facts): readonly TimerSet[] {
  const { visit, enteredAt } = ticket;
  return openChecks(ticket, facts).flatMap(({ key, checkedBy: { within } }) =>
    within === null
      ? []
      : [{ rule: CHECK + key, visit, occurrence: 1, dueAt: addDuration(facts.always, enteredAt, within) }],
  );
}

/** The point a timer waits for; null when it waits for something else. */
export function checkOf(rule: string): string | null {
  return rule.startsWith(CHECK) ? rule.slice(CHECK.length) : null;
}

/** A stay that begins asks everybody who has something to answer in it. */
export function checksAsked({ before, after, facts }: Happening): readonly CheckAsked[] {
  if (before?.visit === after.visit) return [];
  return openChecks(after, facts).map(({ key, checkedBy: { source } }) => ({ source, item: key }));
}

/** An answer is not waited for any more. */
export function onTicked({ item }: Pick<Extract<TicketEvent, { type: 'itemTicked' }>, 'item'>): Reaction {
  return { voidRules: [CHECK + item] };
}

/** Whoever has the ticket hears what is in the way. */
export function onCheckFailed(
  { item: key, by, reason }: Extract<TicketEvent, { type: 'checkFailed' }>,
  { after, facts }: Happening,
): Reaction {
  const item = facts.sop.states[after.state]?.checklist.find((one) => one.key === key);
  const source = `source:${item?.checkedBy?.source ?? ''}`;
  const extra = {
    item: item ? { text: item.label } : key,
    by: { person: by === 'system' ? source : by },
    reason: reason ?? '',
  };
  const say = reason === null ? 'check_unanswered' : 'check_failed';
  return {
    notices: notice(say, holder(after, facts), after, facts, {
      audience: 'assignee',
      tone: 'warning',
      extra,
    }),
    ...onTicked({ item: key }),
  };
}
