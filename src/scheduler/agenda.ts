/**
 * The alarm clock: Agenda over PostgreSQL. It only ever rings; what is due stands in the desk's own rows. A lost or a
 * double ring is harmless: `sweep` comes round anyway, and a ring that finds nothing does nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Agenda, type Job } from 'agenda';
import pg from 'pg';
import type { Alarm, Log } from '../desk/ports/outside.js';
import { arming, MARK_MS } from './arm.js';
import { complaints } from './complaints.js';
import { holding } from './holding.js';
import { ListenChannel } from './listen.js';
import { onceAtATime } from './once-at-a-time.js';
import { keepPunctual } from './punctual.js';
import { openBackend, sweepState } from './table.js';

const POLL_MS = 200;
const SWEEP_MS = 30_000;
/** After an alarm whose work failed. */
const RETRY_MS = 1000;
/**
 * How long a killed process keeps its alarms from the others. Short also because agenda (6.2.6) keeps a live timer of
 * half of it for every job that has run.
 */
const LOCK_LIFETIME_MS = 10_000;
/** Two polls at a time, one LISTEN, and a few alarms being set. */
const OWN_POOL = {
  max: 6,
  connectionTimeoutMillis: 5000,
  keepAlive: true,
  application_name: 'troika scheduler',
};

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
  const pool = 'pool' in options ? options.pool : new pg.Pool({ connectionString: options.url, ...OWN_POOL });
  // A lost connection says so on the pool or, in use, on itself; unheard, either would end the process, even after close.
  pool.on('error', complain('lost an idle connection'));
  pool.on('connect', (client) => client.on('error', complain('lost a connection')));
  const endPool = async () => {
    if (!('pool' in options)) await pool.end();
  };

  let beatAt = Date.now();
  const beat = () => {
    beatAt = Date.now();
  };
  const arm = arming({ pool, name, pollMs: POLL_MS });

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

  let agenda: Agenda | undefined;
  let channel: ListenChannel | undefined;
  try {
    const backend = await openBackend(pool);
    // Agenda gives a row back without waiting and without catching: a database lost just then would end the process.
    const unlock = backend.repository.unlockJob.bind(backend.repository);
    backend.repository.unlockJob = (job) => unlock(job).catch(complain('a job could not be given back'));
    channel = new ListenChannel(pool);
    channel.on('error', complain('LISTEN failed, trying again; alarms come by polling meanwhile'));
    const nudge = channel.nudge.bind(channel, 'alarm');
    keepPunctual(backend.repository, {
      begunAt: () => alarm.begunAt,
      nudge: () => void nudge(),
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
    agenda.on('error', complain('Agenda failed'));
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
    const state = await sweepState(pool, sweepMs);
    // every() on an existing row could move an overdue run into the future, and what was missed would stay missed.
    if (!state) await agenda.every(sweepMs, 'sweep');
    await agenda.start();
    // A process that died between a save and its alarm may be back long before the row is due.
    if (state && !state.overdue) void sweep.run();
  } catch (error) {
    await channel?.disconnect();
    await endPool();
    throw new Error(`scheduler: expected Agenda to start on PostgreSQL, got ${String(error)}`, {
      cause: error,
    });
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
  const listening = channel;
  async function stop(timeoutMs: number): Promise<boolean> {
    closed = true;
    // Not agenda.drain(): with removeOnComplete it misses the end of the last job and waits for its whole timeout.
    const jobs =
      (started as unknown as { jobProcessor?: { runningJobs: unknown[] } }).jobProcessor?.runningJobs ?? [];
    await started.stop(false).catch(complain('stopped without a database')); // running jobs go on
    await listening.disconnect().catch(complain('stopped without a database'));
    const deadline = Date.now() + timeoutMs;
    const busy = () => jobs.length > 0 || alarm.running || sweep.running;
    while (busy() && Date.now() < deadline) await sleep(10);
    const rested = !busy();
    if (rested) await endPool();
    else void endPool().catch(() => {}); // ends when the last query does
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
