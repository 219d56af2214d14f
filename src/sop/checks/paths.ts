/** Every path: states exist, each can be reached, each can reach a closed one, and closed is final. */

import { closable, reachable } from '../machine.js';
import { suggest } from '../nearest.js';
import type { Check } from '../report.js';

export const checkPaths: Check = (sop, _known, report) => {
  const states = Object.keys(sop.states);
  const exists = (state: string): boolean => Object.hasOwn(sop.states, state);
  const unknown = (state: string) => suggest(state, states, 'add it under "states"');

  const initial = sop.states[sop.initial];
  if (initial === undefined)
    report(['initial'], `expected a state, got ${JSON.stringify(sop.initial)}`, unknown(sop.initial));
  else if (initial.category === 'resolved' || initial.category === 'closed')
    report(
      ['initial'],
      `expected a state of category new, open or pending, got ${initial.category}`,
      'begin with a state in which something is still to be done',
    );

  for (const { key, from, to } of Object.values(sop.transitions)) {
    from.forEach((state, index) => {
      const at = ['transitions', key, 'from', index];
      if (!exists(state)) report(at, `expected a state, got ${JSON.stringify(state)}`, unknown(state));
      else if (sop.states[state]?.category === 'closed')
        report(
          at,
          `expected a state that is not closed, got ${JSON.stringify(state)}: closed is final`,
          'give that state the category resolved, or start from another one',
        );
    });
    if (!exists(to))
      report(['transitions', key, 'to'], `expected a state, got ${JSON.stringify(to)}`, unknown(to));
  }

  const reached = reachable(sop, sop.initial);
  const finished = closable(sop);
  if (finished.size === 0)
    report(['states'], 'expected a state of category closed, got none', 'add one, such as "closed"');
  for (const state of states) {
    if (initial !== undefined && !reached.has(state))
      report(
        ['states', state],
        `expected a way from ${JSON.stringify(sop.initial)} to ${JSON.stringify(state)}, got none`,
        `add a transition with "to: ${state}", or remove the state`,
      );
    if (finished.size > 0 && !finished.has(state))
      report(
        ['states', state],
        `expected a way from ${JSON.stringify(state)} to a closed state, got none`,
        `add a transition with "from: ${state}" that leads on`,
      );
  }
};
