/**
 * `npm run bench -- <name>|all [--json] [--quick]`: the numbers of design §6, as ratios of one run.
 * Progress goes to stderr, the table (or, last, one JSON line) to stdout. Exit code 1: a bench could not be measured
 * or did not do what it says. A missed bar is a figure, not a failure.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Bar, Bench } from './support/bar.js';
import { type Failure, machine, table } from './support/show.js';

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  calendar: async () => (await import('./calendar.js')).calendar,
  handle: async () => (await import('./handle.js')).handle,
  wake: async () => (await import('./wake.js')).wake,
  deliver: async () => (await import('./deliver.js')).deliver,
  reports: async () => (await import('./reports.js')).reports,
  start: async () => (await import('./start.js')).startProduct,
};

interface Results {
  readonly bars: readonly Bar[];
  readonly failures: readonly Failure[];
}

async function runOne(name: string, quick: boolean): Promise<Results> {
  const began = performance.now();
  const progress = (line: string) => {
    process.stderr.write(
      `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${name}: ${line}\n`,
    );
  };
  try {
    const bench = await (BENCHES[name] as () => Promise<Bench>)();
    return { bars: await bench({ quick, progress }), failures: [] };
  } catch (error) {
    process.stderr.write(`${name} FAILED: ${error instanceof Error ? error.stack : String(error)}\n`);
    return { bars: [], failures: [{ bench: name, error: String(error) }] };
  }
}

/** A process of its own for each: a fresh heap, and no memory of the bench before. */
async function runApart(name: string, quick: boolean): Promise<Results> {
  const flags = quick ? ['--json', '--quick'] : ['--json'];
  const child = spawn(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.url), name, ...flags],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  if (last.startsWith('{')) return JSON.parse(last) as Results;
  return { bars: [], failures: [{ bench: name, error: `its process ended with ${code} and no result` }] };
}

async function main(words: readonly string[]): Promise<number> {
  const [json, quick] = [words.includes('--json'), words.includes('--quick')];
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = words.filter((word) => word.startsWith('--') && word !== '--json' && word !== '--quick');
  const known = [...Object.keys(BENCHES), 'all'];
  if (names.length !== 1 || !known.includes(names[0] as string) || unknown.length > 0) {
    process.stderr.write(
      `npm run bench -- <${known.join('|')}> [--json] [--quick]; got: ${words.join(' ')}\n`,
    );
    return 2;
  }
  const [name] = names as [string];
  const results: Results[] = [];
  if (name === 'all') for (const each of Object.keys(BENCHES)) results.push(await runApart(each, quick));
  else results.push(await runOne(name, quick));
  const bars = results.flatMap((result) => result.bars);
  const failures = results.flatMap((result) => result.failures);
  if (json) console.log(JSON.stringify({ bars, failures, machine: machine(quick) }));
  else {
    console.log(table(bars));
    for (const { bench, error } of failures) console.log(`FAILED ${bench}: ${error}`);
    console.log(
      `\n${Object.entries(machine(quick))
        .map(([key, value]) => `${key} ${value}`)
        .join(', ')}`,
    );
  }
  return failures.length > 0 ? 1 : 0;
}

// A peer's timers may go on for a while; nothing of ours does.
process.exit(await main(process.argv.slice(2)));
