/** 200 reminders due every second: how long after its instant each is committed, woken by the real alarm. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Alarm } from '../../../src/desk/ports/outside.js';
import { createWake } from '../../../src/desk/wake.js';
import { startScheduler } from '../../../src/scheduler/agenda.js';
import { type Bar, barOf, expectEqual } from '../support/bar.js';
import { openHouse } from '../support/house.js';
import { median, percentile, rounded } from '../support/measure.js';
import { type BenchServer, withClient } from '../support/server.js';
import { toldOfCommits } from './ours.js';

const PER_SECOND = 200;
/** Until the first is due: everybody is asleep by then, as on a quiet desk. */
const HEAD_START_MS = 3_000;
const LATEST_MS = 10_000;
const WARM = 100;

export async function steady(options: {
  readonly server: BenchServer;
  readonly seeded: string;
  readonly seconds: number;
  readonly progress: (line: string) => void;
}): Promise<Bar> {
  const { server, seeded, seconds, progress } = options;
  const url = await server.copy('wake_steady', seeded);
  const count = PER_SECOND * seconds;
  const lagsMs: number[] = [];
  let ring = async () => {};
  let set: Alarm['set'] = async () => {};
  const house = await openHouse({ url, alarm: { set: (at) => set(at) } });
  const { clock } = house.store;
  const wake = createWake(
    toldOfCommits(house, (due) => {
      const now = clock.now();
      for (const { dueAt } of due) lagsMs.push(now - dueAt);
    }),
  );
  ring = () => wake.ring();
  const scheduler = await startScheduler({
    ...{ url, name: 'bench', clock, log: house.log },
    onAlarm: () => ring(),
    onSweep: async () => {},
  });
  set = (at) => scheduler.set(at);
  const makeDue = (from: number, to: number, first: number) =>
    withClient(url, (client) =>
      client.query(
        `UPDATE timer SET due_at = to_timestamp($1::float8 / 1000) + make_interval(secs => (ticket_id - $3) / $2::float8)
         WHERE status = 'pending' AND ticket_id BETWEEN $3 AND $4`,
        [first, PER_SECOND, from, to],
      ),
    );
  try {
    // A running desk has read its directory and compiled its content long ago.
    await makeDue(2, 1 + WARM, clock.now() - 1_000);
    await wake.ring();
    expectEqual('reminders fired to warm up', WARM, lagsMs.length);
    lagsMs.length = 0;
    const first = clock.now() + HEAD_START_MS;
    await makeDue(2 + WARM, 1 + WARM + count, first);
    await house.alarm.set(first);
    progress(`${PER_SECOND} due a second for ${seconds} s`);
    const deadline = first + seconds * 1000 + LATEST_MS;
    while (lagsMs.length < count && clock.now() < deadline) await sleep(50);
    expectEqual('reminders fired', count, lagsMs.length);
  } finally {
    await wake.stop();
    await scheduler.close(5_000);
    await house.close();
  }
  return barOf({
    name: `wake: p99 lag to the commit, ${PER_SECOND} due a second`,
    value: rounded(percentile(lagsMs, 0.99)),
    unit: 'ms',
    rule: 'most',
    bar: 150,
    goal: 50,
    note: `p50 ${rounded(median(lagsMs))} ms, latest ${rounded(Math.max(...lagsMs))} ms of ${count} over ${seconds} s`,
  });
}
