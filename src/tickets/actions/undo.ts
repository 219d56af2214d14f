/** 撤销: what somebody just did is as if it had not been, unless something rests on it by now. */
import { z } from 'zod';
import { workingBetween } from '../../calendar/business-hours.js';
import { MINUTE_MS } from '../../calendar/day.js';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import type { Facts } from '../facts.js';
import { type Refusal, refuse } from '../refusal.js';
import { activeMember } from '../rules.js';
import type { Shift, Ticket, Undoable } from '../ticket.js';
import { leadsBack, RECALL_MS, UNDO_MS } from '../undoable.js';

export const undo = defineAction({
  type: 'undo',
  words: { 'zh-CN': ['撤销', '撤消'], en: ['undo'] },
  label: { 'zh-CN': '撤销', en: 'Undo' },
  input: z.strictObject({}),
  may: activeMember,
  stale: false,
  decide(ticket, _input, facts) {
    const entry = lastOwn(ticket, facts);
    if (!('version' in entry)) return entry;
    const { now, actor } = facts;
    const back = leadsBack(entry);
    return [
      {
        ...{ type: 'actUndone', at: now, by: actorName(actor), version: entry.version, what: entry.what },
        recalled: now - entry.at < RECALL_MS,
        shift: back ? goingOn(entry, facts) : null,
        minutes: back ? Math.round(workingBetween(facts.business, ticket.enteredAt, now) / MINUTE_MS) : 0,
      },
    ];
  },
});

/** The newest act of the actor that may be undone, or why there is none. */
function lastOwn(ticket: Ticket, { actor, now }: Facts): Undoable | Refusal {
  const id = actor.kind === 'member' ? actor.id : '';
  const entry = ticket.undoable.findLast(({ by }) => by === id);
  const last = ticket.last?.since ?? ticket.last;
  // The newest thing they did is what they mean, and not something before it.
  const newest = last?.by === `member:${id}` && now - last.at <= UNDO_MS && last.what !== 'actUndone';
  if (newest && (entry?.version ?? 0) < (last.version ?? ticket.version))
    return refuse('not_undoable', { what: { message: `event.${last.what}` } });
  if (entry === undefined) return refuse('nothing_to_undo');
  if (now - entry.at > UNDO_MS) return refuse('undo_late', { at: { at: entry.at } });
  if (entry.rested === null) return entry;
  const { by, what } = entry.rested;
  return refuse('undo_rested', { by: { person: by }, what: { message: `event.${what}` } });
}

/** The clocks of the stay that was left, as if it had never ended: it begins again now, and had begun before. */
function goingOn({ before, enteredAt }: Undoable, { now, business, always }: Facts): Shift {
  const shift = before.shift as Shift | undefined;
  return {
    business: (shift?.business ?? 0) - workingBetween(business, enteredAt, now),
    calendar: (shift?.calendar ?? 0) - workingBetween(always, enteredAt, now),
    holds: shift?.holds ?? 0,
  };
}
