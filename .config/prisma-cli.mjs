// Prisma without a download: `node .config/prisma-cli.mjs generate | validate | format`.
// The CLI insists on a schema engine binary that none of these three use; any existing file satisfies it.
// (This file may not be called prisma.mjs: the CLI would take .config/prisma.* for its configuration.)
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.join(import.meta.dirname, '..');
const SCHEMA = path.join(ROOT, 'prisma', 'schema.prisma');
const CLIENT = path.join(ROOT, 'src', 'store', 'generated', 'prisma', 'client.ts');

export function prisma(args) {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    ...process.env,
  };
  return spawnSync(process.execPath, [cli, ...args], { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1;
}

/** Generates the client unless it is already younger than the schema. */
export function generateIfStale() {
  if (!existsSync(SCHEMA)) {
    process.stderr.write('prisma: no prisma/schema.prisma yet, so no client to generate\n');
    return 0;
  }
  if (existsSync(CLIENT) && statSync(CLIENT).mtimeMs > statSync(SCHEMA).mtimeMs) return 0;
  return prisma(['generate', '--no-hints']);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const args = process.argv.slice(2);
  process.exitCode = args[1] === '--if-stale' ? generateIfStale() : prisma(args);
}
