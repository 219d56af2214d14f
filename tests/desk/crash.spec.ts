/** kill −9 at random moments of a running load, two instances on one database: nothing acknowledged is lost, nothing happens twice. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compileContent } from '../../src/sop/content.js';
import type { Sop } from '../../src/sop/sop.js';
import { readContentFolder } from '../../src/store/content-folder.js';
import { createStore } from '../../src/store/store.js';
import { buildForCrash } from '../support/crash-build.js';
import { openCashier } from '../support/crash-cashier.js';
import { chanceOf } from '../support/crash-chance.js';
import { contentForCrash } from '../support/crash-content.js';
import { type Instances, startInstances } from '../support/crash-instances.js';
import { startLoad } from '../support/crash-load.js';
import { openPage } from '../support/crash-page.js';
import { quiet } from '../support/crash-quiet.js';
import { type CrashRecord, readRecord } from '../support/crash-record.js';
import { counts, type Run, verdict } from '../support/crash-verdict.js';
import { PAYMENT_SECRET } from '../support/payment-secret.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';

/** The same seed chooses the same moments: `CRASH_SEED=7 npm test -- tests/desk/crash`. */
const SEED = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 1_000_000));
const KILLS = Number(process.env.CRASH_KILLS ?? 50);
/** Who looks at a page, a window each. */
const WINDOWS = ['zhang', 'zhang', 'lin', 'zhou', 'wang', 'zhou', 'zhou', 'wang', 'wang'];
/** What people wait for comes after the last kill at the latest, whatever had to be swept up. */
const PATIENCE_MS = 100_000;
const TEST_MS = 900_000;
const START_MS = 60_000;
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

describe('kill −9', () => {
  const folders: string[] = [];
  let database: FreshDatabase;
  let instances: Instances;
  let content = '';

  beforeAll(async () => {
    database = await freshDatabase('crash');
    content = contentForCrash();
    const [build, data] = [buildForCrash(), fs.mkdtempSync(path.join(os.tmpdir(), 'troika-crash-data-'))];
    folders.push(content, build, data);
    instances = startInstances(build, {
      PORT: '0',
      DATABASE_URL: database.url,
      TROIKA_DATA: data,
      TROIKA_CONTENT: content,
      SECRET: 'a secret that both instances share',
      HOOK_SECRETS: `payment=${PAYMENT_SECRET}`,
      LOG_LEVEL: 'warn',
    });
    await instances.ready();
  }, START_MS);
  afterAll(async () => {
    await instances?.stop();
    for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
    await database?.drop();
  }, START_MS);

  test(
    `${KILLS} times at random moments loses nothing that was acknowledged, and nothing has a second effect`,
    async () => {
      const { up } = instances;
      const chance = chanceOf(SEED);
      const cookie = await enter(up);
      const page = (account: string) => openPage({ account, cookie, up, chance: chance.fork() });
      const pages = WINDOWS.map(page) as Pages;
      const [first, second, lin, zhou, wang, ...notes] = pages;
      const cashier = openCashier(up, chance.fork());
      for (const each of pages) await each.until(() => each.address('private') || undefined, 'their places');

      try {
        const began = performance.now();
        const load = startLoad(
          { customer: [first, second], lin, zhou, wang, notes, cashier, cookie, up },
          chance.fork(),
        );
        await instances.torment(KILLS, chance.fork());
        const seconds = (performance.now() - began) / 1000;
        const patience = setTimeout(() => pages.map((each) => each.givesUp()), PATIENCE_MS);
        const waited = await load.stop();
        clearTimeout(patience);
        await quiet(database.url);

        const record = await recordOf(database.url);
        const { companies, finished } = load;
        const { hooks } = cashier;
        const run = { record, pages, hooks, companies, finished, sops: await sopsOf(content) };
        const found = verdict(run);
        found.lost.push(...waited);
        process.stdout.write(`${counts(run, found, { seed: SEED, kills: instances.kills(), seconds })}\n`);
        if (Object.values(found).some((list) => list.length > 0)) keep(run, instances.complaints);
        expect(found).toEqual({ lost: [], twice: [], wrong: [] });
      } finally {
        for (const each of pages) each.close();
        await instances.stop();
      }
      expect(instances.complaints).toEqual([]);
    },
    TEST_MS,
  );
});

type Page = ReturnType<typeof openPage>;
type Pages = [Page, Page, Page, Page, Page, ...Page[]];

/** Cookies are signed with the shared secret: one from here is good there, and after a restart. */
async function enter(up: Instances['up']): Promise<string> {
  const [running] = up();
  if (!running) throw new Error('expected an instance that answers');
  const answer = await fetch(`${running.url}/web/demo/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: running.url },
    body: JSON.stringify({ key: new URL(running.demoUrl).searchParams.get('key') }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** What a failing run leaves to be looked at. */
function keep({ record, pages, hooks }: Run, complaints: readonly string[]): void {
  const file = path.join(os.tmpdir(), `crash-${SEED}.json`);
  const deeds = pages.flatMap((page) => page.deeds);
  fs.writeFileSync(file, JSON.stringify({ record, hooks, deeds, complaints }, null, 1));
  process.stdout.write(
    `crash: everything it left is kept in ${file}; CRASH_SEED=${SEED} chooses the same moments\n`,
  );
}

async function recordOf(url: string): Promise<CrashRecord> {
  const store = await createStore({ url, log: SILENT, poolSize: 2 });
  return readRecord(store, url).finally(() => store.close());
}

async function sopsOf(folder: string): Promise<Readonly<Record<string, Sop>>> {
  const compiled = compileContent(await readContentFolder(folder));
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
  return compiled.content.latest;
}
