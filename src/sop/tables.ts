/** The tables of the folder, `tables/<name>.csv`: rows that a look-up chooses from by what stands in the first column. */
import { CsvError, type Info, parse } from 'csv-parse/sync';
import { type Problem, quoted } from './problem.js';
import { record } from './record.js';
import type { Table } from './sop.js';
import type { Source } from './yaml-source.js';

/** They are read with the content and looked through for every answer: a price list, not a data warehouse. */
const MOST_ROWS = 2000;
const NAMED = /^tables\/([a-z][a-z0-9_-]{0,39})\.csv$/u;

export function readTables(sources: readonly Source[]): {
  readonly tables: Readonly<Record<string, Table>>;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const tables = sources.flatMap((source): (readonly [string, Table])[] => {
    const report = (line: number, message: string, mend: string) =>
      problems.push({ ...{ file: source.path, line, column: 1 }, message, mend });
    const name = NAMED.exec(source.path)?.[1];
    if (name !== undefined) return [[name, tableOf(source.text, report)] as const];
    report(
      1,
      `expected a file name tables/<name>.csv, got ${source.path}`,
      'use small letters, digits, - and _',
    );
    return [];
  });
  return { tables: record(tables), problems };
}

type ReportLine = (line: number, message: string, mend: string) => void;

interface Row {
  readonly record: readonly string[];
  readonly info: Pick<Info, 'lines'>;
}

function tableOf(text: string, report: ReportLine): Table {
  const [header, ...rows] = rowsOf(text, report);
  if (header === undefined) {
    report(
      1,
      'expected a line of column names, got nothing',
      'write the names first, a row a line below them',
    );
    return { columns: [], rows: [] };
  }
  const columns = header.record;
  columns.forEach((column, index) => {
    if (column === '' || columns.indexOf(column) < index)
      report(
        1,
        `expected a name of its own for column ${index + 1}, got ${quoted(column || null)}`,
        'name it',
      );
  });
  if (rows.length > MOST_ROWS)
    report(
      1,
      `expected at most ${MOST_ROWS} rows, got ${rows.length}`,
      'keep in it only what is chosen from',
    );
  const lines = new Map<string, number>();
  for (const { record: cells, info } of rows) {
    const [key = ''] = cells;
    const before = lines.get(key);
    if (cells.length !== columns.length)
      report(
        info.lines,
        `expected ${columns.length} cells, got ${cells.length}`,
        'put a cell with a comma in quotes',
      );
    else if (key === '') report(info.lines, 'expected a key in the first column, got nothing', 'fill it');
    else if (before !== undefined)
      report(
        info.lines,
        `expected every key once, got ${quoted(key)} again`,
        `it stands in line ${before} too: remove one`,
      );
    lines.set(key, before ?? info.lines);
  }
  return { columns, rows: rows.map((row) => row.record) };
}

function rowsOf(text: string, report: ReportLine): readonly Row[] {
  try {
    const options = {
      bom: true,
      info: true,
      trim: true,
      comment: '#',
      comment_no_infix: true,
      skip_empty_lines: true,
      relax_column_count: true,
    };
    return parse(text, options) as unknown as readonly Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    report(
      Number(error.lines ?? 1),
      `expected readable CSV, got: ${error.message}`,
      'close every quote that is opened',
    );
    return [];
  }
}
