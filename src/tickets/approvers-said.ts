/** Those who agree, as texts name them. */
import { memberOf, roleOf } from '../sop/approval.js';
import type { Approver, Sop } from '../sop/sop.js';
import { askedOf, stillAsked, type Voice } from './approval.js';
import type { Facts } from './facts.js';
import { listed } from './labels.js';
import type { Param } from './refusal.js';
import type { Agreement, Ticket } from './ticket.js';

/** Who is asked now for the step that is proposed. */
export function askedNow(ticket: Ticket, facts: Facts): readonly Param[] {
  const asked = askedOf(ticket, facts);
  return asked ? stillAsked(asked, facts).map(voiceParam) : [];
}

/** 「王芳」, 「王芳代李雷」. */
export function voiceParam({ by, standsFor }: Voice): Param {
  const who = { person: `member:${by}` };
  return standsFor === undefined
    ? who
    : { message: 'approval.instead', params: { who, away: { person: `member:${standsFor}` } } };
}

/** 「王芳（批准）」: with the step at which it was said, where that is an earlier one. */
export function agreementParam({ served, ...voice }: Agreement, { sop }: Facts): Param {
  const who = voiceParam(voice);
  if (served === undefined) return who;
  return { message: 'approval.at_step', params: { who, step: stepNamed(served, sop) } };
}

export function stepNamed(key: string, { transitions }: Pick<Sop, 'transitions'>): Param {
  const step = Object.hasOwn(transitions, key) ? transitions[key] : undefined;
  return step ? { text: step.label } : key;
}

/** 「组长」, 「李雷」, 「提议人的上级」. */
export function approverParam(who: Approver): Param {
  const role = roleOf(who);
  const member = memberOf(who);
  if (role !== null) return { message: `role.${role}` };
  return member === null ? { message: 'approver.leader' } : { person: `member:${member}` };
}

/** Never an empty place in a sentence. */
export function askedNowListed(ticket: Ticket, facts: Facts): Param {
  return listed(askedNow(ticket, facts));
}
