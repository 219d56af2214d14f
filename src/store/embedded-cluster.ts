/** Makes the embedded cluster: private, password-protected, and able to search Chinese. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './embedded-binaries.js';
import type { SystemUser } from './embedded-home.js';

/**
 * lc_ctype decides what pg_trgm takes for a letter. With plain "C" every Chinese character is punctuation and
 * search silently finds nothing. Older systems lack C.UTF-8, so en_US.UTF-8 is the second choice.
 */
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8'];

export interface Cluster {
  readonly data: string;
  readonly password: string;
}

interface Request {
  readonly binaries: Binaries;
  readonly cluster: string;
  readonly user: string;
  readonly runAs: SystemUser | undefined;
}

function initialise(fresh: string, characterType: string, { binaries, user, runAs }: Request): void {
  const data = path.join(fresh, 'data');
  const secret = path.join(fresh, 'password');
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(data, { recursive: true, mode: 0o700 });
  fs.writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (runAs) for (const made of [fresh, data, secret]) fs.chownSync(made, runAs.uid, runAs.gid);
  const flags = ['-D', data, '-U', user, '--auth=scram-sha-256', `--pwfile=${secret}`, '--data-checksums'];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  execFileSync(
    path.join(binaries.native, 'bin', 'initdb'),
    [...flags, '--encoding=UTF8', ...locale, `--lc-ctype=${characterType}`],
    { ...runAs, cwd: '/', stdio: 'pipe', encoding: 'utf8' },
  );
}

/** Password and data appear together by one rename: a crash, or a second starter, never leaves half a cluster. */
function create(request: Request): void {
  const fresh = `${request.cluster}.init-${process.pid}`;
  const failures: unknown[] = [];
  for (const characterType of CHARACTER_TYPES) {
    try {
      initialise(fresh, characterType, request);
      fs.renameSync(fresh, request.cluster);
      return;
    } catch (error) {
      failures.push(error);
      fs.rmSync(fresh, { recursive: true, force: true });
      if (fs.existsSync(path.join(request.cluster, 'data', 'PG_VERSION'))) return; // another process was first
    }
  }
  const said = failures.map((error) => (error as { stderr?: string }).stderr || String(error));
  throw new Error(`embedded PostgreSQL: initdb could not make ${request.cluster}:\n${said.join('\n')}`, {
    cause: failures[0],
  });
}

export function openCluster(request: Request): Cluster {
  const { binaries, cluster } = request;
  const data = path.join(cluster, 'data');
  if (!fs.existsSync(cluster)) create(request);
  let password: string;
  let major: string;
  try {
    password = fs.readFileSync(path.join(cluster, 'password'), 'utf8');
    major = fs.readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  } catch (cause) {
    throw new Error(
      `embedded PostgreSQL: expected to read the cluster in ${cluster}, got ${(cause as Error).message}; start Troika as the user who made it (or as root), or point TROIKA_DATA elsewhere`,
      { cause },
    );
  }
  const expected = binaries.version.split('.')[0];
  if (major !== expected) {
    throw new Error(
      `embedded PostgreSQL: expected a cluster of version ${expected}, got version ${major} in ${cluster}; dump it with the release of Troika that made it, move it away, and load the dump into the new one`,
    );
  }
  return { data, password };
}
