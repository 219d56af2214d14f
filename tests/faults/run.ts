/** One run: instances on a database, orders and their alarms, whatever goes wrong meanwhile, and the judge at the end. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compileContent } from '../../src/sop/content.js';
import { readContentFolder } from '../../src/store/content-folder.js';
import { createStore } from '../../src/store/store.js';
import { openCashier } from '../support/crash-cashier.js';
import { chanceOf } from '../support/crash-chance.js';
import { contentForCrash } from '../support/crash-content.js';
import type { Findings } from '../support/crash-findings.js';
import { openPage } from '../support/crash-page.js';
import { quiet } from '../support/crash-quiet.js';
import { readRecord } from '../support/crash-record.js';
import { verdict } from '../support/crash-verdict.js';
import { PAYMENT_SECRET } from '../support/payment-secret.js';
import { type Instances, startFaultInstances } from './instances.js';
import { startFaultLoad } from './load.js';
import { type Summary, summaryOf } from './summary.js';

const PATIENCE_MS = 100_000;
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

export interface FaultRun {
  readonly build: string;
  readonly databaseUrl: string;
  /** How far the wall clock of each instance is off: as many instances as there are. */
  readonly skewsMs: readonly number[];
  readonly seed: number;
  /** What goes wrong, while orders go on. */
  faults(instances: Instances): Promise<void>;
}

export interface Judged {
  readonly summary: Summary;
  readonly found: Findings;
  readonly ended: readonly string[];
  readonly complaints: readonly string[];
}

export async function judged(run: FaultRun): Promise<Judged> {
  const { build, databaseUrl, skewsMs, seed } = run;
  const content = contentForCrash();
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'troika-faults-data-'));
  const instances = await startFaultInstances(
    build,
    {
      ...{ PORT: '0', DATABASE_URL: databaseUrl, TROIKA_DATA: data, TROIKA_CONTENT: content },
      SECRET: 'a secret that all instances share',
      HOOK_SECRETS: `payment=${PAYMENT_SECRET}`,
      LOG_LEVEL: 'warn',
    },
    skewsMs,
  );
  try {
    await instances.ready();
    const { up } = instances;
    const chance = chanceOf(seed);
    const page = openPage({ account: 'zhang', cookie: await enter(up), up, chance: chance.fork() });
    try {
      await page.until(() => page.address('private') || undefined, 'their places');
      const cashier = openCashier(up, chance.fork());
      const load = startFaultLoad(page, cashier, chance.fork());
      await run.faults(instances);
      await instances.ready();
      const patience = setTimeout(() => page.givesUp(), PATIENCE_MS);
      const waited = await load.stop();
      clearTimeout(patience);
      await quiet(databaseUrl);
      const store = await createStore({ url: databaseUrl, log: SILENT, poolSize: 2 });
      const record = await readRecord(store, databaseUrl).finally(() => store.close());
      const compiled = compileContent(await readContentFolder(content));
      if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
      const { companies } = load;
      const { hooks } = cashier;
      const sops = compiled.content.latest;
      const found = verdict({ record, pages: [page], hooks, companies, finished: [], sops });
      found.lost.push(...waited);
      return {
        summary: summaryOf(record),
        found,
        ended: instances.ended(),
        complaints: instances.complaints,
      };
    } finally {
      page.close();
    }
  } finally {
    await instances.stop();
    for (const folder of [content, data]) fs.rmSync(folder, { recursive: true, force: true });
  }
}

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
