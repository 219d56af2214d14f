/** Refuses a database in which searching Chinese would silently find nothing. */
import type pg from 'pg';

const UNDEFINED_FUNCTION = '42883';

/** pg_trgm asks the character type of the database what a letter is; under lc_ctype "C" no Chinese character is one. */
export async function assertChineseTrigrams(client: pg.ClientBase): Promise<void> {
  const sample = "show_trgm('中文')";
  let found: number;
  try {
    const { rows } = await client.query<{ n: number }>(`select cardinality(${sample}) as n`);
    found = rows[0]?.n ?? 0;
  } catch (cause) {
    if ((cause as pg.DatabaseError).code !== UNDEFINED_FUNCTION) throw cause;
    throw new Error(
      'database: expected the extension pg_trgm, got none; run CREATE EXTENSION pg_trgm in this database as its owner or a superuser, then start again',
      { cause },
    );
  }
  if (found > 0) return;
  const { rows } = await client.query<{ name: string; ctype: string; encoding: string }>(
    `select datname as name, datctype as ctype, pg_encoding_to_char(encoding) as encoding
     from pg_database where datname = current_database()`,
  );
  const { name, ctype, encoding } = rows[0] ?? { name: '?', ctype: '?', encoding: '?' };
  throw new Error(
    `database ${name}: expected ${sample} to give trigrams, got none, because its lc_ctype is "${ctype}" (encoding ${encoding}) and does not know Chinese letters; make a new one with CREATE DATABASE ${name}_utf8 TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8', move the data with pg_dump --data-only, and point DATABASE_URL at it`,
  );
}
