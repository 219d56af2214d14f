/** 流转: takes a step of the SOP, by its key from a button or by the words people use for it. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction, isAsking } from '../action.js';
import { closedRefusal } from '../closed.js';
import type { TicketEvent } from '../events.js';
import type { Facts } from '../facts.js';
import { isRefusal } from '../refusal.js';
import { involved } from '../rules.js';
import { takeStep } from '../step.js';
import { findTransition } from '../transitions.js';

export const advance = defineAction({
  type: 'advance',
  words: { 'zh-CN': ['流转', '推进'], en: ['advance', 'move'] },
  label: { 'zh-CN': '流转', en: 'Take a step' },
  // Beside `transition`: the fields the step waits for, its own inputs and `late_reason`; from a hook any field,
  // and `orderRef` with `amount` when an order was paid.
  input: z.looseObject({ transition: z.string().trim().min(1).max(100) }),
  may: involved,
  stale: true,
  decide(ticket, { transition: said, ...raw }, facts) {
    const transition = findTransition(ticket, said, facts);
    // Of what is over no step can be taken: there is another way on.
    if (isRefusal(transition)) return closedRefusal(ticket, facts) ?? transition;
    const outcome = takeStep(ticket, transition, raw, facts);
    return isRefusal(outcome) || isAsking(outcome) ? outcome : [...paid(raw, facts), ...outcome];
  },
});

/** Only a signed hook can know that an order was paid. */
function paid({ orderRef, amount }: Readonly<Record<string, unknown>>, { actor, now }: Facts): TicketEvent[] {
  if (actor.kind !== 'source' || (typeof orderRef !== 'string' && typeof orderRef !== 'number')) return [];
  const sum = typeof amount === 'string' ? Number(amount) : amount;
  return [
    {
      type: 'orderPaid',
      at: now,
      by: actorName(actor),
      orderRef: String(orderRef),
      amount: typeof sum === 'number' && Number.isFinite(sum) ? sum : null,
    },
  ];
}
