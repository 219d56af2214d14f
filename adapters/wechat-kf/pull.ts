/** Fetching what was said: one instance at a time, from where the last batch ended, and that is kept once the batch is received. */
import { setTimeout as after } from 'node:timers/promises';
import { z } from 'zod';
import type { AdapterContext } from '../../src/platform/context.js';
import type { Api } from '../shared/qyapi/api.js';
import { isDeadCursor, isDeadRing } from './failures.js';
import type { Hear } from './hear.js';
import { headOf } from './inbound.js';
import * as wire from './wire.js';

export interface Pulling {
  /** Something is there; its token lets us fetch at once. Resolves when it was fetched, or left for the next look. */
  ring(token: string): Promise<void>;
  /** Looks whether a ring was missed. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

interface Parts {
  readonly api: Api;
  readonly kfId: string;
  readonly context: Pick<AdapterContext, 'state' | 'lock' | 'log' | 'clock'>;
  readonly hear: Hear;
  /** Looked after between two batches; false while something is left. */
  readonly settle: () => Promise<boolean>;
  readonly pauses?: readonly number[];
}

/** https://developer.work.weixin.qq.com/document/path/94670 allows 1 000; a crash reads a batch again. */
const BATCH = 200;
/** Customers wait for their own words, not for those of everybody. */
const AT_ONCE = 8;
/** What was said before the desk was there, people have answered; what rang the first bell they have not. */
const FIRST_LOOK_BACK_MS = 10 * 60_000;
/** More is promised and nothing comes: it will later. */
const MOST_EMPTY = 20;
/** Word of a lost message can be here before the desk knows that it was sent. */
const SOON_MS = 1_000;
const HELD_ELSEWHERE_MS = [100, 200, 400, 800, 1_600, 3_200, 6_400];
const AFTER_FAILURE_MS = [500, 2_000, 8_000, 30_000];

/** Where the last batch ended, and since when the desk listens at all (epoch ms). */
const place = z.object({ cursor: z.string(), since: z.number() });

export function createPulling({
  api,
  kfId,
  context,
  hear,
  settle,
  pauses = AFTER_FAILURE_MS,
}: Parts): Pulling {
  const { state, log, clock } = context;
  const key = `cursor/${kfId}`;
  const stopping = new AbortController();
  let token: string | undefined;
  /** Who rings now is served by the run that has not begun yet. */
  let waiting: Promise<void> | null = null;
  let running: Promise<void> = Promise.resolve();

  async function batchFrom(cursor: string): Promise<z.infer<typeof wire.batch>> {
    const asked = { cursor, limit: BATCH, voice_format: 0, open_kfid: kfId };
    const used = token;
    try {
      return await api.post('kf/sync_msg', { ...asked, ...(used && { token: used }) }, wire.batch);
    } catch (error) {
      if (!isDeadRing(error) || used === undefined) throw error;
      if (token === used) token = undefined;
      return batchFrom(cursor);
    }
  }

  async function pullAll(lost: AbortSignal, onBatch: () => void): Promise<void> {
    const kept = await state.get(key);
    const begun = place.safeParse(kept?.value).data;
    const since = begun?.since ?? clock.now() - FIRST_LOOK_BACK_MS;
    let cursor = begun?.cursor ?? '';
    let version = kept?.version ?? 0;
    for (let empty = 0; empty < MOST_EMPTY; ) {
      if (lost.aborted || stopping.signal.aborted) return;
      const batch = await batchFrom(cursor).catch((error: unknown) => {
        if (!isDeadCursor(error) || cursor === '') throw error;
        log.warn({ err: error }, 'wechat-kf: the cursor is forgotten; reading all that is kept again');
        return batchFrom('');
      });
      await hearAll(batch.msg_list.filter((raw) => (headOf(raw)?.at ?? since) >= since));
      if (batch.next_cursor !== '' && batch.next_cursor !== cursor) {
        // Somebody else went on from here: their work is as good as ours.
        if (!(await state.compareAndSet(key, version, { cursor: batch.next_cursor, since }))) return;
        cursor = batch.next_cursor;
        version += 1;
      }
      onBatch();
      if (!(await settle())) lookSoon();
      if (batch.has_more === 0) return;
      empty = batch.msg_list.length === 0 ? empty + 1 : 0;
    }
  }

  /** Each customer's words in their order, several customers at once; all are heard before one failure is thrown. */
  async function hearAll(messages: readonly unknown[]): Promise<void> {
    const lanes = new Map<string | null, unknown[]>();
    for (const raw of messages) {
      const account = headOf(raw)?.account ?? null;
      lanes.set(account, [...(lanes.get(account) ?? []), raw]);
    }
    const left = [...lanes.values()];
    const failures: unknown[] = [];
    const work = async () => {
      for (let lane = left.shift(); lane; lane = left.shift()) {
        try {
          for (const raw of lane) await hear(raw);
        } catch (error) {
          failures.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (failures.length > 0) throw failures[0];
  }

  async function run(begins: () => void, isLast: () => boolean): Promise<void> {
    let failures = 0;
    const onBatch = () => {
      failures = 0;
    };
    while (!stopping.signal.aborted) {
      try {
        return await inTurn((lost) => {
          begins();
          return pullAll(lost, onBatch);
        });
      } catch (error) {
        if (stopping.signal.aborted) return;
        log.warn({ err: error }, 'wechat-kf: what customers said could not be fetched');
        const pause = pauses[failures];
        failures += 1;
        // Whoever rang meanwhile fetches it too.
        if (pause === undefined || !isLast()) return;
        await after(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  /** Another instance may be at it: what it does not find any more is ours, or the next look's. */
  async function inTurn(work: (lost: AbortSignal) => Promise<void>): Promise<void> {
    for (const held of [...HELD_ELSEWHERE_MS, null]) {
      const had = await context.lock(`pull/${kfId}`, work);
      if (had || held === null) return;
      await after(held, undefined, { signal: stopping.signal });
    }
  }

  function look(): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    if (waiting) return waiting;
    const next: Promise<void> = running.then(() =>
      run(
        () => {
          waiting = null;
        },
        () => waiting === null || waiting === next,
      ),
    );
    waiting = next;
    running = next.finally(() => {
      if (waiting === next) waiting = null;
    });
    return next;
  }

  function lookSoon(): void {
    setTimeout(() => void look(), SOON_MS).unref();
  }

  return {
    async ring(given) {
      token = given;
      await look();
    },
    look,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
