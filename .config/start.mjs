// `npm start`: builds if dist/ is missing or older than its sources, then becomes `troika start`.
// The command runs in this very process, so signals and the exit code need no forwarding.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, isStale } from './build.mjs';

if (isStale()) {
  process.stdout.write(
    'troika: the build is missing or older than its sources, building (about ten seconds)\n',
  );
  try {
    build();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
const cli = path.join(import.meta.dirname, '..', 'dist', 'src', 'cli.js');
process.setSourceMapsEnabled(true);
process.argv = [process.execPath, cli, 'start', ...process.argv.slice(2)];
await import(pathToFileURL(cli).href);
