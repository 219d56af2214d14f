/** A row of the field's table, by its key or by any cell of it that belongs to no other row. */
import type { Table } from '../../sop/sop.js';
import { refuse } from '../refusal.js';
import type { Reader } from './reader.js';
import { gotOf, saidPlainly, sameWord } from './said.js';

/** As many as a person can tell apart at a glance. */
const OFFERED = 5;

/** Kept as the row's key: what stands beside it is looked up whenever it is shown. */
export const readLookup: Reader = (field, raw) => {
  const said = saidPlainly(raw) ?? '';
  const rows = field.table?.rows ?? [];
  const byKey = rows.filter(([key = '']) => sameWord(key, said));
  const byCell = rows.filter((row) => row.some((cell) => sameWord(cell, said)));
  const holding = rows.filter((row) => row.some((cell) => folded(cell).includes(folded(said))));
  const found = [byKey, byCell, holding].find((some) => some.length > 0) ?? [];
  const [key] = found.length === 1 ? (found[0] ?? []) : [];
  if (key !== undefined) return key;
  const label = { text: field.label };
  return found.length > 1
    ? refuse('several_rows', { field: label, got: gotOf(raw), rows: found.slice(0, OFFERED).map(worded) })
    : refuse('no_such_row', { field: label, got: gotOf(raw), rows: rows.slice(0, OFFERED).map(worded) });
};

/** The row behind a kept value; undefined when the table has it no more. */
export function rowOf(table: Table | undefined, key: unknown): readonly string[] | undefined {
  return table?.rows.find(([first]) => first === key);
}

function worded(row: readonly string[]): string {
  return row
    .filter((cell) => cell !== '')
    .slice(0, 2)
    .join(' ');
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
