/** Small facts that outlive the process and are shared by instances: token caches, cursors. */
import type { SharedState } from '../platform/context.js';
import type { Database } from './database.js';
import { cleanJson } from './json.js';

export function sharedState({ run }: Database): SharedState {
  return {
    async get(key) {
      const [row] = await run<{ value: unknown; version: number }>(
        'state_get',
        'SELECT value, version FROM shared_state WHERE key = $1',
        [key],
      );
      return row ?? null;
    },

    async compareAndSet(key, expected, value) {
      const written =
        expected === 0
          ? await run(
              'state_insert',
              'INSERT INTO shared_state (key, value, version) VALUES ($1, $2::jsonb, 1) ON CONFLICT (key) DO NOTHING RETURNING 1',
              [key, cleanJson(value)],
            )
          : await run(
              'state_update',
              'UPDATE shared_state SET value = $3::jsonb, version = version + 1 WHERE key = $1 AND version = $2 RETURNING 1',
              [key, expected, cleanJson(value)],
            );
      return written.length === 1;
    },
  };
}
