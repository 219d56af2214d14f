/** The points of an SOP's checklists that an outside system answers. */
import type { Sop } from './sop.js';

export function checkedBy({ states }: Pick<Sop, 'states'>, source: string): readonly string[] {
  return Object.values(states).flatMap(({ checklist }) =>
    checklist.flatMap((item) => (item.checkedBy?.source === source ? [item.key] : [])),
  );
}
