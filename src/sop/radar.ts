/** 四阶雷达: how far a house has come with its procedures, layer by layer, judged by what is published. */

import { DAY_MS } from '../calendar/day.js';
import type { Text } from '../people/people.js';
import type { Content } from './content-form.js';
import type { Sop, Transition } from './sop.js';

export type Layer = 'basics' | 'watch' | 'risk' | 'growth';

/** One thing a house should have. */
export interface RadarPoint {
  readonly key: string;
  readonly met: boolean;
  /** The procedures that lack it, where it is asked of each. */
  readonly lacking: readonly Text[];
}

export interface LayerScore {
  readonly layer: Layer;
  /** Out of 100. */
  readonly score: number;
  readonly points: readonly RadarPoint[];
}

export type Judged = Pick<
  Content,
  'latest' | 'lateReasons' | 'routines' | 'reminders' | 'members' | 'publishers' | 'customers'
>;

/** What nobody has looked at for this long is looked at again. */
const REVIEW_MS = 180 * DAY_MS;

/** Without a procedure there is nothing to judge: every point is missing. */
export function radar(content: Judged, publishedAt: number | null, now: number): readonly LayerScore[] {
  const sops = Object.values(content.latest);
  const begun = sops.length > 0;
  const some = (key: string, has: (sop: Sop) => boolean): RadarPoint => house(key, sops.some(has));
  const each = (key: string, has: (sop: Sop) => boolean): RadarPoint => {
    const without = sops.filter((sop) => !has(sop));
    return { key, met: begun && without.length === 0, lacking: without.map(({ title }) => title) };
  };
  const house = (key: string, met: boolean): RadarPoint => ({ key, met: begun && met, lacking: [] });
  return [
    layer('basics', [
      house('procedures', true),
      some('begun_by_requesters', ({ words }) => words.length > 0),
      each('proof', (sop) => steps(sop).some(({ when, input }) => when.length + input.length > 0)),
      some('replies', ({ states }) => Object.values(states).some(({ replies }) => replies.length > 0)),
    ]),
    layer('watch', [
      each('warnings', ({ states }) =>
        Object.values(states).some(({ limit }) => limit !== null && limit.warn !== null),
      ),
      each('timers', ({ timers }) => Object.keys(timers).length > 0),
      house('late_reasons', content.lateReasons.length > 0),
      house('routines', content.routines.length + content.reminders.length > 0),
    ]),
    layer('risk', [
      some('two_hands', (sop) => steps(sop).some(({ approval }) => approval !== null)),
      some('checklists', ({ states }) => Object.values(states).some(({ checklist }) => checklist.length > 0)),
      some('personal', ({ fields }) => Object.values(fields).some(({ personal }) => personal)),
      house('separate_roles', holds(content, ['agent']) && holds(content, ['lead', 'manager'])),
    ]),
    layer('growth', [
      house('reviewed', publishedAt !== null && now - publishedAt < REVIEW_MS),
      some('reopened', (sop) => steps(sop).some((step) => reopens(step, sop))),
      house('publishers', content.publishers.length > 0),
      house('journey', content.customers.stages.length > 0),
    ]),
  ];
}

function layer(of: Layer, points: readonly RadarPoint[]): LayerScore {
  const met = points.filter((point) => point.met).length;
  return { layer: of, score: Math.round((100 * met) / points.length), points };
}

const steps = ({ transitions }: Sop): readonly Transition[] => Object.values(transitions);

function reopens({ from, to, by }: Transition, { states }: Sop): boolean {
  const resolved = from.some((state) => states[state]?.category === 'resolved');
  const category = states[to]?.category;
  return resolved && by.includes('requester') && (category === 'open' || category === 'new');
}

function holds({ members }: Judged, roles: readonly string[]): boolean {
  return members.some((member) => member.roles.some((role) => roles.includes(role)));
}
