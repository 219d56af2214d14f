/** The header of a list: every column is known by one of its names, none is there twice, none that is needed is missing. */
import { columnName } from '../../people/customer-columns.js';
import { nearest } from '../../sop/nearest.js';

export interface Known<Column> {
  /** Every way to call it, the first one as an example. */
  readonly words: readonly string[];
  readonly column: Column;
  /** A list without it says nothing. */
  readonly needed?: true;
}

/** A column each, or what is wrong with the header, a line each. */
export function matchHeader<Column>(
  header: readonly string[],
  known: readonly Known<Column>[],
): { readonly columns: readonly Column[] } | { readonly problems: readonly string[] } {
  const byName = new Map(
    known.flatMap(({ words, column }) => words.map((word) => [columnName(word), column])),
  );
  const words = known.flatMap((one) => one.words);
  const problems: string[] = [];
  const first = new Map<Column, number>();
  const columns = header.flatMap((written, index) => {
    const column = byName.get(columnName(written));
    const at = `column ${index + 1}`;
    if (!column) {
      const near = nearest(written.trim(), words);
      problems.push(
        `${at}: expected a known column, got ${JSON.stringify(written)}; ${
          near === undefined
            ? `use one of ${known.map((one) => one.words[0]).join(', ')}`
            : `did you mean ${JSON.stringify(near)}?`
        }`,
      );
      return [];
    }
    const other = first.get(column);
    if (other !== undefined)
      problems.push(
        `${at}: expected every column once, got ${JSON.stringify(written)} in column ${other} too; remove one of them`,
      );
    first.set(column, other ?? index + 1);
    return [column];
  });
  for (const { words: names, column, needed } of known)
    if (needed && !first.has(column))
      problems.push(`expected a column ${JSON.stringify(names[0])} (${names.at(-1)}), got none; add it`);
  return problems.length > 0 ? { problems } : { columns };
}
