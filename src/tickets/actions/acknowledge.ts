/** 已在处理: whoever has it in hand says so, and the ladder stands still for as long as they go on. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction, type Permission } from '../action.js';
import { climbing, positionOf } from '../ladder.js';
import { refuse } from '../refusal.js';
import { allOf, anyOf, assignee, role } from '../rules.js';

/** There is a ladder, and nobody has stopped it yet. */
const goesOn: Permission = (ticket, facts) => {
  const all = climbing(ticket, facts);
  if (all.length === 0) return refuse('not_escalated');
  const acknowledged = all.map(({ climb }) => climb.acknowledged);
  const [first] = acknowledged;
  if (!first || acknowledged.includes(null)) return null;
  return refuse('already_acknowledged', { person: { person: `member:${first.by}` }, at: { at: first.at } });
};

export const acknowledge = defineAction({
  type: 'acknowledge',
  words: { 'zh-CN': ['已在处理', '在处理了'], en: ['on it', 'acknowledge'] },
  label: { 'zh-CN': '已在处理', en: 'On it' },
  input: z.strictObject({}),
  may: allOf(anyOf(assignee, role('lead')), goesOn),
  stale: false,
  decide: (ticket, _input, facts) => {
    const open = climbing(ticket, facts).filter(({ climb }) => climb.acknowledged === null);
    const positions = Object.fromEntries(
      open.map(({ clock }) => [clock.name, positionOf(clock, facts.now)] as const),
    );
    return [{ type: 'acknowledged', at: facts.now, by: actorName(facts.actor), positions }];
  },
});
