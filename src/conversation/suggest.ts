/** The nearest known words to one that was mistyped. */

/** At most `count` words, nearest first, none further than a third of its length away. */
export function suggest(said: string, words: Iterable<string>, count = 3): readonly string[] {
  if (said.length > LONGEST) return [];
  const near = [...new Set(words)].flatMap((word) => {
    const distance = editDistance(said, word);
    const holds = said.length >= 2 && (word.includes(said) || said.includes(word));
    return holds || distance <= Math.max(1, Math.floor(word.length / 3))
      ? [{ word, distance: holds ? 0.5 : distance }]
      : [];
  });
  // One letter is one edit away from every word of two.
  if (said.length < 2) return [];
  return near
    .sort((a, b) => a.distance - b.distance || a.word.length - b.word.length)
    .slice(0, count)
    .map(({ word }) => word);
}

/** A sentence is no mistyped word, and the distance costs the product of both lengths. */
const LONGEST = 40;

/** Letters to insert, drop or change to make one text of the other; two swapped neighbours count once. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
