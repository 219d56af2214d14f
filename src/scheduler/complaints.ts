/** A database that is away makes ten errors a second: says the first, then how many there were. Quiet once closed. */
import type { Log } from '../desk/ports/outside.js';

const QUIET_MS = 10_000;

export function complaints(log: Log, closed: () => boolean): (what: string) => (error: unknown) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  return (what) => (error) => {
    if (closed()) {
      log.debug({ err: error }, `scheduler (closed): ${what}`);
      return;
    }
    const now = Date.now();
    if (now - saidAt < QUIET_MS) {
      unsaid += 1;
      return;
    }
    log.error({ err: error, unsaid }, `scheduler: ${what}`);
    saidAt = now;
    unsaid = 0;
  };
}
