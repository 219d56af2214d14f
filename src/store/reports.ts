/** Runs the reports of `prisma/sql`: one file, one query, prepared once per connection. */
import fs from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { ReportRow, ReportStore } from '../desk/ports/reports.js';
import type { Database } from './database.js';

interface Report {
  readonly text: string;
  /** The names behind $1, $2, … */
  readonly names: readonly string[];
}

const COMMENT_TEXT_CAST_OR_NAME = /--[^\n]*|'(?:[^']|'')*'|::|:([a-z_][a-z0-9_]*)/gi;

/** Writes `:name` as $n. A parameter whose type PostgreSQL cannot tell needs a cast in the file: `:queues::text[]`. */
export function numbered(sql: string): Report {
  const names: string[] = [];
  const text = sql.replace(COMMENT_TEXT_CAST_OR_NAME, (found, name?: string) => {
    if (name === undefined) return found;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
}

/** bigint, numeric and float become numbers, instants epoch ms, dates stay 'YYYY-MM-DD', yes and no become 1 and 0. */
const PARSERS: Readonly<Record<number, (text: string) => string | number>> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.NUMERIC]: Number,
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.BOOL]: (text) => (text === 't' ? 1 : 0),
  [pg.types.builtins.TIMESTAMPTZ]: (text) =>
    (pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ)(text) as Date).getTime(),
};
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    PARSERS[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
};

export function reportStore({ reports: pool }: Database, folder: string): ReportStore {
  const reports = new Map<string, Promise<Report>>();

  async function read(name: string): Promise<Report> {
    if (!/^[a-z0-9-]+$/.test(name))
      throw new Error(`reports: expected a name like first-response, got ${name}`);
    return numbered(await fs.readFile(path.join(folder, `${name}.sql`), 'utf8'));
  }

  return {
    async run(name, params) {
      let report = reports.get(name);
      if (!report) {
        report = read(name);
        report.catch(() => reports.delete(name)); // a failed read is tried again
        reports.set(name, report);
      }
      const { text, names } = await report;
      const values = names.map((key) => {
        if (!(key in params)) throw new Error(`reports: expected the parameter ${key} for ${name}, got none`);
        return params[key];
      });
      const query = { name: `report ${name}`, text, values, types: TYPES };
      const { rows } = await pool.query<Record<string, string | number | null>>(query);
      return rows satisfies readonly ReportRow[];
    },
  };
}
