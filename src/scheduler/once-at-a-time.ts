/** Work that many may ask for at once, and that must see everything that was there when it was asked for. */

export interface OnceAtATime {
  /** Starts the work, or has it run once more when it is under way. Resolves when it rests: whether its last run went well. */
  run(): Promise<boolean>;
  readonly running: boolean;
  /** When it was last begun; 0 before the first time. */
  readonly begunAt: number;
}

export function onceAtATime(work: () => Promise<void>, failed: (error: unknown) => void): OnceAtATime {
  let under: Promise<boolean> | null = null;
  let again = false;
  let begunAt = 0;

  async function untilRested(): Promise<boolean> {
    let well = true;
    do {
      again = false;
      begunAt = Date.now();
      try {
        await work();
        well = true;
      } catch (error) {
        well = false;
        failed(error);
      }
    } while (again);
    under = null;
    return well;
  }

  return {
    run() {
      again = true;
      under ??= untilRested();
      return under;
    },
    get running() {
      return under !== null;
    },
    get begunAt() {
      return begunAt;
    },
  };
}
