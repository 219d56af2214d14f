/** Every row of every table as text: what somebody who took the whole database away could read. */
import { inDatabase } from './store.js';

/** Tables with a row in which one of the texts stands, in any column; the bytes of files are looked into. */
export function tablesHolding(url: string, ...texts: readonly string[]): Promise<readonly string[]> {
  const said = texts.flatMap((text) => [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`]);
  return inDatabase(url, async (client) => {
    const found: string[] = [];
    for (const name of await tables(client)) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT left(t::text, 400) AS row FROM ${name} t WHERE t::text LIKE ANY ($1) LIMIT 3`,
        [said],
      );
      found.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    return found;
  });
}

/** Rows in which a text stands, by table: to be compared with those of another moment. */
export function rowsHolding(url: string, text: string): Promise<Readonly<Record<string, readonly string[]>>> {
  return inDatabase(url, async (client) => {
    const all: Record<string, readonly string[]> = {};
    for (const name of await tables(client)) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT t::text AS row FROM ${name} t WHERE t::text LIKE $1 ORDER BY 1`,
        [`%${text}%`],
      );
      if (rows.length > 0) all[name] = rows.map(({ row }) => row);
    }
    return all;
  });
}

async function tables(client: Parameters<Parameters<typeof inDatabase>[1]>[0]): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}
