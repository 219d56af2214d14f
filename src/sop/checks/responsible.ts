/** Who may move a ticket: sources exist, and where two hands are needed there can be two. */

import { suggest } from '../nearest.js';
import type { Check } from '../report.js';

const PERSONS = ['requester', 'assignee', 'system'];

export const checkResponsible: Check = (sop, known, report) => {
  for (const { key, by, twoHands } of Object.values(sop.transitions)) {
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
      if (twoHands && (who === 'requester' || who === 'system' || source !== null))
        report(
          ['transitions', key, 'by', index],
          `expected members only where two hands are needed, got ${JSON.stringify(who)}`,
          'let a role or the assignee begin it, or remove two_hands',
        );
    });
    twoHands?.forEach((role, index) => {
      if (!known.roles.includes(role))
        report(
          ['transitions', key, 'two_hands', index],
          `expected a role that may act, got ${JSON.stringify(role)}`,
          role === 'auditor' ? ONLY_READS : suggest(role, known.roles, 'add it under "roles" in desk.yaml'),
        );
    });
  }
};

const ONLY_READS = 'use agent, lead, manager or admin: an auditor only reads';
