/** A PostgreSQL server that lives as long as this run: its own folder, no fsync, gone afterwards. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbedded } from '../../src/store/embedded.js';
import { runningServer, stopServer } from '../../src/store/embedded-process.js';

const PREFIX = 'troika-scratch-';

/** Data that dies with the run need not reach the disk: the server starts and copies databases much faster. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '120' };

export interface ScratchServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A folder the server's own user can enter too (mkdtemp's are private to us). */
export function scratchFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  fs.chmodSync(folder, 0o755);
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A killed run leaves its server behind (that is what a detached server is for): end those nobody owns any more. */
async function sweepOrphans(): Promise<void> {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0;
    if (!owner || isAlive(owner)) continue;
    const folder = path.join(os.tmpdir(), name);
    const data = path.join(folder, 'postgres', 'cluster', 'data');
    const server = runningServer(data);
    if (server) await stopServer(data, server.pid);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

export async function startScratchServer(): Promise<ScratchServer> {
  await sweepOrphans().catch(() => {}); // another user's leftovers are not ours to end
  const dataRoot = scratchFolder();
  const server = await startEmbedded({ dataRoot, settings: FAST });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      fs.rmSync(dataRoot, { recursive: true, force: true });
    },
  };
}
