/** The connections of this process: one pool, under Prisma for ordinary things and bare for the hot paths. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Log } from '../desk/ports/outside.js';
import { PrismaClient } from './generated/prisma/client.js';

const IDLE_IN_TRANSACTION_MS = 30_000;

export interface Database {
  readonly url: string;
  readonly log: Log;
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Runs a statement that every connection prepares once under this name. */
  run<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export function openPool(options: { url: string; log: Log; poolSize: number }): Database {
  const { url, log, poolSize } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'troika',
    keepAlive: true,
    // A frozen instance must not hold a ticket for ever.
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  // Without a listener an idle connection lost to a restart of PostgreSQL ends the process. It stays after close():
  // the server may still end connections that are on their way out.
  pool.on('error', (error) => log.warn({ error: error.message }, 'a database connection was lost'));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    url,
    log,
    pool,
    prisma,
    async run<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) {
      return (await pool.query<Row>({ name, text, values })).rows;
    },
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
