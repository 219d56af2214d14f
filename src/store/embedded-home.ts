/** Decides where the embedded cluster lives and which system user runs it. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Where a cluster goes when we are root and the server's user cannot enter the data folder. */
const SHARED_HOME = '/var/lib/troika';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** True when every folder on the way may be entered by any user. */
export function enterableByOthers(target: string): boolean {
  for (let folder = path.resolve(target); ; folder = path.dirname(folder)) {
    if (fs.existsSync(folder) && (fs.statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** PostgreSQL refuses to run as root: the owner of an existing cluster, else postgres, else nobody. */
export function serverUser(dataFolder: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (fs.existsSync(dataFolder)) {
    const { uid, gid } = fs.statSync(dataFolder);
    return { uid, gid };
  }
  const number = (flag: string, name: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }));
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: number('-u', name), gid: number('-g', name) };
    } catch {
      // no such user here: try the next
    }
  }
  throw new Error(
    'embedded PostgreSQL: running as root, expected a user "postgres" or "nobody" to run the server as, got neither; run Troika as an ordinary user, or set DATABASE_URL',
  );
}

function makeFolder(folder: string): void {
  let made = fs.mkdirSync(folder, { recursive: true }); // the topmost folder it had to make
  if (process.getuid?.() !== 0) return;
  for (let below = folder; made !== undefined; below = path.dirname(below)) {
    fs.chmodSync(below, 0o755); // whatever root's umask is
    if (below === made) made = undefined;
  }
}

/**
 * The folder of the cluster: `postgres` in the data folder. Run by root below a private folder (a checkout in
 * /root) the server's user could not reach it, so there it is a link to a folder of its own under /var/lib.
 */
export function clusterHome(dataRoot: string, notify: (message: string) => void): string {
  const root = path.resolve(dataRoot);
  const home = path.join(root, 'postgres');
  makeFolder(root);
  if (fs.existsSync(home)) return fs.realpathSync(home);
  if (process.getuid?.() !== 0 || enterableByOthers(root)) {
    makeFolder(home);
    return fs.realpathSync(home);
  }
  // A name of its own each time: whoever deletes the data folder to begin anew must not meet the old cluster again.
  const elsewhere = path.join(SHARED_HOME, randomBytes(6).toString('hex'));
  try {
    makeFolder(elsewhere);
    fs.symlinkSync(elsewhere, home);
  } catch (cause) {
    fs.rmSync(elsewhere, { recursive: true, force: true });
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return fs.realpathSync(home); // another process was first
    throw new Error(
      `embedded PostgreSQL: running as root, expected a data folder that other users can enter, got ${root}, and ${elsewhere} cannot be made either; set TROIKA_DATA to such a folder, or run Troika as an ordinary user`,
      { cause },
    );
  }
  notify(
    `embedded PostgreSQL: running as root and other users cannot enter ${root}, so the database lies in ${elsewhere}`,
  );
  return elsewhere;
}
