import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbedded } from '../../src/store/embedded.js';
import { scratchFolder } from '../support/scratch-server.js';

const TIMEOUT_MS = 60_000;

let dataRoot: string;
let server: EmbeddedPostgres | undefined;

async function start(): Promise<EmbeddedPostgres> {
  server = await startEmbedded({ dataRoot });
  return server;
}

async function query<T extends pg.QueryResultRow>(sql: string, url = server?.url): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // some of these tests kill the server under us
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(() => {
  dataRoot = scratchFolder();
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  fs.rmSync(dataRoot, { recursive: true, force: true });
});

describe('embedded PostgreSQL', () => {
  test(
    'a fresh start finds Chinese by its parts, listens on this machine only and wants a password',
    async () => {
      const { url, adopted } = await start();
      expect(adopted).toBe(false);
      const [row] = await query<{ trigrams: string[]; listen: string; connections: string }>(
        `create extension pg_trgm; select 1`,
      ).then(() =>
        query(`select show_trgm('中文') as trigrams, current_setting('listen_addresses') as listen,
                 current_setting('max_connections') as connections`),
      );
      expect(row?.trigrams.length).toBeGreaterThan(0);
      expect(row).toMatchObject({ listen: '127.0.0.1', connections: '60' });

      const secret = path.join(dataRoot, 'postgres', 'cluster', 'password');
      expect(fs.statSync(secret).mode & 0o777).toBe(0o600);
      const wrong = new URL(url);
      wrong.password = 'password';
      await expect(query('select 1', wrong.href)).rejects.toThrow(/password authentication failed/);
    },
    TIMEOUT_MS,
  );

  test(
    'starters that race for one folder end up with one server',
    async () => {
      const servers = await Promise.all([start(), start(), start()]);
      expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
      expect(servers.filter(({ adopted }) => !adopted).length).toBeLessThanOrEqual(1);
    },
    TIMEOUT_MS,
  );

  test(
    'a server left behind by a killed process is adopted, with its rows',
    async () => {
      const program = `
        import { startEmbedded } from './src/store/embedded.ts';
        const { pid } = await startEmbedded({ dataRoot: process.argv[1] });
        process.stdout.write(String(pid));
        process.kill(process.pid, 'SIGKILL');`;
      const flags = ['--import', 'tsx', '--input-type=module', '--eval', program, dataRoot];
      const killed = spawnSync(process.execPath, flags, { encoding: 'utf8' });
      expect(killed).toMatchObject({ signal: 'SIGKILL', stderr: '' });
      const heard: string[] = [];
      server = await startEmbedded({ dataRoot, notify: (message) => heard.push(message) });
      expect(server).toMatchObject({ pid: Number(killed.stdout), adopted: true });
      expect(heard).toEqual([expect.stringContaining('adopted the server')]);
      await expect(query('select 1 as one')).resolves.toEqual([{ one: 1 }]);
    },
    TIMEOUT_MS,
  );

  test(
    'after kill -9 of the server the next start comes up by itself with every acknowledged row',
    async () => {
      const { pid } = await start();
      await query('create table kept (id int); insert into kept select generate_series(1, 1000)');
      const busy = query('select pg_sleep(30)').catch(() => 'cut off'); // a backend that outlives its server
      await sleep(100);
      process.kill(pid, 'SIGKILL');
      const again = await start();
      expect(again.pid).not.toBe(pid);
      await expect(query('select count(*)::int as n from kept')).resolves.toEqual([{ n: 1000 }]);
      await expect(busy).resolves.toBe('cut off');
    },
    TIMEOUT_MS,
  );

  test(
    'a server that has stopped answering is not adopted, whatever its pid file says',
    async () => {
      const { pid } = await start();
      process.kill(pid, 'SIGSTOP');
      const starting = start(); // looks at once
      process.kill(pid, 'SIGKILL');
      const again = await starting;
      expect(again.pid).not.toBe(pid);
      await expect(query('select 1 as one')).resolves.toEqual([{ one: 1 }]);
    },
    TIMEOUT_MS,
  );

  test(
    'stop ends the server, and the next start keeps password and rows',
    async () => {
      const first = await start();
      await query('create table kept as select 7 as n');
      await first.stop();
      await expect(query('select 1', first.url)).rejects.toThrow(/ECONNREFUSED/);
      const second = await start();
      expect(new URL(second.url).password).toBe(new URL(first.url).password);
      await expect(query('select n from kept')).resolves.toEqual([{ n: 7 }]);
    },
    TIMEOUT_MS,
  );

  // Only root has to hand the server to another user, who cannot enter root's private folders.
  (process.getuid?.() === 0 ? test : test.skip)(
    'started by root in a private folder it lives elsewhere, says where, and is found there again',
    async () => {
      fs.chmodSync(dataRoot, 0o700);
      const heard: string[] = [];
      const notify = (message: string) => heard.push(message);
      server = await startEmbedded({ dataRoot, notify });
      const elsewhere = fs.realpathSync(path.join(dataRoot, 'postgres'));
      expect(elsewhere).toMatch(/^\/var\/lib\/troika\//);
      expect(heard).toEqual([expect.stringContaining(`so the database lies in ${elsewhere}`)]);
      const again = await startEmbedded({ dataRoot, notify });
      expect(again).toMatchObject({ pid: server.pid, adopted: true });
      await server.stop();
      fs.rmSync(elsewhere, { recursive: true });
    },
    TIMEOUT_MS,
  );

  test(
    'half a cluster from a start that was cut off is no obstacle',
    async () => {
      fs.mkdirSync(path.join(dataRoot, 'postgres', 'cluster.init-1', 'data'), { recursive: true });
      await expect(start()).resolves.toMatchObject({ adopted: false });
    },
    TIMEOUT_MS,
  );

  test(
    'a cluster of another major version is refused with what to do',
    async () => {
      await (await start()).stop();
      fs.writeFileSync(path.join(dataRoot, 'postgres', 'cluster', 'data', 'PG_VERSION'), '17\n');
      await expect(start()).rejects.toThrow(/expected a cluster of version 18, got version 17 .*dump it/);
    },
    TIMEOUT_MS,
  );
});
