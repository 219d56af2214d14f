/** What of an approval is another one than before, aspect by aspect. */
import { memberOf, roleOf } from '../approval.js';
import type { Approval, Approver, Transition } from '../sop.js';
import { all, duration, plain, type Said, yes } from './said.js';

interface Names {
  readonly state: (key: string) => Said;
  readonly step: (key: string) => Said;
  readonly field: (key: string) => Said;
  readonly role: (key: string) => Said;
}

type Aspect = (transition: Transition) => Said;

/** Those of a step without an approval are all empty: none of them is another one. */
export function approvalAspects({ state, step, field, role }: Names): Readonly<Record<string, Aspect>> {
  const of =
    (says: (approval: Approval) => Said): Aspect =>
    ({ approval }) =>
      approval === null ? plain(null) : says(approval);
  const who = (one: Approver): Said => {
    const named = roleOf(one);
    return named === null ? (memberOf(one) ?? { message: 'approver.leader' }) : role(named);
  };
  return {
    approval: of(({ by }) => all(by.map(who))),
    quorum: of(({ quorum }) =>
      quorum === 'all' ? { message: 'difference.all' } : plain(quorum === 1 ? null : quorum),
    ),
    in_turn: of(({ inTurn }) => (inTurn ? yes(true) : plain(null))),
    on_reject: of(({ onReject }) => (onReject === null ? plain(null) : state(onReject))),
    within: of(({ within }) => duration(within)),
    expires: of(({ expires }) => duration(expires)),
    serves: of(({ serves }) => all(serves.map(step))),
    watch: of(({ watch }) => all(watch?.map(field))),
  };
}
