/** A long answer as people see it grow: each piece is all there is by then, and the last one is all of it. Pure. */

/** About what is read while the next one comes. */
const PIECE = 300;
/** Each piece waits until the platform has the last one. */
const MOST_PIECES = 8;

export function piecesOf(words: string): readonly string[] {
  const step = Math.max(PIECE, Math.ceil(words.length / MOST_PIECES));
  const pieces: string[] = [];
  for (let wanted = step; wanted < words.length; wanted += step) {
    const line = words.lastIndexOf('\n', wanted);
    const end = line > wanted - step ? line : wholeAt(words, wanted);
    pieces.push(words.slice(0, end));
  }
  return [...pieces, words];
}

/** No character is torn in two. */
function wholeAt(words: string, end: number): number {
  return /[\uD800-\uDBFF]/u.test(words.charAt(end - 1)) ? end + 1 : end;
}
