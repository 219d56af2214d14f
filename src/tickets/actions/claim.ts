/** 接单: an agent takes a ticket that waits for somebody. Whoever comes second is told who has it. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { leaveOn } from '../../people/leave.js';
import { defineAction, type Permission } from '../action.js';
import { holdersOf } from '../holders.js';
import { stateLabel } from '../labels.js';
import { refuse } from '../refusal.js';
import { allOf, anyOf, role } from '../rules.js';

/** Taken by somebody who is away it would lie there. */
const here: Permission = (_ticket, { actor, directory, today }) => {
  const member = actor.kind === 'member' ? directory.members.get(actor.id) : undefined;
  const leave = member && leaveOn(member, today);
  return leave ? refuse('on_leave', { until: { date: leave.until } }) : null;
};

export const claim = defineAction({
  type: 'claim',
  words: { 'zh-CN': ['接单', '认领'], en: ['claim', 'take'] },
  label: { 'zh-CN': '接单', en: 'Claim' },
  input: z.strictObject({}),
  may: allOf(here, anyOf(role('agent'), role('lead'))),
  stale: false,
  decide(ticket, _input, facts) {
    const { actor, now, sop } = facts;
    if (actor.kind !== 'member')
      return refuse('not_allowed', { holder: holdersOf(['agent'], ticket, facts) });
    if (ticket.assigneeId === actor.id) return refuse('already_yours');
    if (ticket.assigneeId !== null)
      return refuse('already_claimed', { person: { person: `member:${ticket.assigneeId}` } });
    const state = sop.states[ticket.state];
    const working = ticket.category === 'new' || ticket.category === 'open';
    if (!working || state?.owner === 'requester')
      return refuse('not_claimable', {
        state: stateLabel(sop, ticket.state, 'staff'),
        holder: state?.owner === 'requester' ? holdersOf(['requester'], ticket, facts) : [],
      });
    return [{ type: 'ticketAssigned', at: now, by: actorName(actor), to: actor.id, claimed: true }];
  },
});
