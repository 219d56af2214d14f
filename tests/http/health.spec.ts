/** Health and metrics, as an orchestrator and Prometheus see them. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { healthRoutes } from '../../src/http/health.js';
import { createMetrics } from '../../src/http/metrics.js';
import { serving } from './serving.js';

const fine = { database: async () => {}, heartbeat: 1000, outbox: 0 };
let now: { database: () => Promise<unknown>; heartbeat: number; outbox: number } = fine;
let outbox = async () => ({ oldestMs: 1500, pending: 3, held: 4, dead: 1, uncertain: 2 });
const metrics = createMetrics(() => outbox());

const server = serving((mounting) => {
  const checks = {
    database: () => now.database(),
    heartbeatAgeMs: () => now.heartbeat,
    outboxOldestMs: async () => now.outbox,
  };
  for (const route of [...healthRoutes(checks), metrics.route]) mounting.route(route);
});

async function readyz() {
  const answer = await fetch(`${server().url}/readyz`);
  return {
    status: answer.status,
    body: (await answer.json()) as { ready: boolean; checks: Record<string, { ok: boolean; got: string }> },
  };
}

describe('health', () => {
  beforeEach(() => {
    now = fine;
  });

  test('lives and is ready', async () => {
    expect((await fetch(`${server().url}/healthz`)).status).toBe(200);
    const { status, body } = await readyz();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ready: true,
      checks: { database: { ok: true }, alarm: { ok: true, got: '1 s' }, outbox: { ok: true, got: '0 s' } },
    });
  });

  test.each([
    ['database', { ...fine, database: async () => Promise.reject(new Error('postgres://me:pw@db is away')) }],
    ['database', { ...fine, database: () => new Promise(() => {}) }],
    ['alarm', { ...fine, heartbeat: 90_000 }],
    ['outbox', { ...fine, outbox: 300_000 }],
  ])('is not ready when the %s is not, says which, and lives on', async (part, state) => {
    now = state;
    const { status, body } = await readyz();
    expect(status).toBe(503);
    expect(
      Object.entries(body.checks)
        .filter(([, { ok }]) => !ok)
        .map(([name]) => name),
    ).toEqual([part]);
    expect(JSON.stringify(body)).not.toContain('pw@db');
    expect((await fetch(`${server().url}/healthz`)).status).toBe(200);
  });
});

describe('metrics', () => {
  const text = async () => (await fetch(`${server().url}/metrics`)).text();

  test('count what the desk did', async () => {
    metrics.handled('claim', 'done');
    metrics.handled('claim', 'done');
    metrics.handled('claim', 'refused');
    metrics.timerFired(20);
    metrics.timerFired(-3);
    metrics.delivered('web', 'sent');
    const lines = await text();
    expect(lines).toContain('troika_commands_total{type="claim",outcome="done"} 2');
    expect(lines).toContain('troika_commands_total{type="claim",outcome="refused"} 1');
    expect(lines).toContain('troika_timer_lag_seconds_bucket{le="0.005"} 1');
    expect(lines).toContain('troika_timer_lag_seconds_bucket{le="0.025"} 2');
    expect(lines).toContain('troika_deliveries_total{platform="web",outcome="sent"} 1');
    expect(lines).toContain('troika_outbox_items{status="dead"} 1');
    expect(lines).toContain('troika_outbox_oldest_seconds 1.5');
    expect(lines).toMatch(/^nodejs_eventloop_lag_seconds /mu);
  });

  test('are given although the database is away', async () => {
    outbox = async () => Promise.reject(new Error('away'));
    const lines = await text();
    expect(lines).toContain('troika_outbox_read 0');
    expect(lines).toContain('troika_commands_total');
  });

  test('two sets do not mix', async () => {
    const other = createMetrics(async () => ({ oldestMs: 0, pending: 0, held: 0, dead: 0, uncertain: 0 }));
    const answer = await other.route.handle({
      headers: {},
      params: {},
      query: {},
      body: new Uint8Array(),
      ip: '',
    });
    expect(String(answer.body)).not.toContain('type="claim"');
  });
});
