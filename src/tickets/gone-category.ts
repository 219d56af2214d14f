/** A category that was published away: refused with the nearest one there is. */
import type { Category } from '../sop/categories.js';
import { nearest } from '../sop/nearest.js';
import { type Refusal, refuse } from './refusal.js';

/** The nearest by its name, else what stands above it, else the first. */
export function goneCategory(path: string, all: readonly Category[]): Refusal {
  const above = all.findLast((each) => path.startsWith(`${each.path}.`));
  const name = nearest(
    path,
    all.map((each) => each.path),
  );
  const near = all.find((each) => each.path === name) ?? above ?? all[0];
  return refuse('unknown_category', {
    category: path,
    near: near ? { text: near.title } : { message: 'word.none' },
  });
}
