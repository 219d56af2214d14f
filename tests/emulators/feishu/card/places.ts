/** Where components may stand: how deep, in what, and under which id. */
import type { Placed } from './elements.js';
import { type CardFault, malformed, overLimit } from './fault.js';

const MOST_NESTED = 5;
const MOST_CHARTS = 5;
const ROOT_ONLY = ['form', 'table'];

export function placesRefused(placed: readonly Placed[]): CardFault | undefined {
  const ids = new Set<unknown>();
  for (const { element, tag, within } of placed) {
    const inside = within.at(-1);
    if (inside && ROOT_ONLY.includes(tag))
      return malformed(`${tag} can not be placed in ${String(inside.tag)}`);
    // A column_set and its columns are one container to Feishu.
    if (within.filter((container) => container.tag !== 'column').length > MOST_NESTED) {
      return overLimit(`the nesting is deeper than ${MOST_NESTED} levels`);
    }
    if (element.element_id === undefined) continue;
    if (ids.has(element.element_id))
      return malformed(`element_id is not unique: ${String(element.element_id)}`);
    ids.add(element.element_id);
  }
  const charts = placed.filter(({ tag }) => tag === 'chart');
  if (charts.length > MOST_CHARTS) return overLimit('card chart number over limit; ErrorValue: chart');
  const broken = charts.find(
    ({ element }) => typeof (element.chart_spec as { type?: unknown }).type !== 'string',
  );
  return broken && { errCode: 200550, errMsg: 'chart spec is invalid' };
}
