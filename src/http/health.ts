/** /healthz: the process lives. /readyz: it can do its work, and if not, which part cannot. */
import type { Route } from '../platform/context.js';
import { json } from './problem.js';

const MAX_HEARTBEAT_MS = 90_000;
const MAX_OUTBOX_MS = 300_000;
/** A check that hangs has failed. */
const CHECK_MS = 2000;

export interface HealthChecks {
  /** Resolves when the database has answered. */
  database(): Promise<unknown>;
  heartbeatAgeMs(): number;
  /** Age of the oldest unsent item; 0 when there is none. */
  outboxOldestMs(): Promise<number>;
}

interface Check {
  readonly ok: boolean;
  readonly expected: string;
  readonly got: string;
}

export function healthRoutes(checks: HealthChecks): readonly Route[] {
  return [
    { method: 'GET', path: '/healthz', maxBytes: 1, handle: async () => json(200, { ok: true }) },
    { method: 'GET', path: '/readyz', maxBytes: 1, handle: () => ready(checks) },
  ];
}

async function ready(checks: HealthChecks) {
  const [database, alarm, outbox] = await Promise.all([
    check('an answer within 2 s', async () => {
      const began = performance.now();
      await checks.database();
      return { ok: true, got: `${Math.round(performance.now() - began)} ms` };
    }),
    check(`a heartbeat in the last ${MAX_HEARTBEAT_MS / 1000} s`, async () =>
      aged(checks.heartbeatAgeMs(), MAX_HEARTBEAT_MS),
    ),
    check(`nothing unsent for ${MAX_OUTBOX_MS / 60_000} min`, async () =>
      aged(await checks.outboxOldestMs(), MAX_OUTBOX_MS),
    ),
  ]);
  const ok = database.ok && alarm.ok && outbox.ok;
  return json(ok ? 200 : 503, { ready: ok, checks: { database, alarm, outbox } });
}

function aged(ageMs: number, maxMs: number) {
  return { ok: ageMs < maxMs, got: `${Math.round(ageMs / 1000)} s` };
}

/** Never says why in detail: errors of a database may hold its address. The log has them. */
async function check(expected: string, work: () => Promise<{ ok: boolean; got: string }>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), CHECK_MS);
  });
  try {
    return { expected, ...(await Promise.race([work(), late])) };
  } catch (error) {
    return {
      ok: false,
      expected,
      got: error instanceof Error && error.message === 'late' ? 'none in time' : 'an error',
    };
  } finally {
    clearTimeout(timer);
  }
}
