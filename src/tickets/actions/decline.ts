/** 驳回提议 / 撤回: the checker says no, or the maker takes it back; the ticket stays where it is. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction, type Permission } from '../action.js';
import { stateLabel } from '../labels.js';
import { refuse } from '../refusal.js';
import { readerOf } from '../transitions.js';
import { checker } from './confirm.js';

const makerOrChecker: Permission = (ticket, facts) => {
  const { actor } = facts;
  return actor.kind === 'member' &&
    actor.id === ticket.proposal?.by &&
    facts.directory.members.get(actor.id)?.active
    ? null
    : checker(ticket, facts);
};

export const decline = defineAction({
  type: 'decline',
  words: { 'zh-CN': ['不同意', '撤回提议'], en: ['decline', 'take back'] },
  label: { 'zh-CN': '不同意', en: 'Decline' },
  input: z.strictObject({ reason: z.string().trim().max(500).optional() }),
  may: makerOrChecker,
  stale: true,
  decide(ticket, { reason }, facts) {
    const { proposal } = ticket;
    if (!proposal)
      return refuse('nothing_proposed', { state: stateLabel(facts.sop, ticket.state, readerOf(facts)) });
    return [
      {
        type: 'proposalDropped',
        at: facts.now,
        by: actorName(facts.actor),
        transition: proposal.transition,
        reason: reason || null,
      },
    ];
  },
});
