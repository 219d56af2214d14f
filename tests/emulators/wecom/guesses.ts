/** Wrong secrets: after many of them the address they come from is shut out for an hour, right ones too. */
const HOUR_MS = 3_600_000;
/** How many is not documented. */
const BEARS = 20;

export class Guesses {
  #wrong: number[] = [];
  #bannedUntil = 0;

  wrong(now: number): void {
    this.#wrong = [...this.#wrong.filter((at) => at > now - HOUR_MS), now];
    if (this.#wrong.length >= BEARS) this.#bannedUntil = now + HOUR_MS;
  }

  banned(now: number): boolean {
    return now < this.#bannedUntil;
  }
}
