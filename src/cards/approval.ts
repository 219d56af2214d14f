/** 审批 in words: who agreed, who is still asked, until when; and for a step that is not begun, who will be. */
import { askedOf, countOf, stillAsked } from '../tickets/approval.js';
import { stepNamed, voiceParam } from '../tickets/approvers-said.js';
import type { Facts } from '../tickets/facts.js';
import { listed } from '../tickets/labels.js';
import type { Agreement, Ticket } from '../tickets/ticket.js';
import type { WhyApproval } from '../tickets/why-step.js';
import type { Wording } from './wording.js';

/** Of the step that is proposed. */
export function approvalLines(ticket: Ticket, facts: Facts, wording: Wording): readonly string[] {
  const { proposal } = ticket;
  const asked = askedOf(ticket, facts);
  if (!proposal || !asked) return [];
  const checkers = stillAsked(asked, facts).map(voiceParam);
  const count = countOf(asked, facts);
  const { dueAt, overdueAt, endsAt } = proposal;
  return [
    ...asked.agreed.map((one) => agreedLine(one, 'approval.served', facts, wording)),
    checkers.length === 0
      ? wording.t('approval.nobody')
      : wording.t(count.of > 1 ? 'approval.asked_of' : 'approval.asked', { checkers, ...count }),
    ...(dueAt === undefined || overdueAt !== undefined
      ? []
      : [wording.t('approval.due', { due: { at: dueAt } })]),
    ...(endsAt === undefined ? [] : [wording.t('approval.ends', { due: { at: endsAt } })]),
  ];
}

/** `earlier`: how it is said of whoever said so at an earlier step. */
function agreedLine(
  { served, at, ...voice }: Agreement,
  earlier: 'approval.served' | 'why.served',
  { sop }: Facts,
  wording: Wording,
): string {
  const words = { who: voiceParam(voice), at: { at } };
  return served === undefined
    ? wording.t('approval.agreed', words)
    : wording.t(earlier, { ...words, step: stepNamed(served, sop) });
}

/** Of a step as it would be, or stands. */
export function whyApprovalLines(
  { of, inTurn, asked, agreed }: WhyApproval,
  facts: Facts,
  wording: Wording,
): readonly string[] {
  const who = listed(asked);
  const left = of - agreed.length;
  const plain = of === 1 && !inTurn;
  return [
    ...agreed.map((one) => agreedLine(one, 'why.served', facts, wording)),
    ...(left <= 0
      ? []
      : [
          wording.t(plain ? 'why.two_hands' : inTurn ? 'why.approval_in_turn' : 'why.approval', {
            ...{ who, of: left },
          }),
        ]),
  ];
}
