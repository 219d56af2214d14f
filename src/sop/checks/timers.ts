/** Timers: they run in states that exist, and what they set off is open to `system` in each of them. */

import { suggest } from '../nearest.js';
import { own } from '../record.js';
import type { Check } from '../report.js';

export const checkTimers: Check = (sop, _known, report) => {
  for (const { key, in: states, then } of Object.values(sop.timers)) {
    states.forEach((state, index) => {
      if (!Object.hasOwn(sop.states, state))
        report(
          ['timers', key, 'in', index],
          `expected a state, got ${JSON.stringify(state)}`,
          suggest(state, Object.keys(sop.states), 'add it under "states"'),
        );
    });
    if (then === null) continue;
    const path = ['timers', key, 'then'];
    const transition = own(sop.transitions, then);
    if (transition === undefined) {
      report(
        path,
        `expected a transition, got ${JSON.stringify(then)}`,
        suggest(then, Object.keys(sop.transitions), 'add it under "transitions"'),
      );
      continue;
    }
    if (!transition.by.includes('system'))
      report(
        path,
        `expected a transition open to system, got ${then} by ${transition.by.join(', ')}`,
        `add system to "by" of ${then}`,
      );
    for (const state of states)
      if (Object.hasOwn(sop.states, state) && !transition.from.includes(state))
        report(
          path,
          `expected a transition from ${JSON.stringify(state)}, got ${then} from ${transition.from.join(', ')}`,
          `add ${state} to "from" of ${then}, or take it out of "in"`,
        );
    const asked = transition.input.filter(({ required }) => required).map((field) => field.key);
    if (asked.length > 0)
      report(
        path,
        `expected a transition without required inputs, got ${then} that asks for ${asked.join(', ')}`,
        'a timer has nobody to ask: use another transition',
      );
  }
};
