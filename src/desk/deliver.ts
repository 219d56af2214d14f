/** Sends what is due, in order per address and across instances, at the pace each platform bears. */
import type { House } from './house.js';
import type { Lane, Settlement } from './ports/outbox.js';
import { sendLane } from './send-lane.js';
import { createSettling } from './settling.js';

/** Addresses that are sent to at once. */
const LANES = 32;
/** Taken ahead, so that a place that is free need not wait for a claim. */
const AHEAD = 8;
/** Addresses that are ours at once, those included that only wait to be given back. */
const MOST_TAKEN = 64;
const PER_LANE = 20;
/** Longer than any send may take; after a crash the next instance waits this long before it takes a lane over. */
const LEASE_MS = 30_000;

export interface Deliver {
  /** Something was saved: look now. Returns at once. */
  kick(): void;
  /** Resolves when nothing is due any more: for tests and the orderly shutdown. */
  idle(): Promise<void>;
  /** Ends after the sends under way. */
  stop(): Promise<void>;
}

export function createDeliver(house: House): Deliver {
  const ahead: Lane[] = [];
  const sending = new Set<Promise<void>>();
  const settling = createSettling(house, look);
  let pumping: Promise<void> | null = null;
  let dirty = false;
  let wake = () => {};
  let stopped = false;
  let alarm: NodeJS.Timeout | null = null;

  /** Keeps up to LANES addresses in work; a slow one holds up nobody else. */
  async function pump(): Promise<void> {
    while (!stopped) {
      dirty = false;
      const lanes = await claim();
      ahead.push(...lanes);
      fill();
      if (lanes.length > 0 || dirty) continue;
      if (sending.size + settling.size === 0) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (!stopped) await wakeForRetries();
  }
  async function claim(): Promise<readonly Lane[]> {
    const lanes = Math.min(LANES + AHEAD, MOST_TAKEN - settling.size) - sending.size - ahead.length;
    if (lanes <= 0) return [];
    const now = house.store.clock.now();
    return house.store.outbox.claim({
      now,
      by: house.instance,
      lanes,
      perLane: PER_LANE,
      leaseMs: LEASE_MS,
    });
  }
  function fill(): void {
    while (!stopped && sending.size < LANES) {
      const lane = ahead.shift();
      if (!lane) return;
      start(lane);
    }
  }
  /** Its place is free for the next lane once it is sent: nobody waits for what became of it to be written down. */
  function start(lane: Lane): void {
    const work: Promise<void> = sendLane(house, lane)
      .then(settling.add, (error: unknown) =>
        house.log.error({ err: error, address: lane.address }, 'a lane could not be sent'),
      )
      .finally(() => {
        sending.delete(work);
        fill();
        look();
      });
    sending.add(work);
  }
  /** There may be something to claim: it was saved, or there is room for it, or its lane was given back. */
  function look(): void {
    dirty = true;
    wake();
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
    look();
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
      wake();
      await pumping;
      for (const lane of ahead.splice(0)) settling.add(untried(lane));
      await Promise.all(sending);
      await settling.idle();
    },
  };
}

function untried(lane: Lane): Settlement {
  return { lane, outcomes: [], dueAt: null, tokens: lane.tokens, tokensAt: lane.tokensAt };
}
