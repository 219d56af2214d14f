/** How an escalation is put into words: who is told and why they, and what comes next. */

import type { ClockName } from '../sop/sla.js';
import type { Told } from './climb.js';
import type { Facts } from './facts.js';
import { stateLabel } from './labels.js';
import type { Climbing } from './ladder.js';
import { instantOf, momentsAhead } from './ladder.js';
import type { Param } from './refusal.js';
import { toldBy } from './rung-told.js';
import type { Ticket } from './ticket.js';

/** '林晓的上级', '组长', 'the lead'. */
export function asParam({ as, of, role }: Told): Param {
  return {
    message: `escalation.as.${as}`,
    params: {
      of: of === undefined ? '' : { person: `member:${of}` },
      role: role === undefined ? '' : { message: `role.${role}` },
    },
  };
}

/** '王芳（林晓的上级）', or with whoever hears it in their place. */
export function toldParam(told: Told, { directory }: Facts): Param {
  const { to, standIn } = told;
  const team = directory.teams.get(to.id);
  const who: Param = to.to === 'member' ? { person: `member:${to.id}` } : team ? { text: team.name } : to.id;
  const params = { who, as: asParam(told) };
  return standIn === undefined
    ? { message: 'escalation.told', params }
    : { message: 'escalation.told_instead', params: { ...params, standIn: { person: `member:${standIn}` } } };
}

/** The next rung, when it comes and whom it would tell as things are now; null after the last. */
export function nextRung(
  one: Climbing,
  ticket: Ticket,
  facts: Facts,
): { readonly rung: number; readonly at: number; readonly told: readonly Told[] } | null {
  const next = momentsAhead(one).find(({ part }) => part === 'rung');
  if (!next) return null;
  const told = toldBy(one.ladder, [next.rung], ticket, facts);
  return { rung: next.rung, at: instantOf(next, one), told };
}

/** '14:30 第 2 级：告诉王芳（林晓的上级）', or that nothing comes any more. */
export function nextParam(one: Climbing, ticket: Ticket, facts: Facts): Param {
  const next = nextRung(one, ticket, facts);
  if (next === null) return { message: 'escalation.last' };
  const people = next.told.map((each) => toldParam(each, facts));
  return { message: 'escalation.next', params: { rung: next.rung, at: { at: next.at }, people } };
}

/** What runs out: the step it is in, or a target. */
export function clockParam(name: ClockName, { state }: Ticket, { sop }: Facts): Param {
  if (name !== 'limit')
    return { message: 'escalation.clock.target', params: { target: { message: `target.${name}` } } };
  return { message: 'escalation.clock.limit', params: { state: stateLabel(sop, state, 'staff') } };
}
