/** Seats and who fills them: as many as can be, whoever came first; one person fills one seat. */

/** For each seat the index of whoever fills it; -1 where it stays empty. */
export function seated(
  seats: number,
  persons: number,
  fits: (person: number, seat: number) => boolean,
): readonly number[] {
  const filled: number[] = new Array(seats).fill(-1);
  /** Gives the person a seat, if need be by moving others along. */
  const seat = (person: number, tried: Set<number>): boolean => {
    for (let place = 0; place < seats; place++) {
      if (tried.has(place) || !fits(person, place)) continue;
      tried.add(place);
      const sitting = filled[place] ?? -1;
      if (sitting !== -1 && !seat(sitting, tried)) continue;
      filled[place] = person;
      return true;
    }
    return false;
  };
  for (let person = 0; person < persons; person++) seat(person, new Set());
  return filled;
}

export function seatsFilled(filled: readonly number[]): number {
  return filled.filter((person) => person !== -1).length;
}
