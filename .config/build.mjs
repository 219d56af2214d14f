// Builds dist/: the database client, the server (dist/src, dist/adapters) and the page (dist/page).
// `--if-stale` does nothing when dist/ is younger than every source; `--if-tools` nothing when the dev dependencies were
// left out (`npm ci --omit=dev` runs `prepare` too, on machines that are given a dist/ built elsewhere).
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateIfStale } from './prisma-cli.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const at = (...parts) => path.join(ROOT, ...parts);
const STAMP = at('dist', '.built');
const SOURCES = ['src', 'adapters', 'prisma/schema.prisma', 'package.json', 'tsconfig.json', '.config'];
const GENERATED = at('src', 'store', 'generated');

/** The newest change below a path. Folders count too: deleting a file only shows there. */
function newestChange(target) {
  if (target === GENERATED || path.basename(target) === 'node_modules' || !existsSync(target)) return 0;
  const stat = statSync(target);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(target).map((name) => newestChange(path.join(target, name))));
}

export function isStale() {
  if (!existsSync(STAMP)) return true;
  return Math.max(...SOURCES.map((source) => newestChange(at(source)))) > statSync(STAMP).mtimeMs;
}

function run(tool, args) {
  const command = at('node_modules', ...tool.split('/'));
  if (!existsSync(command)) {
    throw new Error(
      `build: expected ${tool} in node_modules, got nothing; run "npm ci" (with dev dependencies)`,
    );
  }
  const { status } = spawnSync(process.execPath, [command, ...args], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`build: ${tool} ${args.join(' ')} ended with ${status}`);
}

export function build() {
  if (generateIfStale() !== 0) throw new Error('build: the database client could not be generated');
  const began = new Date(); // after generating (it touches src/store), before reading any source
  rmSync(STAMP, { force: true });
  if (existsSync(at('src'))) {
    for (const output of ['src', 'adapters']) rmSync(at('dist', output), { recursive: true, force: true });
    run('typescript/bin/tsc', ['-p', '.config/tsconfig.build.json']);
    if (existsSync(at('dist', 'src', 'cli.js'))) chmodSync(at('dist', 'src', 'cli.js'), 0o755);
  }
  if (existsSync(at('adapters', 'web', 'page', 'index.html'))) {
    run('vite/bin/vite.js', ['build', '--config', '.config/vite.config.ts', '--logLevel', 'warn']);
  }
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, '');
  utimesSync(STAMP, began, began);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const without = ['typescript', 'vite', 'prisma'].filter((tool) => !existsSync(at('node_modules', tool)));
    if (process.argv.includes('--if-tools') && without.length > 0) {
      process.stderr.write(
        `build: not building, ${without.join(', ')} not installed; bring dist/ from a full install\n`,
      );
    } else if (!process.argv.includes('--if-stale') || isStale()) build();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
