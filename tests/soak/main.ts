/**
 * `npm run soak [-- minutes]`: two, then three instances on one database for as long as asked, while they are killed,
 * frozen beyond their lease, wrong about the time, the database restarts, and fails over to its synchronous standby.
 */
import fs from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import type { Instances } from '../faults/instances.js';
import { judged } from '../faults/run.js';
import { startFaultServer } from '../faults/server.js';
import { installedPostgres, startStandbyPair } from '../faults/standby.js';
import { said } from '../faults/summary.js';
import { buildForCrash } from '../support/crash-build.js';
import { type Chance, chanceOf } from '../support/crash-chance.js';

const MINUTES = 10;
/** Longer than any lease. */
const FROZEN_MS = 35_000;
const SKEWED_MS = 90_000;

interface Phase {
  readonly name: string;
  readonly databaseUrl: string;
  readonly skewsMs: readonly number[];
  faults(instances: Instances, chance: Chance): Promise<void>;
}

async function main(argument: string | undefined): Promise<number> {
  const minutes = Number(argument ?? MINUTES);
  if (!(minutes > 0)) {
    process.stderr.write(`usage: npm run soak [-- minutes]; expected a number of minutes, got ${argument}\n`);
    return 2;
  }
  const seed = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 1_000_000));
  const build = buildForCrash();
  let well = true;
  const play = async ({ name, databaseUrl, skewsMs, faults }: Phase) => {
    const chance = chanceOf(seed);
    const { summary, found, ended } = await judged({
      ...{ build, databaseUrl, skewsMs, seed },
      faults: (instances) => faults(instances, chance),
    });
    process.stdout.write(`${said(`${name}, seed ${seed}`, summary, found)}\n`);
    const faulty = [...Object.values(found).flat(), ...ended];
    for (const line of faulty) process.stdout.write(`  ${line}\n`);
    well = well && faulty.length === 0 && summary.duplicates + summary.lost === 0;
  };
  try {
    await onServer('two instances', minutes * 0.4, [0, SKEWED_MS], play);
    await onServer('three instances', minutes * 0.4, [0, SKEWED_MS, -SKEWED_MS], play);
    const bin = installedPostgres();
    if (bin === null)
      process.stdout.write(
        'faults: SKIPPED: failover to a standby; it needs pg_basebackup of PostgreSQL 15 or newer (Debian: postgresql)\n',
      );
    else await onStandby(bin, minutes * 0.2, play);
  } finally {
    fs.rmSync(build, { recursive: true, force: true });
  }
  return well ? 0 : 1;
}

type Play = (phase: Phase) => Promise<void>;

async function onServer(
  name: string,
  minutes: number,
  skewsMs: readonly number[],
  play: Play,
): Promise<void> {
  const server = await startFaultServer();
  try {
    await play({
      ...{ name, databaseUrl: server.url, skewsMs },
      async faults(instances, chance) {
        const until = Date.now() + minutes * 60_000;
        const which = () => Math.floor(chance.between(0, instances.count));
        const all: readonly (() => Promise<void>)[] = [
          () => instances.kill(which()),
          () => instances.freeze(which(), FROZEN_MS),
          () => server.restart(),
        ];
        while (Date.now() < until) {
          await after(chance.between(1_000, 8_000));
          await chance.pick(all)();
          await instances.ready();
        }
      },
    });
  } finally {
    await server.stop();
  }
}

async function onStandby(bin: string, minutes: number, play: Play): Promise<void> {
  const pair = await startStandbyPair(bin);
  try {
    await play({
      ...{ name: 'failover to a synchronous standby', databaseUrl: pair.url, skewsMs: [0, SKEWED_MS] },
      async faults() {
        await after(minutes * 30_000);
        await pair.failOver();
        await after(minutes * 30_000);
      },
    });
  } finally {
    await pair.stop();
  }
}

process.exitCode = await main(process.argv[2]);
