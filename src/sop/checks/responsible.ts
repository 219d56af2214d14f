/** Who may move a ticket: sources exist, and where two hands are needed there can be two. */

import { suggest } from '../nearest.js';
import type { Check } from '../report.js';

export const checkResponsible: Check = (sop, known, report) => {
  for (const { key, by, twoHands } of Object.values(sop.transitions)) {
    by.forEach((who, index) => {
      const source = who.startsWith('source:') ? who.slice('source:'.length) : null;
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
      if (role === 'auditor')
        report(
          ['transitions', key, 'two_hands', index],
          'expected a role that may act, got "auditor"',
          'use agent, lead, manager or admin: an auditor only reads',
        );
    });
  }
};
