/**
 * Agenda's jobs in MongoDB. A replica set tells of new alarms by its change stream; a standalone server tells nobody, and
 * the others find them by polling.
 */
import { MongoBackend } from '@agendajs/mongo-backend';
import { type Collection, type Db, MongoClient, type MongoClientOptions, MongoServerError } from 'mongodb';
import type { AlarmChannel, AlarmStore, Hearing } from './alarm-store.js';
import { ChangeChannel, LocalChannel } from './mongo-channels.js';

/** Where the address names no database. */
const DATABASE = 'troika';
const COLLECTION = 'agendaJobs';
/** What the address says itself counts before these. */
const CONNECTION = {
  appName: 'troika scheduler',
  serverSelectionTimeoutMS: 5000,
  connectTimeoutMS: 5000,
  maxPoolSize: 6,
};
const DUPLICATE_KEY = 11_000;
/** An instance that never gets the sweep itself looks this often, at most, whether another one did. */
const LOOK_MS = 10_000;

/** What we read and write of a job ourselves; the rest is Agenda's. */
interface Job {
  readonly name: string;
  readonly type: string;
  readonly nextRunAt: Date | null;
  readonly lockedAt?: Date | null;
  readonly lastFinishedAt?: Date | null;
  readonly failedAt?: Date | null;
  readonly repeatInterval?: unknown;
  readonly disabled?: boolean | null;
  readonly priority?: number;
  readonly data?: unknown;
  readonly lastModifiedBy?: string;
}

export async function openMongo(url: string, { complain, onSwept, sweepMs }: Hearing): Promise<AlarmStore> {
  const client = new MongoClient(url, unsaid(url));
  try {
    await client.connect();
    // `test` is what the driver says where the address names none.
    const db = client.db(client.options.dbName === 'test' ? DATABASE : undefined);
    const jobs = db.collection<Job>(COLLECTION);
    const backend = await openBackend(db, jobs);
    const channel = await channelOf(db);
    const look = setInterval(
      () => void lastSweep(jobs).then(sweptSince, complain('the last sweep could not be read')),
      Math.min(sweepMs, LOOK_MS),
    );
    look.unref();
    let seen = await lastSweep(jobs);
    function sweptSince(at: number): void {
      if (at > seen) onSwept();
      seen = Math.max(seen, at);
    }
    return {
      kind: 'MongoDB',
      backend,
      channel,
      async insertAlarm(at, by, soon) {
        if (!(await insert(jobs, at, by)) || !soon || !(channel instanceof LocalChannel)) return;
        await channel.nudge('alarm');
      },
      sweepState: (intervalMs) => sweepState(jobs, intervalMs),
      async end() {
        clearInterval(look);
        await client.close();
      },
    };
  } catch (error) {
    await client.close();
    throw error;
  }
}

async function openBackend(db: Db, jobs: Collection<Job>): Promise<MongoBackend> {
  const backend = new MongoBackend({ mongo: db, collection: COLLECTION });
  await backend.connect();
  // A row that has begun to ring has no instant any more: a conflict means that a ring is still to come.
  await jobs.createIndex(
    { nextRunAt: 1 },
    {
      name: 'one_alarm_an_instant',
      unique: true,
      partialFilterExpression: { name: 'alarm', nextRunAt: { $type: 'date' } },
    },
  );
  // Agenda's own upsert of a repeating job makes two when two instances start at once.
  await jobs.createIndex(
    { name: 1 },
    { name: 'one_of_a_repeating', unique: true, partialFilterExpression: { type: 'single' } },
  );
  const save = backend.repository.saveJob.bind(backend.repository);
  // Of two upserts at once the second finds the key taken; asked again, it finds the row.
  backend.repository.saveJob = (...args) =>
    save(...args).catch((error: unknown) => (isTaken(error) ? save(...args) : Promise.reject(error)));
  // Agenda connects its backend in its constructor and does not catch: a database lost just then would end the process.
  backend.connect = async () => {};
  return backend;
}

/** Change streams are a replica set's; `hello` says whether it is one. */
async function channelOf(db: Db): Promise<AlarmChannel> {
  const { setName } = await db.admin().command({ hello: 1 });
  return setName === undefined ? new LocalChannel() : new ChangeChannel(db, COLLECTION);
}

/** False: a row waits for this instant already. */
async function insert(jobs: Collection<Job>, nextRunAt: Date, lastModifiedBy: string): Promise<boolean> {
  try {
    await jobs.insertOne({
      ...{ name: 'alarm', type: 'normal', priority: 0, data: {} },
      ...{ nextRunAt, lockedAt: null, disabled: null, lastModifiedBy },
    });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

async function sweepState(
  jobs: Collection<Job>,
  intervalMs: number,
): Promise<{ readonly overdue: boolean } | null> {
  const sweep = await jobs.findOne({ name: 'sweep', type: 'single', disabled: { $ne: true } });
  if (!sweep?.nextRunAt || String(sweep.repeatInterval) !== String(intervalMs)) return null;
  return { overdue: sweep.nextRunAt.getTime() <= Date.now() && !sweep.lockedAt };
}

/** When a sweep last went well, epoch ms; 0: never, or the last one failed. */
async function lastSweep(jobs: Collection<Job>): Promise<number> {
  const sweep = await jobs.findOne({ name: 'sweep' }, { projection: { lastFinishedAt: 1, failedAt: 1 } });
  const finished = sweep?.lastFinishedAt?.getTime() ?? 0;
  return (sweep?.failedAt?.getTime() ?? 0) < finished ? finished : 0;
}

function isTaken(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}

function unsaid(url: string): MongoClientOptions {
  return Object.fromEntries(Object.entries(CONNECTION).filter(([option]) => !url.includes(`${option}=`)));
}
