/** Several statements that count together or not at all. */
import type pg from 'pg';
import type { Database } from './database.js';

export async function inTransaction<T>(
  { pool, log }: Pick<Database, 'pool' | 'log'>,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = true; // nothing was committed; the connection is thrown away
      log.warn({ error: lost.message }, 'a connection was lost in a transaction');
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
