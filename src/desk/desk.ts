/** The desk, assembled: what main starts, what an adapter and the alarm call. */
import type { Inbound } from '../platform/inbound.js';
import type { Reply } from '../platform/reply.js';
import { RECALL_MS } from '../tickets/undoable.js';
import { NO_SYSTEMS } from './ask-system.js';
import { createDeliver } from './deliver.js';
import { createDirectoryWatch } from './directory-watch.js';
import { sayDowntime } from './downtime.js';
import { follow } from './follow.js';
import type { HookOutcome } from './hook.js';
import { receiveHook } from './hook.js';
import type { House } from './house.js';
import { createLibrary } from './library.js';
import { planDates } from './plan-dates.js';
import type { HookEvent } from './ports/inbox.js';
import type { Systems } from './ports/outside.js';
import { receive } from './receive.js';
import { scheduleRoutines } from './routines.js';
import { createStaff } from './staff.js';
import { sweep } from './sweep.js';
import { createWake } from './wake.js';

export interface Desk {
  readonly house: House;
  receive(inbound: Inbound): Promise<Reply | null>;
  hook(event: HookEvent): Promise<HookOutcome>;
  /** An alarm rang. */
  ring(): Promise<void>;
  /** Every half minute, and once at start: what was left behind. */
  sweep(): Promise<void>;
  /** A platform's directory has moved, says the platform. */
  directoryMoved(platform: string): void;
  /** Resolves when nothing is due and nothing is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Leaves a platform time to carry our answer. */
const PATIENCE = 0.6;

export type DeskParts = Omit<House, 'library' | 'staff' | 'onSaved' | 'patience' | 'recallMs' | 'systems'> & {
  /** Absent: there are none. */
  readonly systems?: Systems;
  readonly patience?: number;
  readonly recallMs?: number;
};

export function createDesk(parts: DeskParts): Desk {
  const { store } = parts;
  const following = new Set<Promise<void>>();
  const house: House = {
    ...parts,
    systems: parts.systems ?? NO_SYSTEMS,
    patience: parts.patience ?? PATIENCE,
    recallMs: parts.recallMs ?? RECALL_MS,
    library: createLibrary({ ...store, tz: parts.tz, onMoved: contentMoved }),
    staff: createStaff(store.people, store.bus, store.clock),
    onSaved({ commands, openings }) {
      deliver.kick();
      if (commands.length > 0 || openings) followNow();
    },
  };
  const deliver = createDeliver(house);
  const wake = createWake(house);
  const watch = createDirectoryWatch(house);

  /** Not waited for, except by whoever stops the desk or asks whether it is idle. */
  function inBackground(work: Promise<unknown>, complaint: string): void {
    const done: Promise<void> = work
      .then(() => undefined)
      .catch((error: unknown) => house.log.error({ err: error }, complaint))
      .finally(() => following.delete(done));
    following.add(done);
  }
  function followNow(): void {
    inBackground(follow(house), 'follow-up commands wait for the next sweep');
  }
  /** What is new must not wait for the next sweep: it may be due before; and the news of it waits to be sent, maybe by us. */
  function contentMoved(): void {
    deliver.kick();
    plan();
    inBackground(scheduleRoutines(house), 'routines wait for the next sweep');
  }
  function plan(): void {
    inBackground(planDates(house), 'dates that moved wait for the next sweep');
  }
  const unfollow = [
    // Where nobody asks for anything, this is who looks.
    store.bus.subscribe('content', () =>
      inBackground(house.library.live(), 'what is live could not be read; whoever needs it reads it again'),
    ),
    store.bus.subscribe('holidays', () =>
      inBackground(house.library.live(), 'holidays could not be read; whoever needs them reads them again'),
    ),
    store.bus.subscribe('dates', plan),
  ];
  const unsubscribe = store.bus.subscribe('clock', () => {
    deliver.kick();
    wake
      .ring()
      .catch((error: unknown) => house.log.error({ err: error }, 'a ring failed; the sweep rings again'));
  });

  return {
    house,
    receive: (inbound) =>
      receive(house, inbound, (work) =>
        inBackground(work, 'an inbound failed after it was acknowledged; the sweep tries again'),
      ),
    hook: (event) => receiveHook(house, event),
    ring: () => wake.ring(),
    directoryMoved(platform) {
      inBackground(watch.check(platform), 'a directory waits for the next hour');
    },
    async sweep() {
      followNow();
      deliver.kick();
      // A platform may take its time to name everybody.
      inBackground(watch.sweep(), 'directories wait for the next hour');
      // Not one after the other: what came in before a crash may take its time, and due timers have none.
      const at = store.clock.now();
      const rung = wake.ring();
      await Promise.all([sweep(house), rung, sayDowntime(house, at, rung)]);
    },
    async idle() {
      while (following.size > 0) await Promise.all(following);
      await deliver.idle();
    },
    async stop() {
      for (const end of unfollow) end();
      unsubscribe();
      await wake.stop();
      await Promise.all(following);
      await deliver.stop();
    },
  };
}
