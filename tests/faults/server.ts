/** A PostgreSQL server of a run's own that may be restarted under the instances: the same folder, the same port. */
import fs from 'node:fs';
import { type EmbeddedPostgres, startEmbedded } from '../../src/store/embedded.js';
import { freePort } from '../../src/store/embedded-process.js';
import { scratchFolder } from '../support/scratch-server.js';

export interface FaultServer {
  readonly url: string;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startFaultServer(): Promise<FaultServer> {
  const dataRoot = scratchFolder();
  const settings = { port: String(await freePort()), synchronous_commit: 'on', max_connections: '120' };
  let server: EmbeddedPostgres = await startEmbedded({ dataRoot, settings });
  return {
    url: server.url,
    async restart() {
      await server.stop();
      server = await startEmbedded({ dataRoot, settings });
    },
    async stop() {
      await server.stop();
      fs.rmSync(dataRoot, { recursive: true, force: true });
    },
  };
}
