/** Points that an outside system answers: they are on the list, and the system is one that may speak. */

import { suggest } from '../nearest.js';
import type { Check } from '../report.js';

export const checkAutomatic: Check = ({ states }, known, report) => {
  for (const { key, checklist } of Object.values(states))
    for (const { key: item, checkedBy } of checklist)
      if (checkedBy && !known.sources.includes(checkedBy.source))
        report(
          ['states', key, 'checked_by', item, 'source'],
          `expected a source, got ${JSON.stringify(checkedBy.source)}`,
          suggest(checkedBy.source, known.sources, 'add it under "hooks" in desk.yaml'),
        );
};
