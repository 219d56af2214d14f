/** An emulator's time: it runs like the machine's, faster if asked, and can be moved ahead; what is due then happens. */
interface Due {
  readonly at: number;
  readonly act: () => void;
}

const LONGEST_TIMEOUT = 2 ** 31 - 1;

export class Clock {
  readonly #speed: number;
  readonly #began = performance.now();
  readonly #origin: number;
  #ahead = 0;
  #due: Due[] = [];
  #ring: NodeJS.Timeout | undefined;
  #closed = false;

  /** `speed`: emulated milliseconds to one real millisecond. */
  constructor({ speed = 1, origin = Date.now() }: { speed?: number; origin?: number } = {}) {
    this.#speed = speed;
    this.#origin = origin;
  }

  now(): number {
    return Math.floor(this.#origin + this.#ahead + (performance.now() - this.#began) * this.#speed);
  }

  /** Calls `act` once this clock has reached `at`; at once, though never inside the call, when it has already. */
  at(at: number, act: () => void): () => void {
    const due = { at, act };
    this.#due.push(due);
    this.#due.sort((one, other) => one.at - other.at);
    this.#rearm();
    return () => {
      this.#due = this.#due.filter((other) => other !== due);
      this.#rearm();
    };
  }

  /** Moves ahead, stopping at everything that falls due on the way, so that each sees its own instant. */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`clock: expected milliseconds to move ahead by, got ${ms}`);
    const target = this.now() + ms;
    for (let next = this.#due[0]; next && next.at <= target; next = this.#due[0]) {
      this.#ahead += Math.max(0, next.at - this.now());
      this.#due.shift();
      next.act();
    }
    this.#ahead += Math.max(0, target - this.now());
    this.#rearm();
  }

  /** Nothing happens by itself any more. */
  close(): void {
    this.#closed = true;
    this.#due = [];
    clearTimeout(this.#ring);
  }

  #rearm(): void {
    clearTimeout(this.#ring);
    const next = this.#due[0];
    if (!next || this.#closed) return;
    const wait = Math.max(0, (next.at - this.now()) / this.#speed);
    this.#ring = setTimeout(() => this.advance(0), Math.min(Math.ceil(wait), LONGEST_TIMEOUT));
  }
}
