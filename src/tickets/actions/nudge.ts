/** 催办: whoever waits asks for it to be hurried; not again and again, or nobody would listen any more. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction, type Permission } from '../action.js';
import { closedRefusal } from '../closed.js';
import { holdersOf } from '../holders.js';
import { stateLabel } from '../labels.js';
import { refuse } from '../refusal.js';
import { allOf, anyOf, requester, role } from '../rules.js';
import { readerOf } from '../transitions.js';

/** Between two nudges of one ticket, whoever sends them. */
const NUDGE_EVERY_MS = 30 * 60_000;

const waiting: Permission = (ticket, facts) => {
  const closed = closedRefusal(ticket, facts);
  if (closed) return closed;
  const { nudged, state, category } = ticket;
  const own = facts.actor.kind === 'requester' && facts.sop.states[state]?.owner === 'requester';
  if (own || category === 'resolved')
    return refuse('nothing_to_hurry', {
      state: stateLabel(facts.sop, state, readerOf(facts)),
      holder: holdersOf(['requester'], ticket, facts),
    });
  if (nudged === null || facts.now >= nudged.at + NUDGE_EVERY_MS) return null;
  return refuse('nudged_lately', {
    at: { at: nudged.at },
    count: nudged.count,
    next: { at: nudged.at + NUDGE_EVERY_MS },
  });
};

export const nudge = defineAction({
  type: 'nudge',
  words: { 'zh-CN': ['催办', '催一下', '加急'], en: ['nudge', 'hurry up'] },
  label: { 'zh-CN': '催办', en: 'Nudge' },
  input: z.strictObject({}),
  may: allOf(anyOf(requester, role('lead')), waiting),
  stale: false,
  decide: (_ticket, _input, { now, actor }) => [{ type: 'nudged', at: now, by: actorName(actor) }],
});
