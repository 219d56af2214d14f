/** The deed of importing official holidays: each year as it is from now on, or gone. */
import type pg from 'pg';
import type { HolidaysDeed } from '../../desk/ports/deeds.js';

export async function writeHolidays(client: pg.ClientBase, { years }: HolidaysDeed): Promise<void> {
  const rows = years.flatMap(({ is }) => is ?? []);
  await client.query('DELETE FROM holiday_year WHERE year = ANY ($1)', [years.map(({ year }) => year)]);
  await client.query(
    `INSERT INTO holiday_year (year, holidays, makeup)
     SELECT year, holidays, makeup FROM jsonb_to_recordset($1::jsonb) AS s(year integer, holidays text[], makeup text[])`,
    [JSON.stringify(rows)],
  );
  await client.query("UPDATE revision SET version = version + 1 WHERE name = 'holidays'");
}
