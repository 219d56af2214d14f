/** The connections of this process: one pool, under Prisma for ordinary things and bare for the hot paths. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Log } from '../desk/ports/outside.js';
import { PrismaClient } from './generated/prisma/client.js';

/**
 * The pool asks for rows by their keys. Plans of prepared statements and functions outlive the table sizes they were
 * made for: one made on the first day, when every table fitted one page, must not read all of a big one on the second.
 * Without JIT, which older servers would start for what they take for a costly plan.
 */
const BY_KEY = '-c enable_seqscan=off -c random_page_cost=1.1 -c jit=off';
/**
 * Reports read much: they get the planner's free choice, memory to sort in, and cannot use up everybody's connections.
 * Planned anew each time: the way through a month is not the way through ten years.
 */
const FREELY = '-c work_mem=64MB -c random_page_cost=1.1 -c plan_cache_mode=force_custom_plan';
const REPORT_POOL_SIZE = 2;
const IDLE_IN_TRANSACTION_MS = 30_000;

export interface Database {
  readonly url: string;
  readonly log: Log;
  readonly pool: pg.Pool;
  /** For reports only. */
  readonly reports: pg.Pool;
  readonly prisma: PrismaClient;
  /** Runs a statement that every connection prepares once under this name. */
  run<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export function openPool(options: { url: string; log: Log; poolSize: number }): Database {
  const { url, log, poolSize } = options;
  const openOne = (application_name: string, max: number, settings: string) => {
    const pool = new pg.Pool({
      connectionString: url,
      application_name,
      max,
      options: settings,
      keepAlive: true,
      // What a connection has prepared is worth keeping through a quiet minute.
      idleTimeoutMillis: 0,
      // A frozen instance must not hold a ticket for ever.
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    });
    // Without a listener an idle connection lost to a restart of PostgreSQL ends the process. It stays after close():
    // the server may still end connections that are on their way out.
    const lost = (error: Error) => log.warn({ error: error.message }, 'a database connection was lost');
    pool.on('error', lost);
    // So does one in use, lost between two statements of a transaction: the next of them fails, which is enough.
    pool.on('connect', (client) => client.on('error', lost));
    return pool;
  };
  const pool = openOne('troika', poolSize, BY_KEY);
  const reports = openOne('troika reports', REPORT_POOL_SIZE, FREELY);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    url,
    log,
    pool,
    reports,
    prisma,
    async run<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) {
      return (await pool.query<Row>({ name, text, values })).rows;
    },
    async close() {
      await prisma.$disconnect();
      await pool.end();
      await reports.end();
    },
  };
}
