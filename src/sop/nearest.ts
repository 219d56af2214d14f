/** Suggests what a mistyped name probably meant. */

/** Edits (insert, delete, replace, swap neighbours) between two words. */
function edits(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min(
        cell(above, column) + 1,
        cell(line, column - 1) + 1,
        cell(above, column - 1) + same,
      );
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        best = Math.min(best, cell(before, column - 2) + 1);
      line.push(best);
    }
    before = above;
    above = line;
  }
  return cell(above, b.length);
}

const cell = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;

/** The known name closest to `word`, if it is close enough to be a slip of the finger. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let found: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of known) {
    const distance = edits(word.toLowerCase(), name.toLowerCase());
    if (distance < least) {
      least = distance;
      found = name;
    }
  }
  return found;
}

/** The mend for a name that does not exist: the nearest one, or all there are. */
export function suggest(word: string, known: Iterable<string>, otherwise: string): string {
  const names = [...known];
  const near = nearest(word, names);
  if (near !== undefined) return `did you mean ${JSON.stringify(near)}?`;
  if (names.length === 0) return otherwise;
  return `${otherwise}, or use one of: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;
}
