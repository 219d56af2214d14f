/** Which fields surely hold a value when a ticket is in a state, whichever way it came. */
import type { Sop } from './sop.js';

/** By state; a text may use these without leaving a hole. */
export function filledFields(sop: Pick<Sop, 'initial' | 'fields' | 'states' | 'transitions'>) {
  const all = Object.keys(sop.fields);
  const asked = all.filter((key) => sop.fields[key]?.intake && sop.fields[key]?.required);
  // Begins with everything everywhere and takes away what some way in does not bring, until nothing changes.
  const filled = new Map(
    Object.keys(sop.states).map((state) => [state, new Set(state === sop.initial ? asked : all)]),
  );
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to, when } of Object.values(sop.transitions)) {
      const demanded = when.flatMap((guard) => (guard.guard === 'has' ? guard.fields : []));
      const there = filled.get(to);
      for (const state of from)
        for (const field of there ?? [])
          if (filled.get(state)?.has(field) === false && !demanded.includes(field))
            changed = there?.delete(field) || changed;
    }
  }
  return (state: string): ReadonlySet<string> => filled.get(state) ?? new Set();
}
