/** Two versions of the routing rules: their order is part of what they say. */
import type { RoutingRule } from '../routing.js';
import { type Change, changesOf, type Kind } from './changes.js';
import { all, inside, plain, text } from './said.js';

const RULE: Kind<RoutingRule> = {
  item: 'routing',
  ordered: true,
  key: ({ key }) => key,
  name: ({ name }) => text(name),
  aspects: {
    name: ({ name }) => text(name),
    when: ({ when }) => all(when.map(({ on, field, values }) => inside(field ?? on, all(values)))),
    queue: ({ queue }) => plain(queue),
    given_to: ({ to }) => plain(to && ('who' in to ? `${to.way}:${to.who}` : to.way)),
    skill: ({ skill }) => plain(skill),
  },
};

export function changesOfRouting(before: readonly RoutingRule[], after: readonly RoutingRule[]): Change[] {
  return changesOf(RULE, before, after);
}
