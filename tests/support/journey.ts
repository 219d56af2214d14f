/** A story of the product, played by people on the real page's wire, on real PostgreSQL, with a clock that is moved. */
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, jest, test } from '@jest/globals';
import { enter, type Person } from './person.js';
import { type FreshDatabase, freshDatabase } from './postgres.js';
import {
  openTroika,
  PAYMENT_SECRET,
  settled,
  type TestTroika,
  type TroikaOptions,
  withTroika,
} from './troika.js';

export interface Stage {
  readonly troika: TestTroika;
  readonly clock: {
    now(): number;
    /** '2h', '30m', '3d', '1s', '500ms'. */
    advance(time: string): Promise<void>;
    /** Local time of the desk's zone: '2026-12-01T10:00'. */
    to(local: string): Promise<void>;
  };
  /** A persona of the demo on our page; they find the conversations they had. */
  person(account: string, name: string): Promise<Person>;
  /** The payment system reports; gives the HTTP status. */
  pays(ticket: number, how?: { id?: string; secret?: string; at?: number; body?: string }): Promise<number>;
  /** Everything that follows from what was done has been done. */
  settled(): Promise<void>;
}

/** Beyond it a story hangs: two processors may be busy with other things. */
const TIMEOUT_MS = 60_000;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function milliseconds(time: string): number {
  const [, amount, unit = ''] = /^(\d+)(ms|s|m|h|d)$/u.exec(time) ?? [];
  const factor = UNITS[unit];
  if (amount === undefined || factor === undefined)
    throw new Error(`expected a time like 2h or 30m, got ${time}`);
  return Number(amount) * factor;
}

export function journey(
  title: string,
  play: (stage: Stage) => Promise<void>,
  options: Partial<TroikaOptions> = {},
): void {
  test(title, () => withTroika('journey', (troika) => playOn(troika, play), options), TIMEOUT_MS);
}

/** One stage for all stories of a describe block, where they do not disturb each other: `const stage = sharedStage()`. */
export function sharedStage(options: Partial<TroikaOptions> = {}): () => Stage {
  let database: FreshDatabase | undefined;
  let open: OpenStage | undefined;
  jest.setTimeout(TIMEOUT_MS);
  beforeAll(async () => {
    database = await freshDatabase('stage');
    open = stageOn(await openTroika({ databaseUrl: database.url, ...options }));
  }, TIMEOUT_MS);
  afterAll(async () => {
    open?.clear();
    await open?.stage.troika.stop();
    await database?.drop();
  }, TIMEOUT_MS);
  return () => {
    if (!open) throw new Error('tests: expected the stage inside a test, got a call before beforeAll');
    return open.stage;
  };
}

async function playOn(troika: TestTroika, play: (stage: Stage) => Promise<void>): Promise<void> {
  const { stage, clear } = stageOn(troika);
  try {
    await play(stage);
  } finally {
    clear();
  }
}

interface OpenStage {
  readonly stage: Stage;
  /** Everybody leaves. */
  clear(): void;
}

/** Also for a second instance: `stageOn(await openTroika({ databaseUrl: first.troika.databaseUrl, at: null }))`. */
export function stageOn(troika: TestTroika): OpenStage {
  const present: Person[] = [];
  const stage: Stage = {
    troika,
    clock: {
      now: () => troika.store.clock.now(),
      advance: (time) => troika.advance(milliseconds(time)),
      to: (local) => troika.moveTo(local),
    },
    async person(account, name) {
      const person = await enter(troika.url, troika.demoUrl ?? '', account, name);
      present.push(person);
      return person;
    },
    async pays(ticket, how = {}) {
      const body =
        how.body ??
        JSON.stringify({
          id: how.id ?? randomUUID(),
          type: 'paid',
          ticket,
          data: { payment_ref: `PAY-${ticket}`, amount: 399 },
        });
      const t = Math.floor((how.at ?? Date.now()) / 1000);
      const v1 = createHmac('sha256', how.secret ?? PAYMENT_SECRET)
        .update(`${t}.${body}`)
        .digest('hex');
      const headers = { 'content-type': 'application/json', 'x-troika-signature': `t=${t},v1=${v1}` };
      const answer = await fetch(`${troika.url}/hooks/payment`, { method: 'POST', headers, body });
      await settled(troika);
      return answer.status;
    },
    settled: () => settled(troika),
  };
  return {
    stage,
    clear: () => {
      for (const person of present) person.leaves();
    },
  };
}
