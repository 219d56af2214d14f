/** A click, received → committed: how many a second against plain `pg` with the same writes, and how late at 100 a second. */
import pg from 'pg';
import type { Change } from '../../src/desk/ports/change.js';
import type { Inbound } from '../../src/platform/inbound.js';
import { changeOfClick, clickOn, press, ticketStream } from './handle/clicks.js';
import { plainClick } from './handle/plain.js';
import { type Bar, type Bench, barOf, expectEqual } from './support/bar.js';
import { openHouse } from './support/house.js';
import { byTurns, median, openLoop, percentile, rate, ratios, rounded, spreadOf } from './support/measure.js';
import { written } from './support/rows.js';
import { type BenchServer, withServer } from './support/server.js';
import { seedTickets } from './support/template.js';

const AT_ONCE = 8;
/** As the store's own pool. */
const POOL = 10;
const PER_SECOND = 100;
const WARM = 200;

export const handle: Bench = ({ quick, progress }) =>
  withServer(async (server) => {
    const tickets = quick ? 20_000 : 200_000;
    progress(`making ${tickets} tickets`);
    const seeded = await server.empty('seeded');
    await seedTickets({ url: seeded, tickets, steps: [] });
    await server.settle(seeded);
    const plan: Plan = { server, tickets, rounds: quick ? 3 : 5, clicks: quick ? 800 : 2_000, progress };
    return [await againstPlain(plan), await openAt100({ ...plan, seconds: quick ? 5 : 20 })];
  });

interface Plan {
  readonly server: BenchServer;
  readonly tickets: number;
  readonly rounds: number;
  readonly clicks: number;
  readonly progress: (line: string) => void;
}

async function againstPlain({ server, tickets, rounds, clicks, progress }: Plan): Promise<Bar> {
  const urls = { ours: await server.copy('ours', 'seeded'), plain: await server.copy('plain', 'seeded') };
  const house = await openHouse({ url: urls.ours });
  // Decides for the plain side, outside its measured time.
  const decides = await openHouse({ url: urls.plain });
  const pool = new pg.Pool({ connectionString: urls.plain, max: POOL });
  pool.on('error', (error) => progress(`plain pg lost a connection: ${error.message}`));
  const nextTicket = ticketStream(tickets, 11);
  let total = 0;
  const round = async (count: number) => {
    const version = 1;
    const inbounds = Array.from({ length: WARM + count }, () => clickOn(nextTicket(), version));
    const decided: { inbound: Inbound; change: Change }[] = [];
    for (const inbound of inbounds) decided.push({ inbound, change: await changeOfClick(decides, inbound) });
    total += inbounds.length;
    return { inbounds, decided };
  };
  let made = await round(clicks);
  // Connections that idled while the other side ran are closed, and a new one plans everything anew: each round begins
  // with some clicks that are not measured.
  const measured = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>) => {
    await rate(items.slice(0, WARM), AT_ONCE, work);
    return rate(items.slice(WARM), AT_ONCE, work);
  };
  const ours = () => measured(made.inbounds, (inbound) => press(house, inbound));
  const plain = () => measured(made.decided, ({ inbound, change }) => plainClick(pool, inbound, change));
  let figures: Record<'ours' | 'plain', number[]>;
  try {
    await ours();
    await plain();
    let prepared = -1;
    const prepare = async (n: number) => {
      if (n > prepared) made = await round(clicks);
      prepared = n;
    };
    figures = await byTurns(rounds, {
      ours: (n) => prepare(n).then(ours),
      plain: (n) => prepare(n).then(plain),
    });
  } finally {
    await house.close();
    await decides.close();
    await pool.end();
  }
  const rows = await written(urls.ours);
  expectEqual('rows written by ours and by plain pg', rows, await written(urls.plain));
  progress(`${total} clicks on each side wrote ${JSON.stringify(rows)} (inserted/updated/deleted)`);
  const each = ratios(figures.ours, figures.plain);
  const [low, high] = spreadOf(each);
  return barOf({
    name: `handle: clicks per second, ${AT_ONCE} at once, against plain pg`,
    value: rounded(median(each)),
    unit: '×',
    rule: 'least',
    bar: 1,
    goal: 1.8,
    spread: [rounded(low), rounded(high)],
    note: `ours ${Math.round(median(figures.ours))}/s, plain ${Math.round(median(figures.plain))}/s; ${tickets} tickets, ${rounds} rounds of ${clicks}, the same rows on both sides`,
  });
}

async function openAt100({
  server,
  tickets,
  progress,
  seconds,
}: Plan & { readonly seconds: number }): Promise<Bar> {
  const url = await server.copy('open_loop', 'seeded');
  const house = await openHouse({ url });
  try {
    const nextTicket = ticketStream(tickets, 12);
    const work = () => press(house, clickOn(nextTicket(), 1));
    await openLoop({ perSecond: PER_SECOND, seconds: 2, work });
    progress(`${PER_SECOND} clicks a second for ${seconds} s`);
    const { latenciesMs, done } = await openLoop({ perSecond: PER_SECOND, seconds, work });
    expectEqual('clicks answered', PER_SECOND * seconds, done);
    return barOf({
      name: `handle: p99 from received to committed at ${PER_SECOND} a second`,
      value: rounded(percentile(latenciesMs, 0.99)),
      unit: 'ms',
      rule: 'most',
      bar: 50,
      goal: null,
      note: `p50 ${rounded(median(latenciesMs))} ms, slowest ${rounded(Math.max(...latenciesMs))} ms of ${done}, on a fixed beat`,
    });
  } finally {
    await house.close();
  }
}
