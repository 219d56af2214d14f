/** Cost follows what is due: the same burst among 1 000 pending timers and among 1 000 000. */
import { type Bar, barOf, expectEqual } from '../support/bar.js';
import { openHouse } from '../support/house.js';
import { byTurns, median, ratios, rounded, spreadOf } from '../support/measure.js';
import { type BenchServer, withClient } from '../support/server.js';
import { startOurs } from './ours.js';
import { fired } from './reminders.js';

const ROUNDS = 5;

/** Timers of tickets beyond those that exist: nothing reads the ticket of a timer before it is due. */
async function addPending(url: string, count: number): Promise<void> {
  await withClient(url, (client) =>
    client.query(
      `INSERT INTO timer (key, ticket_id, rule, visit, occurrence, due_at)
       SELECT n || '/1/sop:waiting/1', n, 'sop:waiting', 1, 1, now() + make_interval(hours => 1 + n % 700)
       FROM generate_series(10000001, 10000000 + $1::int) n`,
      [count],
    ),
  );
}

export async function manyPending(options: {
  readonly server: BenchServer;
  /** Waiting tickets, more than all bursts together, whose own reminders are hours away. */
  readonly seeded: string;
  readonly burst: number;
  readonly many: number;
  readonly progress: (line: string) => void;
}): Promise<Bar> {
  const { server, seeded, burst, many, progress } = options;
  const sides = { many: await side('wake_many', many), few: await side('wake_few', 0) };
  async function side(name: string, pending: number) {
    const url = await server.copy(name, seeded);
    if (pending > 0) {
      progress(`adding ${pending} timers`);
      await addPending(url, pending);
    } else {
      // The tickets of no burst have nothing pending here: 1 000 are left besides those that will be due.
      const last = 1 + burst * (ROUNDS + 1) + 1_000;
      await withClient(url, (client) => client.query('DELETE FROM timer WHERE ticket_id > $1', [last]));
    }
    await server.settle(url);
    const house = await openHouse({ url });
    const ours = await startOurs(url, house);
    return {
      url,
      async fire(from: number) {
        await ours.makeDue(from, from + burst - 1);
        const began = performance.now();
        await ours.ring();
        return burst / ((performance.now() - began) / 1000);
      },
      async stop() {
        await ours.stop();
        await house.close();
      },
    };
  }
  try {
    for (const { fire } of [sides.many, sides.few]) await fire(2);
    const run = (which: 'many' | 'few') => async (round: number) => {
      const figure = await sides[which].fire(2 + burst * (round + 1));
      progress(`${which} pending: ${Math.round(figure)}/s`);
      return figure;
    };
    const figures = await byTurns(ROUNDS, { many: run('many'), few: run('few') });
    for (const { url } of [sides.many, sides.few])
      expectEqual('reminders', burst * (ROUNDS + 1), (await fired(url)).reminders);
    const each = ratios(figures.many, figures.few);
    const [low, high] = spreadOf(each);
    return barOf({
      name: `wake: throughput with ${many} pending, against 1000`,
      value: rounded(median(each)),
      unit: '×',
      rule: 'least',
      bar: 0.7,
      goal: 0.9,
      spread: [rounded(low), rounded(high)],
      note: `${Math.round(median(figures.many))}/s against ${Math.round(median(figures.few))}/s; ${burst} due at once, ${ROUNDS} rounds`,
    });
  } finally {
    await sides.many.stop();
    await sides.few.stop();
  }
}
