/** What an SOP says of its customers: the dates its timers rest on, the stages its states bring them to. */

import { suggest } from '../nearest.js';
import type { Check } from '../report.js';

export const checkCustomerNames: Check = (sop, { customers }, report) => {
  const dates = Object.keys(customers.dates);
  for (const { key, start } of Object.values(sop.timers))
    if (start.from === 'customer' && !dates.includes(start.date))
      report(
        ['timers', key, 'date'],
        `expected a date of customers, got ${JSON.stringify(start.date)}`,
        suggest(start.date, dates, 'add it under "customers: dates" in desk.yaml'),
      );
  const stages = customers.stages.map(({ value }) => value);
  for (const { key, stage } of Object.values(sop.states))
    if (stage !== null && !stages.includes(stage.key))
      report(
        ['states', key, 'stage'],
        `expected a stage of customers, got ${JSON.stringify(stage.key)}`,
        suggest(stage.key, stages, 'add it under "customers: stages" in desk.yaml'),
      );
};
