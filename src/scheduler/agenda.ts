/**
 * The alarm clock: Agenda over PostgreSQL or MongoDB. It only ever rings; what is due stands in the desk's own rows. A lost or a
 * double ring is harmless: `sweep` comes round anyway, and a ring that finds nothing does nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Agenda, type Job } from 'agenda';
import type pg from 'pg';
import type { Alarm, Log } from '../desk/ports/outside.js';
import type { AlarmStore, Hearing } from './alarm-store.js';
import { arming, MARK_MS } from './arm.js';
import { complaints } from './complaints.js';
import { holding } from './holding.js';
import { onceAtATime } from './once-at-a-time.js';
import { openPostgres } from './postgres-store.js';
import { keepPunctual } from './punctual.js';

const POLL_MS = 200;
const SWEEP_MS = 30_000;
/** After an alarm whose work failed. */
const RETRY_MS = 1000;
/**
 * How long a killed process keeps its alarms from the others. Short also because agenda (6.2.6) keeps a live timer of
 * half of it for every job that has run.
 */
const LOCK_LIFETIME_MS = 10_000;
/**
 * Agenda looks after that half whether a job still has its row; one that is over, and whose row a slow database is just
 * taking back, has none any more. Nothing is wrong then.
 */
const GIVING_BACK = /no lockedAt date found/u;
export type SchedulerOptions = ({ readonly url: string } | { readonly pool: pg.Pool }) & {
  /** Of this process among all instances: Agenda marks the rows it holds with it. */
  readonly name: string;
  /** `now` is desk time; `offset` is what the demo and tests added to real time. */
  readonly clock: { now(): number; offset(): number };
  readonly onAlarm: () => Promise<void>;
  readonly onSweep: () => Promise<void>;
  readonly log: Log;
  readonly sweepMs?: number;
  readonly lockLifetimeMs?: number;
};

export interface Scheduler extends Alarm {
  /** Rings now, in this process; resolves when that is over: whether the work went well. */
  ring(): Promise<boolean>;
  /** Time since the last ring or sweep that came to its end, here or (while we hear of it) in another instance. */
  heartbeatAgeMs(): number;
  /** Stops ringing and waits for what is under way; false when that took longer than `timeoutMs`. */
  close(timeoutMs: number): Promise<boolean>;
}

export async function startScheduler(options: SchedulerOptions): Promise<Scheduler> {
  const {
    name,
    clock,
    onAlarm,
    onSweep,
    log,
    sweepMs = SWEEP_MS,
    lockLifetimeMs = LOCK_LIFETIME_MS,
  } = options;
  let closed = false;
  const complain = complaints(log, () => closed);
  let beatAt = Date.now();
  const beat = () => {
    beatAt = Date.now();
  };
  const store = await open(options, { complain, onSwept: beat, sweepMs }).catch(
    notStarted(storeKind(options)),
  );
  const arm = arming({ store, name, pollMs: POLL_MS });

  const alarm = onceAtATime(
    async () => {
      await onAlarm();
      beat();
    },
    (error) => {
      log.error({ err: error }, `scheduler: an alarm's work failed, again in ${RETRY_MS} ms`);
      if (!closed)
        arm(Date.now() + RETRY_MS).catch(complain('the alarm could not be set again; the sweep will ring'));
    },
  );
  const sweep = onceAtATime(
    async () => {
      await onSweep();
      beat();
    },
    (error) => log.error({ err: error }, 'scheduler: a sweep failed'),
  );

  const held = (job: Job, work: Promise<boolean>) =>
    holding(job, work, lockLifetimeMs / 3, complain('a running job could not be kept'));

  const { backend, channel } = store;
  let agenda: Agenda | undefined;
  try {
    // Agenda gives a row back without waiting and without catching: a database lost just then would end the process.
    const unlock = backend.repository.unlockJob.bind(backend.repository);
    backend.repository.unlockJob = (job) => unlock(job).catch(complain('a job could not be given back'));
    channel.on(
      'error',
      complain('the channel of alarms failed, trying again; they come by polling meanwhile'),
    );
    keepPunctual(backend.repository, {
      begunAt: () => alarm.begunAt,
      nudge: () => void channel.nudge('alarm'),
      pollMs: POLL_MS,
    });
    agenda = new Agenda({
      backend,
      notificationChannel: channel,
      name,
      processEvery: POLL_MS,
      defaultLockLimit: 100,
      defaultLockLifetime: lockLifetimeMs,
      removeOnComplete: true,
    });
    const failed = complain('Agenda failed');
    agenda.on('error', (error) => {
      if (!GIVING_BACK.test(error.message)) failed(error);
    });
    await agenda.ready;
    // While one ring is under way the next only asks for one more, and its row may go: a row that waited in Agenda's
    // queue beyond its lock would never leave Agenda's count of locked rows. The first row stays until all is done.
    agenda.define('alarm', async (job) => {
      if (alarm.running) void alarm.run();
      else await held(job, alarm.run());
    });
    agenda.define('sweep', async (job) => {
      if (!(await held(job, sweep.run()))) throw new Error('the sweep failed; the log says why');
    });
    agenda.on('success:sweep', beat); // of other instances too: only one of them gets the row
    const state = await store.sweepState(sweepMs);
    // every() on an existing row could move an overdue run into the future, and what was missed would stay missed.
    if (!state) await agenda.every(sweepMs, 'sweep');
    await agenda.start();
    // A process that died between a save and its alarm may be back long before the row is due.
    if (state && !state.overdue) void sweep.run();
  } catch (error) {
    await channel.disconnect();
    await store.end();
    return notStarted(store.kind)(error);
  }

  /** Desk time on this machine's clock, which Agenda goes by. Skew below half a mark is noise, and would make rows. */
  function onThisClock(dueAt: number): number {
    const offset = clock.offset();
    const skew = Math.round((clock.now() - offset - Date.now()) / MARK_MS) * MARK_MS;
    return dueAt - offset - skew;
  }

  async function set(dueAt: number): Promise<void> {
    if (!Number.isFinite(dueAt)) throw new RangeError(`scheduler: expected an instant, got ${dueAt}`);
    if (closed) return; // the rows stand in the database: the next start sweeps them
    const now = Date.now();
    const at = onThisClock(dueAt);
    if (at > now) return arm(at);
    // Due already. Never awaited: `set` is called by the very work that rings. What stays due although it just rang (a
    // ticket somebody holds) waits for the next mark instead of spinning.
    if (now - alarm.begunAt >= MARK_MS) void alarm.run();
    else await arm(now + 1);
  }

  const started = agenda;
  async function stop(timeoutMs: number): Promise<boolean> {
    closed = true;
    // Not agenda.drain(): with removeOnComplete it misses the end of the last job and waits for its whole timeout.
    const jobs =
      (started as unknown as { jobProcessor?: { runningJobs: unknown[] } }).jobProcessor?.runningJobs ?? [];
    await started.stop(false).catch(complain('stopped without a database')); // running jobs go on
    await channel.disconnect().catch(complain('stopped without a database'));
    const deadline = Date.now() + timeoutMs;
    const busy = () => jobs.length > 0 || alarm.running || sweep.running;
    while (busy() && Date.now() < deadline) await sleep(10);
    const rested = !busy();
    if (rested) await store.end();
    else void store.end().catch(() => {}); // ends when the last query does
    return rested;
  }

  let stopping: Promise<boolean> | undefined;
  return {
    set,
    ring: () => alarm.run(),
    heartbeatAgeMs: () => Date.now() - beatAt,
    close(timeoutMs) {
      stopping ??= stop(timeoutMs);
      return stopping;
    },
  };
}

/** PostgreSQL unless the address says otherwise; whoever does not use MongoDB does not load its driver. */
async function open(options: SchedulerOptions, hearing: Hearing): Promise<AlarmStore> {
  if (storeKind(options) === 'PostgreSQL') return openPostgres(options, hearing);
  const { openMongo } = await import('./mongo-store.js');
  return openMongo('url' in options ? options.url : '', hearing);
}

function storeKind(options: SchedulerOptions): AlarmStore['kind'] {
  return 'url' in options && /^mongodb(\+srv)?:/u.test(options.url) ? 'MongoDB' : 'PostgreSQL';
}

function notStarted(kind: AlarmStore['kind']): (error: unknown) => never {
  return (error) => {
    throw new Error(`scheduler: expected Agenda to start on ${kind}, got ${String(error)}`, { cause: error });
  };
}
