/** A look-up has a table, and nothing else has. */
import type { Known } from '../known.js';
import { suggest } from '../nearest.js';
import type { Report } from '../report.js';
import type { Field } from '../sop.js';
import type { Path } from '../yaml-source.js';

export function checkTable({ type, tableKey }: Field, at: Path, { tables }: Known, report: Report): void {
  if ((type === 'lookup') !== (tableKey !== undefined))
    report(
      at,
      `expected a table where the type is lookup and nowhere else, got type ${type}`,
      type === 'lookup'
        ? 'add "table: <name>" for the file tables/<name>.csv'
        : 'write "type: lookup", or remove it',
    );
  else if (tableKey !== undefined && !tables.includes(tableKey))
    report(
      [...at, 'table'],
      `expected a table, got ${JSON.stringify(tableKey)}`,
      suggest(tableKey, tables, `add the file tables/${tableKey}.csv`),
    );
}
