// One instance of the product as a process of its own: `node crash-entry.mjs <build folder>`.
// The same start as `troika start`, but for the seconds in which an act may still be undone.
// The line it prints is JSON; log lines follow it, as `troika start` writes them.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// A wall clock that goes wrong by so much: CRASH_SKEW_MS. What decides must be the database's.
const skewMs = Number(process.env.CRASH_SKEW_MS ?? 0);
if (skewMs !== 0) {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length === 0 ? [Real.now() + skewMs] : given));
    }
    static now() {
      return Real.now() + skewMs;
    }
  };
}
const [build = ''] = process.argv.slice(2);
const ours = (name) => import(pathToFileURL(path.join(build, 'src', name)).href);
const { readConfig } = await ours('config.js');
const { startTroika } = await ours('main.js');

const read = readConfig(process.env, process.cwd());
if ('problems' in read) throw new Error(read.problems.join('; '));
const troika = await startTroika(read.config, {
  env: process.env,
  recallMs: 0,
});
process.stdout.write(`${JSON.stringify({ url: troika.url, demoUrl: troika.demoUrl })}\n`);
// Nobody outlives the test, however that ends.
process.stdin.on('end', () => process.exit(1)).resume();
process.on('SIGTERM', async () => {
  await troika.stop();
  process.exit(0);
});
