/** Steps the house takes by itself: it may, there is something to wait for, and nothing is left to ask. */

import type { Check } from '../report.js';

export const checkAuto: Check = ({ transitions }, _known, report) => {
  for (const { key, auto, by, when, input, approval } of Object.values(transitions)) {
    if (!auto) continue;
    const at = ['transitions', key];
    if (!by.includes('system'))
      report(
        [...at, 'by'],
        `expected system among those responsible for a step that is taken by itself, got ${by.join(', ')}`,
        'add system to "by", or remove "auto: true"',
      );
    if (!when.some(({ guard }) => guard !== 'within'))
      report(
        [...at, 'when'],
        'expected a condition that the step waits for, got none',
        'write "checklist: done", "children: done", "division: done" or "has: [field]", or remove "auto: true"',
      );
    const asked = input.find(({ required }) => required);
    if (asked)
      report(
        [...at, 'input', asked.key],
        `expected nothing to ask of a step that is taken by itself, got ${asked.key}, which is required`,
        'make it optional, or remove "auto: true"',
      );
    if (approval)
      report(
        [...at, approval.written],
        'expected one hand for a step that is taken by itself, got others who have to agree',
        `remove ${approval.written}, or "auto: true"`,
      );
  }
};
