/** Compiles the YAML of an SOP into a `Sop`: readable, then well-formed, then sensible; problems come all at once. */
import { checkSop } from './check.js';
import { draftSop } from './draft.js';
import type { Known } from './known.js';
import type { Problem } from './problem.js';
import type { Sop } from './sop.js';
import type { Source } from './yaml-source.js';

/** The SOP a file describes, or everything that is wrong with it. */
export function compileSop(source: Source, known: Known): { sop: Sop } | { problems: Problem[] } {
  const draft = draftSop(source);
  if ('problems' in draft) return draft;
  const problems = checkSop(draft, known);
  return problems.length > 0 ? { problems } : { sop: draft.sop };
}
