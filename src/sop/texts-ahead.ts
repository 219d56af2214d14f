/** What a ticket of this SOP may still say to whoever asked for it, nearest first. Pure. */
import { reachable, transitionsFrom } from './machine.js';
import type { Sop, Tell } from './sop.js';

/** Keys of texts, `unpaid` for `say.unpaid`. */
export function textsAhead(sop: Sop, state: string): readonly string[] {
  const texts = [...reachable(sop, state)].flatMap((key) => {
    const there = sop.states[key];
    const moves = transitionsFrom(sop, key).flatMap((transition) => transition.do);
    const tells: readonly Tell[] = [
      // What it said on the way in was said.
      ...(key === state ? [] : (there?.enter ?? [])),
      ...moves.filter((effect) => effect.effect === 'tell'),
      ...(there?.leave ?? []),
    ];
    const timers = Object.values(sop.timers).filter((timer) => timer.in.includes(key));
    return [
      ...timers.filter(({ tell }) => tell === 'requester').map(({ say }) => say),
      there?.limit?.sorry ?? null,
      ...tells.filter(({ tell }) => tell === 'requester').map(({ say }) => say),
    ];
  });
  return [...new Set(texts.filter((text) => text !== null))];
}
