/**
 * The desk's clock: the database server's time plus the demo's offset. Kept by the process's monotonic clock in
 * between, so that a jump of the wall clock of one machine moves no deadline.
 */
import type { Bus } from '../desk/ports/outside.js';
import type { Store } from '../desk/ports/store.js';
import type { Database } from './database.js';

const TOPIC = 'clock';
const MEASURE_EVERY_MS = 60_000;
/** The fastest of these round trips is the most exact. */
const SAMPLES = 3;
/** A correction back by less than this is waited out: instants taken one after the other stay in order. */
const HELD_BACK_MS = 1_000;

export type DeskClock = Store['clock'] & { close(): void };

interface Sample {
  readonly roundTrip: number;
  /** Server time at the process's `performance.now()` = 0. */
  readonly origin: number;
  readonly offset: number;
}

async function sample({ run }: Database): Promise<Sample> {
  const before = performance.now();
  const [row] = await run<{ now: number; ms: number }>(
    'clock',
    'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now, ms::float8 AS ms FROM clock_offset WHERE id = 1',
    [],
  );
  const after = performance.now();
  const { now, ms } = row as { now: number; ms: number };
  return { roundTrip: after - before, origin: now - (before + after) / 2, offset: ms };
}

async function measure(database: Database): Promise<Sample> {
  const samples: Sample[] = [];
  for (let i = 0; i < SAMPLES; i++) samples.push(await sample(database));
  const best = samples.reduce((a, b) => (b.roundTrip < a.roundTrip ? b : a));
  return { ...best, offset: Math.max(...samples.map(({ offset }) => offset)) };
}

export async function openClock(
  database: Database,
): Promise<DeskClock & { follow(bus: Bus): void; remeasure(): void }> {
  let { origin, offset } = await measure(database);
  let last = 0;
  let bus: Bus | undefined;

  const timer = setInterval(remeasure, MEASURE_EVERY_MS);
  timer.unref();

  /** Somebody else may have travelled further meanwhile; nobody travels back. */
  function moveTo(next: number): void {
    offset = Math.max(offset, next);
  }

  function remeasure(): void {
    measure(database).then(
      (measured) => {
        origin = measured.origin;
        moveTo(measured.offset);
      },
      (error: Error) =>
        database.log.warn({ error: error.message }, 'the clock could not be compared with the database'),
    );
  }

  return {
    now() {
      const now = Math.round(origin + performance.now() + offset);
      if (now < last && last - now < HELD_BACK_MS) return last;
      last = now;
      return now;
    },

    offset: () => offset,

    async advance(ms) {
      if (!(ms >= 0)) throw new Error(`cannot travel back in time: expected 0 ms or more, got ${ms}`);
      const [row] = await database.run<{ ms: number }>(
        'advance',
        'UPDATE clock_offset SET ms = ms + $1 WHERE id = 1 RETURNING ms::float8 AS ms',
        [Math.round(ms)],
      );
      moveTo((row as { ms: number }).ms);
      await bus?.publish(TOPIC, offset);
    },

    follow(next) {
      bus = next;
      bus.subscribe(TOPIC, (payload) => moveTo(Number(payload)));
    },

    remeasure,
    close: () => clearInterval(timer),
  };
}
