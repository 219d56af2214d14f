/** The command that opens a ticket for a customer, as it is queued: what is the same for all, and what is copied from each. */
import type { Opening } from '../sop/content-form.js';
import { OCCURRENCE } from '../sop/reminders.js';
import type { Openings } from './ports/openings.js';

export function opensFor(
  { sop, copy }: Pick<Opening, 'sop' | 'copy'>,
  date: string,
  input: Readonly<Record<string, unknown>> = {},
): Pick<Openings, 'command' | 'copy'> {
  const all = Object.entries(copy);
  const fields = Object.fromEntries(
    all.flatMap(([field, from]) => (from === OCCURRENCE ? [[field, date]] : [])),
  );
  return {
    command: { type: 'open', input: { sop, fields, ...input }, actor: { kind: 'system' } },
    copy: Object.fromEntries(all.filter(([, from]) => from !== OCCURRENCE)),
  };
}
