/** What the emulator counted: the figures that contract tests print and judge by. */
export interface Counts {
  readonly requests: Readonly<Record<string, number>>;
  /** By the platform's code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Messages of the bot that people got to see. */
  readonly shown: number;
  /** Of these, the ones that say in the same place, word for word, what another one says. */
  readonly shownTwice: number;
  /** Taken by the platform and shown to nobody, without a word to the app. */
  readonly dropped: number;
  readonly updated: number;
  /** Events and callbacks, each counted once however often it was tried. */
  readonly events: number;
  readonly attempts: number;
  readonly acknowledged: number;
  /** Attempts that came to nothing; what is neither this nor acknowledged is still on its way. */
  readonly failed: number;
  readonly givenUp: number;
}

export class Tally {
  readonly #requests = new Map<string, number>();
  readonly #refused = new Map<string, number>();
  readonly #shown = new Map<string, number>();
  dropped = 0;
  updated = 0;
  events = 0;
  attempts = 0;
  acknowledged = 0;
  failed = 0;
  givenUp = 0;

  request(api: string): void {
    add(this.#requests, api);
  }

  refusal(code: number | string): void {
    add(this.#refused, String(code));
  }

  show(place: string, content: string): void {
    add(this.#shown, `${place}\n${content}`);
  }

  counts(): Counts {
    const times = [...this.#shown.values()];
    const shown = times.reduce((sum, count) => sum + count, 0);
    const { dropped, updated, events, attempts, acknowledged, failed, givenUp } = this;
    return {
      requests: Object.fromEntries(this.#requests),
      refused: Object.fromEntries(this.#refused),
      shown,
      shownTwice: shown - times.length,
      ...{ dropped, updated, events, attempts, acknowledged, failed, givenUp },
    };
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
