/** A server that really listens, for one test file, and what it logged. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import type { Log } from '../../src/desk/ports/outside.js';
import { createServer, type Server, type ServerOptions } from '../../src/http/server.js';

export interface Logged {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

export interface Serving {
  readonly url: string;
  readonly port: number;
  readonly logged: Logged[];
}

/** `mount` puts routes on it before it listens. */
export function serving(
  mount: (server: Server) => void,
  options: Partial<ServerOptions> = {},
): () => Serving {
  let server: Server;
  let serving: Serving;
  beforeAll(async () => {
    const logged: Logged[] = [];
    const at = (level: string) => (fields: object, message: string) =>
      void logged.push({ level, fields, message });
    const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    server = await createServer({ pageDir: '/nowhere', log, ...options });
    mount(server);
    serving = { ...(await server.listen({ host: '127.0.0.1', port: 0 })), logged };
  });
  afterAll(() => server.close());
  return () => serving;
}

/** A built page with one hashed asset. */
export function builtPage(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'troika-page-'));
  fs.mkdirSync(path.join(dir, 'assets'));
  fs.writeFileSync(path.join(dir, 'index.html'), '<!doctype html><title>Troika</title>');
  fs.writeFileSync(path.join(dir, 'assets', 'index-abc123.js'), 'export {};');
  fs.writeFileSync(path.join(dir, '.secret'), 'hidden');
  return dir;
}
