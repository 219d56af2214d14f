/** Counts what the desk does, for Prometheus at /metrics. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Route } from '../platform/context.js';

/** What may be reported. The desk's own port (`desk/metrics-port`) is the first three. */
export interface Metrics {
  handled(type: string, outcome: string): void;
  timerFired(lagMs: number): void;
  delivered(platform: string, outcome: string): void;
  /** Serves /metrics. */
  readonly route: Route;
}

export interface OutboxHealth {
  readonly oldestMs: number;
  readonly pending: number;
  readonly held: number;
  readonly dead: number;
  readonly uncertain: number;
}

/** Promised are 150 ms in normal work and 30 s after a crash: the buckets tell them apart. */
const LAG_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 1, 5, 30, 120, 600, 3600];

export function createMetrics(outbox: () => Promise<OutboxHealth>): Metrics {
  const registers = [new Registry()];
  const [registry = new Registry()] = registers;
  collectDefaultMetrics({ register: registry });

  const commands = new Counter({
    name: 'troika_commands_total',
    help: 'Commands handled',
    labelNames: ['type', 'outcome'] as const,
    registers,
  });
  const lag = new Histogram({
    name: 'troika_timer_lag_seconds',
    help: 'How long after its due instant a timer fired',
    buckets: LAG_SECONDS,
    registers,
  });
  const deliveries = new Counter({
    name: 'troika_deliveries_total',
    help: 'Attempts to send',
    labelNames: ['platform', 'outcome'] as const,
    registers,
  });
  const items = new Gauge({
    name: 'troika_outbox_items',
    help: 'Items of the outbox by status',
    labelNames: ['status'] as const,
    registers,
  });
  const oldest = new Gauge({
    name: 'troika_outbox_oldest_seconds',
    help: 'Age of the oldest unsent item',
    registers,
  });
  const read = new Gauge({
    name: 'troika_outbox_read',
    help: '1 when the outbox could be read for this answer',
    registers,
  });

  /** One read for all gauges. A database that is away must not take the process's own figures with it. */
  async function readOutbox(): Promise<void> {
    try {
      const health = await outbox();
      for (const status of ['pending', 'held', 'dead', 'uncertain'] as const)
        items.set({ status }, health[status]);
      oldest.set(health.oldestMs / 1000);
      read.set(1);
    } catch {
      items.reset();
      oldest.set(Number.NaN);
      read.set(0);
    }
  }

  return {
    handled: (type, outcome) => commands.inc({ type, outcome }),
    timerFired: (lagMs) => lag.observe(Math.max(0, lagMs) / 1000),
    delivered: (platform, outcome) => deliveries.inc({ platform, outcome }),
    route: {
      method: 'GET',
      path: '/metrics',
      maxBytes: 1,
      async handle() {
        await readOutbox();
        const headers = { 'content-type': registry.contentType, 'cache-control': 'no-store' };
        return { status: 200, headers, body: await registry.metrics() };
      },
    },
  };
}
