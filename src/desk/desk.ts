/** The desk, assembled: what main starts, what an adapter and the alarm call. */
import type { Inbound } from '../platform/inbound.js';
import type { Reply } from '../platform/reply.js';
import { createDeliver } from './deliver.js';
import { follow } from './follow.js';
import type { HookOutcome } from './hook.js';
import { receiveHook } from './hook.js';
import type { House } from './house.js';
import { createLibrary } from './library.js';
import { planDates } from './plan-dates.js';
import type { HookEvent } from './ports/inbox.js';
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
  /** Resolves when nothing is due and nothing is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Leaves a platform time to carry our answer. */
const PATIENCE = 0.6;

export type DeskParts = Omit<House, 'library' | 'staff' | 'onSaved' | 'patience'> & {
  readonly patience?: number;
};

export function createDesk(parts: DeskParts): Desk {
  const { store } = parts;
  const following = new Set<Promise<void>>();
  const house: House = {
    ...parts,
    patience: parts.patience ?? PATIENCE,
    library: createLibrary({ content: store.content, bus: store.bus, tz: parts.tz }),
    staff: createStaff(store.people, store.bus),
    onSaved({ commands, openings }) {
      deliver.kick();
      if (commands.length > 0 || openings) followNow();
    },
  };
  const deliver = createDeliver(house);
  const wake = createWake(house);

  function followNow(): void {
    const work: Promise<void> = follow(house)
      .catch((error: unknown) =>
        house.log.error({ err: error }, 'follow-up commands wait for the next sweep'),
      )
      .finally(() => following.delete(work));
    following.add(work);
  }
  /** A routine or a date that is new must not wait for the next sweep: it may be due before. */
  function plan(what: (house: House) => Promise<void>): void {
    const work: Promise<void> = what(house)
      .catch((error: unknown) =>
        house.log.error({ err: error }, 'what is to be planned waits for the next sweep'),
      )
      .finally(() => following.delete(work));
    following.add(work);
  }
  const unplan = [
    store.bus.subscribe('content', () => plan(scheduleRoutines)),
    store.bus.subscribe('content', () => plan(planDates)),
    store.bus.subscribe('dates', () => plan(planDates)),
  ];
  const unsubscribe = store.bus.subscribe('clock', () => {
    deliver.kick();
    wake
      .ring()
      .catch((error: unknown) => house.log.error({ err: error }, 'a ring failed; the sweep rings again'));
  });

  return {
    house,
    receive: (inbound) => receive(house, inbound),
    hook: (event) => receiveHook(house, event),
    ring: () => wake.ring(),
    async sweep() {
      followNow();
      deliver.kick();
      // Not one after the other: what came in before a crash may take its time, and due timers have none.
      await Promise.all([sweep(house), wake.ring()]);
    },
    async idle() {
      while (following.size > 0) await Promise.all(following);
      await deliver.idle();
    },
    async stop() {
      for (const end of unplan) end();
      unsubscribe();
      await wake.stop();
      await Promise.all(following);
      await deliver.stop();
    },
  };
}
