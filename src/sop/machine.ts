/** Questions about the state machine an SOP is: what leads where, and which way is the main one. Pure. */
import type { Sop, Transition } from './sop.js';

/** The part of an SOP these questions need. */
export type Machine = Pick<Sop, 'initial' | 'states' | 'transitions'>;

/** Transitions out of a state, in the file's order. */
export function transitionsFrom(
  { transitions }: Pick<Machine, 'transitions'>,
  state: string,
): readonly Transition[] {
  return Object.values(transitions).filter(({ from }) => from.includes(state));
}

/** Every state that can be reached from here, this one included. */
export function reachable(machine: Machine, from: string): ReadonlySet<string> {
  const seen = new Set([from]);
  // A set visits what is added while it is walked.
  for (const state of seen) for (const { to } of transitionsFrom(machine, state)) seen.add(to);
  return seen;
}

/** Every state from which a closed one can be reached. */
export function closable(machine: Machine): ReadonlySet<string> {
  const done = new Set(
    Object.values(machine.states)
      .filter(({ category }) => category === 'closed')
      .map(({ key }) => key),
  );
  for (const state of done)
    for (const { from, to } of Object.values(machine.transitions))
      if (to === state) for (const source of from) done.add(source);
  return done;
}

/**
 * The main line from a state to a closed one, both included; [from] when there is none. An author steers it by
 * order: transitions are tried as the file lists them, `danger` ones last, and a way that resolves the ticket is
 * preferred to one that drops it.
 */
export function happyPath(machine: Machine, from: string): readonly string[] {
  return walk(machine, from, true) ?? walk(machine, from, false) ?? [from];
}

/** Depth first over (state, resolved yet?), so that cost stays linear and a ticket's loops end. */
function walk(machine: Machine, from: string, mustResolve: boolean): readonly string[] | null {
  const seen = new Set<string>();
  const go = (state: string, before: boolean, path: readonly string[]): readonly string[] | null => {
    const category = machine.states[state]?.category;
    const resolved = before || category === 'resolved';
    const mark = `${resolved}:${state}`;
    if (seen.has(mark) || path.includes(state)) return null;
    seen.add(mark);
    const here = [...path, state];
    if (category === 'closed') return resolved || !mustResolve ? here : null;
    for (const { to } of inOrder(transitionsFrom(machine, state))) {
      const found = go(to, resolved, here);
      if (found) return found;
    }
    return null;
  };
  // A ticket that is already resolved or closed need not be resolved again on the way.
  return go(from, false, []);
}

const inOrder = (transitions: readonly Transition[]) =>
  [...transitions].sort((a, b) => Number(a.danger) - Number(b.danger));

/** Where a ticket comes to rest that nobody needs any more: a closed state off the main line, where there is one. */
export function restState(machine: Machine): string {
  const done = happyPath(machine, machine.initial).at(-1);
  const closed = Object.values(machine.states).filter(({ category }) => category === 'closed');
  const rest = closed.find(({ key }) => key !== done) ?? closed[0];
  if (!rest) throw new Error('expected an SOP with a closed state, got none');
  return rest.key;
}

/** The state the main line comes to next; null at its end. For `{next}` in texts. */
export function nextState(machine: Machine, state: string): string | null {
  return happyPath(machine, state)[1] ?? null;
}

export interface Progress {
  readonly done: readonly string[];
  readonly now: string;
  readonly next: readonly string[];
}

/** Done, now, next: the main line as a ticket in `state` sees it. A side state stands where its way rejoins the line. */
export function progressOf(machine: Machine, state: string): Progress {
  const line = happyPath(machine, machine.initial);
  const ahead = happyPath(machine, state);
  const rejoin = ahead.findIndex((step) => line.includes(step));
  const done = rejoin === -1 ? [] : line.slice(0, line.indexOf(ahead[rejoin] as string));
  return { done, now: state, next: ahead.slice(1) };
}
