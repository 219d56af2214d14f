/** 驳回提议 / 撤回: one of those who are asked says no and why, or the maker takes it back. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction, isAsking, type Permission } from '../action.js';
import type { TicketEvent } from '../events.js';
import { stateLabel } from '../labels.js';
import { ask, question } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { approver } from '../rules.js';
import { rejectStep } from '../step.js';
import { readerOf } from '../transitions.js';

const MOST = 500;
const REASON = question('reason', 'text', { 'zh-CN': '为什么不同意', en: 'Why not' }, { max: MOST });

const makerOrApprover: Permission = (ticket, facts) => {
  const { actor } = facts;
  return actor.kind === 'member' &&
    actor.id === ticket.proposal?.by &&
    facts.directory.members.get(actor.id)?.active
    ? null
    : approver(ticket, facts);
};

export const decline = defineAction({
  type: 'decline',
  words: { 'zh-CN': ['不同意', '撤回提议'], en: ['decline', 'take back'] },
  label: { 'zh-CN': '不同意', en: 'Decline' },
  // `late_reason` where a no leads back from a state that is late.
  input: z.looseObject({ reason: z.string().trim().max(MOST).optional() }),
  may: makerOrApprover,
  stale: true,
  decide(ticket, input, facts) {
    const { proposal } = ticket;
    const { reason } = input;
    if (!proposal)
      return refuse('nothing_proposed', { state: stateLabel(facts.sop, ticket.state, readerOf(facts)) });
    const own = facts.actor.kind === 'member' && facts.actor.id === proposal.by;
    if (!own && !reason) return ask(REASON);
    const dropped: TicketEvent = {
      type: 'proposalDropped',
      at: facts.now,
      by: actorName(facts.actor),
      transition: proposal.transition,
      reason: reason || null,
    };
    const transition = facts.sop.transitions[proposal.transition];
    const back = own || !transition ? null : rejectStep(ticket, transition, input, facts);
    if (back === null) return [dropped];
    return isRefusal(back) || isAsking(back) ? back : [dropped, ...back];
  },
});
