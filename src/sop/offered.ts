/** What a field offers that stands elsewhere in the folder: the rows of its table, the levels of the house. */
import type { Grading } from './priority.js';
import { optional, recordOf } from './record.js';
import type { Field, Sop, Table } from './sop.js';

export interface Offers {
  readonly tables: Readonly<Record<string, Table>>;
  readonly grading: Grading;
}

/** The SOP as it is used: whoever reads an answer or shows a field needs nothing but the field. */
export function withOffers(sop: Sop, offers: Offers): Sop {
  const offered = (field: Field): Field => ({
    ...field,
    ...optional('table', offers.tables[field.tableKey ?? '']),
    ...(field.type === 'impact' || field.type === 'urgency' ? { choices: offers.grading[field.type] } : {}),
  });
  return {
    ...sop,
    fields: recordOf(sop.fields, offered),
    transitions: recordOf(sop.transitions, (step) => ({ ...step, input: step.input.map(offered) })),
  };
}
