/** When a timer is due: the date it rests on is one the ticket holds, and its conditions ask for what there is. */

import { suggest } from '../nearest.js';
import { own } from '../record.js';
import type { Check } from '../report.js';

export const checkTimerStart: Check = (sop, { customers }, report) => {
  const ofCustomer = Object.keys(customers.dates).map((date) => `customer.${date}`);
  const ofTicket = Object.values(sop.fields)
    .filter(({ type }) => type === 'date')
    .map(({ key }) => key);
  for (const { key, in: states, start, when } of Object.values(sop.timers)) {
    const at = ['timers', key];
    if (start.from === 'field') {
      const field = own(sop.fields, start.field);
      if (field?.type !== 'date')
        report(
          [...at, 'date'],
          `expected a field of type date, got ${JSON.stringify(start.field)}${field ? `, which is ${field.type}` : ''}`,
          // Whoever forgets whose date it is has its name right.
          ofCustomer.includes(`customer.${start.field}`)
            ? `did you mean "customer.${start.field}"?`
            : suggest(start.field, ofTicket, `add a field ${start.field} of type date`),
        );
      else if (field.personal)
        report(
          [...at, 'date'],
          `expected a date that is not personal, got ${JSON.stringify(start.field)}`,
          'remove "personal: true": the date is written where reminders wait, outside the personal values',
        );
    }
    for (const guard of when) {
      if (guard.guard === 'has')
        guard.fields.forEach((field, index) => {
          if (!Object.hasOwn(sop.fields, field))
            report(
              [...at, 'when', 'has', index],
              `expected a field, got ${JSON.stringify(field)}`,
              suggest(field, Object.keys(sop.fields), 'add it under "fields"'),
            );
        });
      if (guard.guard === 'checklist_done')
        for (const state of states)
          if (own(sop.states, state)?.checklist.length === 0)
            report(
              [...at, 'when', 'checklist'],
              `expected a checklist in the state ${JSON.stringify(state)}, got none`,
              `add "checklist: { … }" to ${state}, or remove the condition`,
            );
    }
  }
};
