/** One line of a list of customers, read cell by cell as answers are: a customer with its contact, or every reason why not. */
import type { CustomerKind } from '../../people/customer.js';
import type { Directory } from '../../people/people.js';
import { isBlank, readAnswer } from '../../tickets/input.js';
import { refuse } from '../../tickets/refusal.js';
import type { CustomerLine } from '../ports/customers.js';
import type { Column } from './columns.js';
import { writtenDate } from './excel-date.js';
import { type LineRefused, refuseLine } from './refusals.js';

export function readLine(
  line: number,
  cells: readonly string[],
  columns: readonly Column[],
): CustomerLine | readonly LineRefused[] {
  // Cells that a spreadsheet adds at the end hold nothing and mean nothing.
  const more = cells.slice(columns.length).some((cell) => !isBlank(cell));
  if (cells.length < columns.length || more)
    return [refuseLine('line_too_short', { expected: columns.length, got: cells.length })];
  const refusals: LineRefused[] = [];
  const own = new Map<Column['into'], string>();
  const kept = { fields: new Map<string, string | number>(), dates: new Map<string, string>() };
  const accounts: { platform: string; account: string }[] = [];
  for (const [index, { into, field }] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (into === 'reason' || isBlank(cell)) continue;
    const read =
      field.type === 'text' && SPOILED.test(cell.trim())
        ? refuseLine('spoiled_number', { field: { text: field.label }, got: cell.trim() })
        : readAnswer(field, field.type === 'date' ? writtenDate(cell) : cell, NOBODY);
    if ('refused' in read) refusals.push(read);
    else if (into === 'fields') kept.fields.set(field.key, read.value as string | number);
    else if (into === 'dates') kept.dates.set(field.key, String(read.value));
    else if (into === 'accounts') accounts.push({ platform: field.key, account: String(read.value) });
    else own.set(into, String(read.value));
  }
  for (const { into, field } of columns)
    if ((into === 'id' || into === 'name') && !own.has(into) && !refusals.some((one) => isAbout(one, field)))
      refusals.push(refuse('value_missing', { field: { text: field.label } }));
  if (refusals.length > 0) return refusals;
  const contact = own.get('contact') ?? null;
  const phone = own.get('phone') ?? null;
  return {
    line,
    customer: {
      id: own.get('id') ?? '',
      name: own.get('name') ?? '',
      kind: (own.get('kind') as CustomerKind | undefined) ?? null,
      tier: own.get('tier') ?? null,
      stage: own.get('stage') ?? null,
      fields: Object.fromEntries(kept.fields),
      dates: Object.fromEntries(kept.dates),
    },
    contact:
      contact === null && phone === null && accounts.length === 0 ? null : { name: contact, phone, accounts },
  };
}

/** '9.13301E+17': a spreadsheet has cut the digits off; nobody can put them back. */
const SPOILED = /^\d(?:\.\d+)?e\+\d{1,3}$/iu;

const isAbout = ({ params }: LineRefused, { label }: Column['field']) =>
  typeof params.field === 'object' && 'text' in params.field && params.field.text === label;

/** No field of a customer names a member. */
const EMPTY: Directory = { version: 0, members: new Map(), teams: new Map(), queues: new Map() };
const NOBODY = { directory: EMPTY, team: null, today: '' };
