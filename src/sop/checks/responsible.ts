/** Who may move a ticket: sources exist, and where others have to agree a member begins. */

import { suggest } from '../nearest.js';
import type { Check } from '../report.js';

const PERSONS = ['requester', 'assignee', 'system'];

export const checkResponsible: Check = (sop, known, report) => {
  for (const { key, by, approval } of Object.values(sop.transitions)) {
    by.forEach((who, index) => {
      const source = who.startsWith('source:') ? who.slice('source:'.length) : null;
      const possible = [...PERSONS, ...known.roles];
      if (source === null && !possible.includes(who))
        report(
          ['transitions', key, 'by', index],
          `expected ${possible.join(', ')} or source:<name>, got ${JSON.stringify(who)}`,
          who === 'auditor' ? ONLY_READS : suggest(who, possible, 'add it under "roles" in desk.yaml'),
        );
      if (source !== null && !known.sources.includes(source))
        report(
          ['transitions', key, 'by', index],
          `expected a source, got ${JSON.stringify(source)}`,
          suggest(source, known.sources, 'add it under "hooks" in desk.yaml'),
        );
      if (approval && (who === 'requester' || who === 'system' || source !== null))
        report(
          ['transitions', key, 'by', index],
          `expected members only where two hands are needed, got ${JSON.stringify(who)}`,
          `let a role or the assignee begin it, or remove ${approval.written}`,
        );
    });
  }
};

/** What is said to whoever gives an auditor something to do. */
export const ONLY_READS = 'use agent, lead, manager or admin: an auditor only reads';
