/** 2 000 reminders due at once among 100 000 pending: our wake, graphile-worker and plain Agenda by turns. */
import { type Bar, barOf, expectEqual } from '../support/bar.js';
import { openHouse } from '../support/house.js';
import { byTurns, median, ratios, rounded, spreadOf } from '../support/measure.js';
import type { BenchServer } from '../support/server.js';
import { startAgenda } from './agenda.js';
import { type Contender, type PeerOptions, watch } from './contender.js';
import { startGraphile } from './graphile.js';
import { startOurs, toldOfCommits } from './ours.js';
import { fired, fireOne } from './reminders.js';

const ROUNDS = 3;

export interface BurstPlan {
  readonly server: BenchServer;
  /** A database of this many waiting tickets, to be copied. */
  readonly seeded: string;
  readonly tickets: number;
  readonly burst: number;
  readonly progress: (line: string) => void;
}

interface Side {
  readonly url: string;
  /** Fires the reminders of these tickets; reminders per second. */
  fire(from: number, to: number): Promise<number>;
  stop(): Promise<void>;
}

async function ourSide({ server, seeded }: BurstPlan): Promise<Side> {
  const url = await server.copy('wake_ours', seeded);
  const house = await openHouse({ url });
  const seen = watch();
  const ours = await startOurs(
    url,
    toldOfCommits(house, (due) => due.forEach(() => void seen.fire(async () => {}))),
  );
  return {
    url,
    async fire(from, to) {
      await ours.makeDue(from, to);
      const began = performance.now();
      // From the ring, the first claim included; a peer's first claim is not charged to it.
      const done = seen.until(to - from + 1);
      await ours.ring();
      await done;
      return (to - from + 1) / ((performance.now() - began) / 1000);
    },
    async stop() {
      await ours.stop();
      await house.close();
    },
  };
}

async function peerSide(
  name: string,
  start: (options: PeerOptions) => Promise<Contender>,
  plan: BurstPlan,
): Promise<Side> {
  const url = await plan.server.copy(name, plan.seeded);
  const house = await openHouse({ url });
  const seen = watch();
  const fire = (timer: string) => seen.fire(() => fireOne(house, timer));
  const peer = await start({ url, tickets: plan.tickets, fire });
  return {
    url,
    async fire(from, to) {
      const done = seen.until(to - from + 1);
      await peer.makeDue(from, to);
      return done;
    },
    async stop() {
      await peer.stop();
      await house.close();
    },
  };
}

export async function againstPeers(plan: BurstPlan): Promise<readonly Bar[]> {
  const { tickets, burst, progress } = plan;
  const sides = {
    ours: await ourSide(plan),
    graphile: await peerSide('wake_graphile', startGraphile, plan),
    agenda: await peerSide('wake_agenda', startAgenda, plan),
  };
  const names = ['ours', 'graphile', 'agenda'] as const;
  try {
    // A quarter of a burst each to warm up.
    const warm = burst / 4;
    for (const name of names) await sides[name].fire(2, 1 + warm);
    const run = (name: (typeof names)[number]) => async (round: number) => {
      const from = 2 + warm + round * burst;
      const figure = await sides[name].fire(from, from + burst - 1);
      progress(`${burst} due, ${tickets} pending: ${name} ${Math.round(figure)}/s`);
      return figure;
    };
    const figures = await byTurns(ROUNDS, {
      ours: run('ours'),
      graphile: run('graphile'),
      agenda: run('agenda'),
    });
    const rows = await fired(sides.ours.url);
    const total = warm + ROUNDS * burst;
    expectEqual(
      'reminders, tickets reminded and timers fired',
      [total, total, total],
      [rows.reminders, rows.tickets, rows.fired],
    );
    for (const name of ['graphile', 'agenda'] as const)
      expectEqual(`rows written by ours and by ${name}`, rows, await fired(sides[name].url));
    return [
      bar('graphile-worker', figures.ours, figures.graphile, { bar: 2, goal: 4 }),
      bar('Agenda, a job a timer', figures.ours, figures.agenda, { bar: 6, goal: null }),
    ];
  } finally {
    for (const name of names) await sides[name].stop();
  }

  function bar(
    peer: string,
    ours: readonly number[],
    theirs: readonly number[],
    wanted: { bar: number; goal: number | null },
  ): Bar {
    const each = ratios(ours, theirs);
    const [low, high] = spreadOf(each);
    return barOf({
      name: `wake: ${burst} due at once, against ${peer}`,
      value: rounded(median(each)),
      unit: '×',
      rule: 'least',
      ...wanted,
      spread: [rounded(low), rounded(high)],
      note: `ours ${Math.round(median(ours))}/s, ${peer} ${Math.round(median(theirs))}/s; ${tickets} pending, ${ROUNDS} rounds, the same rows on all sides`,
    });
  }
}
