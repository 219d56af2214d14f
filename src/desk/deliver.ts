/** Sends what is due, in order per address and across instances, at the pace each platform bears. */

import type { Adapter } from '../platform/adapter.js';
import { platformOf } from '../platform/address.js';
import { DeliveryError } from '../platform/delivery-error.js';
import type { House } from './house.js';
import { take } from './pace.js';
import type { Lane, OutboxRow, Outcome } from './ports/outbox.js';
import { NothingToSend, type Rendered, renderer } from './render-row.js';
import { fateOf } from './retry.js';

const LANES = 32;
const PER_LANE = 20;
/** Longer than any send may take; after a crash the next instance waits this long before it takes a lane over. */
const LEASE_MS = 30_000;
/** How long a platform may keep one send waiting. */
const SEND_TIMEOUT_MS = 10_000;

export interface Deliver {
  /** Something was saved: look now. Returns at once. */
  kick(): void;
  /** Resolves when nothing is due any more: for tests and the orderly shutdown. */
  idle(): Promise<void>;
  /** Ends after the sends under way. */
  stop(): Promise<void>;
}

export interface DeliverOptions {
  readonly leaseMs?: number;
}

export function createDeliver(house: House, options: DeliverOptions = {}): Deliver {
  const leaseMs = options.leaseMs ?? LEASE_MS;
  const busy = new Set<Promise<void>>();
  let pumping: Promise<void> | null = null;
  let dirty = false;
  let stopped = false;
  let alarm: NodeJS.Timeout | null = null;

  /** Keeps up to LANES addresses in work; a slow one holds up nobody else. */
  async function pump(): Promise<void> {
    while (!stopped) {
      dirty = false;
      const free = LANES - busy.size;
      const now = house.store.clock.now();
      const lanes =
        free === 0
          ? []
          : await house.store.outbox.claim({
              now,
              by: house.instance,
              lanes: free,
              perLane: PER_LANE,
              leaseMs,
            });
      for (const lane of lanes) {
        const work: Promise<void> = sendLane(house, lane)
          .catch((error: unknown) =>
            house.log.error({ err: error, address: lane.address }, 'a lane could not be settled'),
          )
          .finally(() => busy.delete(work));
        busy.add(work);
      }
      if (lanes.length > 0 || dirty) continue;
      if (busy.size === 0) break;
      await Promise.race(busy);
    }
    if (!stopped) await wakeForRetries();
  }
  /** Retries and paced lanes wait in the database; this only remembers when the earliest is due. */
  async function wakeForRetries(): Promise<void> {
    const next = await house.store.outbox.nextDue();
    if (next === null) return;
    if (alarm) clearTimeout(alarm);
    alarm = setTimeout(kick, Math.min(60_000, Math.max(5, next - house.store.clock.now())));
    alarm.unref();
  }
  function kick(): void {
    dirty = true;
    if (stopped || pumping) return;
    pumping = pump()
      .catch((error: unknown) => {
        house.log.error({ err: error }, 'delivery paused; the next sweep goes on');
      })
      .finally(() => {
        pumping = null;
        if (dirty && !stopped) kick();
      });
  }
  return {
    kick,
    async idle() {
      while (pumping) await pumping;
    },
    async stop() {
      stopped = true;
      if (alarm) clearTimeout(alarm);
      await pumping;
      await Promise.all(busy);
    },
  };
}

async function sendLane(house: House, lane: Lane): Promise<void> {
  const adapter = house.adapters.get(platformOf(lane.address));
  const render = renderer(house);
  const outcomes: Outcome[] = [];
  let bucket = { tokens: lane.tokens, tokensAt: lane.tokensAt };
  let dueAt: number | null = null;
  for (const row of lane.items) {
    const now = house.store.clock.now();
    if (adapter) {
      const taken = take(bucket, adapter.capabilities.pace, now);
      bucket = taken.bucket;
      if (taken.waitMs > 0) {
        dueAt = now + taken.waitMs;
        break;
      }
    }
    const outcome = adapter ? await sendRow(house, adapter, render, row) : noAdapter(row);
    outcomes.push(outcome);
    house.metrics.delivered(platformOf(lane.address), outcome.kind);
    // Order is kept: what follows a waiting message waits behind it.
    if (outcome.kind === 'retry') {
      dueAt = outcome.at;
      break;
    }
  }
  await house.store.outbox.settle(lane, outcomes, { ...bucket, now: house.store.clock.now(), dueAt });
}

function noAdapter(row: OutboxRow): Outcome {
  return { id: row.id, kind: 'dead', reason: `no platform is configured for ${row.address}` };
}

async function sendRow(
  house: House,
  adapter: Adapter,
  render: ReturnType<typeof renderer>,
  row: OutboxRow,
): Promise<Outcome> {
  try {
    const { card, post, ref } = await render(row, adapter.capabilities);
    // A sender died with it in hand. Where a second copy cannot be told from the first, a person decides.
    if (row.interrupted && ref === null && !adapter.capabilities.recognisesRepeats)
      return {
        id: row.id,
        kind: 'uncertain',
        reason: 'the sender died before it heard whether this arrived',
      };
    const delivery = { key: row.key, address: row.address, card };
    const sending = ref === null ? adapter.send(delivery) : updateOrPost(adapter, delivery, ref);
    const posted = await withTimeout(sending);
    const { ref: placed, editableUntil = null } = posted;
    return { id: row.id, kind: 'sent', ref: placed, editableUntil, post: shown(post, row, ref) };
  } catch (error) {
    if (error instanceof NothingToSend) return { id: row.id, kind: 'dropped', reason: error.message };
    const failure =
      error instanceof DeliveryError ? error.failure : ({ kind: 'retry', reason: String(error) } as const);
    const fate = fateOf(failure, row.attempts + 1);
    house.log.warn({ err: error, outbox: row.key, address: row.address, fate: fate.kind }, 'a send failed');
    if (fate.kind === 'retry')
      return {
        id: row.id,
        kind: 'retry',
        at: house.store.clock.now() + fate.afterMs,
        reason: failure.reason,
      };
    return { id: row.id, kind: fate.kind, reason: failure.reason };
  }
}

/**
 * A send that is tried again may be answered with the message of the first try, which shows the ticket as it was then:
 * no version of it is known to be shown, so that settling asks for a refresh.
 */
function shown(post: Rendered['post'], { attempts }: OutboxRow, ref: string | null): Rendered['post'] {
  return post && ref === null && attempts > 0 ? { ...post, version: 0 } : post;
}

/** A card whose life on the platform is over is posted anew. */
async function updateOrPost(adapter: Adapter, delivery: Parameters<Adapter['send']>[0], ref: string) {
  try {
    return await adapter.update(delivery, ref);
  } catch (error) {
    if (error instanceof DeliveryError && error.failure.kind === 'rejected') return adapter.send(delivery);
    throw error;
  }
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DeliveryError({ kind: 'retry', reason: `no answer within ${SEND_TIMEOUT_MS} ms` })),
      SEND_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
