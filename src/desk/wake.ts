/** An alarm rang: fire what is due, in batches, let go what quiet hours held, and set the next alarm. Double and lost rings are harmless. */
import type { Actor, Directory } from '../people/people.js';
import type { Command } from '../tickets/command.js';
import { timerCommand } from '../tickets/timers.js';
import { noteCommand } from './audit/note.js';
import { changeOf } from './change.js';
import { decideOn, factsOn, isDecided } from './decide-on.js';
import type { House } from './house.js';
import type { Change } from './ports/change.js';
import type { TicketRead } from './ports/tickets.js';
import type { DueTimer } from './ports/timers.js';
import { reminderChange } from './reminders.js';
import { routineChange, scheduleRoutines } from './routines.js';

const BATCH = 100;
/** While the database saves one batch, the next is decided. What one hand holds the other passes by. */
const HANDS = 3;
/** Within this the next one is waited for here; beyond it an alarm is set. */
const STAY_AWAKE_MS = 1_000;
const HELD_MS = 50;
const SYSTEM: Actor = { kind: 'system' };

export interface Wake {
  /** Fires everything due. Calls that come while one runs are served by one more round. */
  ring(): Promise<void>;
  /** No further rounds; resolves when the running one has ended. */
  stop(): Promise<void>;
}

export function createWake(house: House): Wake {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let dozing: { readonly timer: NodeJS.Timeout; readonly end: () => void } | null = null;

  async function rounds(): Promise<void> {
    do {
      again = false;
      await fireAll(house, () => stopped);
      const next = earliest(await releaseHeld(house), await house.store.timers.nextDue());
      if (next === null || stopped) continue;
      const inMs = next - house.store.clock.now();
      if (inMs > STAY_AWAKE_MS) await house.alarm.set(next);
      else {
        again = true;
        // Due and still there: somebody holds its ticket. Asking every millisecond would not make them faster.
        await doze(inMs > 0 ? inMs : HELD_MS);
      }
    } while (again && !stopped);
  }
  /** Waits for the next due instant; a new ring or a stop ends it early. */
  function doze(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => dozing?.end(), ms);
      dozing = {
        timer,
        end: () => {
          clearTimeout(timer);
          dozing = null;
          resolve();
        },
      };
    });
  }
  return {
    ring() {
      again = true;
      dozing?.end();
      running ??= rounds().finally(() => {
        running = null;
      });
      return running;
    },
    async stop() {
      stopped = true;
      dozing?.end();
      await running?.catch(() => undefined);
    },
  };
}

/** Quiet hours that are over; says when the next ones end. */
async function releaseHeld(house: House): Promise<number | null> {
  for (;;) {
    const { released, nextAt } = await house.store.outbox.release(house.store.clock.now());
    if (released === 0) return nextAt;
    house.onSaved({ commands: [] });
  }
}

function earliest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

async function fireAll(house: House, stopped: () => boolean): Promise<void> {
  let routineFired = false;
  const work = async () => {
    for (let claimed = BATCH; claimed > 0 && !stopped(); ) {
      claimed = await fireBatch(house, (due) => {
        routineFired ||= due.routine !== null;
      });
    }
  };
  await Promise.all(Array.from({ length: HANDS }, work));
  if (routineFired) await scheduleRoutines(house);
}

async function fireBatch(house: House, seen: (due: DueTimer) => void): Promise<number> {
  const { decideAll, tellAuditor } = await prepare(house);
  const now = house.store.clock.now();
  let saved: readonly Change[] = [];
  try {
    const claimed = await house.store.timers.fireDue({ now, limit: BATCH, skip: [] }, (due) => {
      due.forEach(seen);
      saved = decideAll(due);
      return saved;
    });
    house.onSaved(queuedBy(saved));
    await tellAuditor();
    return claimed;
  } catch (error) {
    if (error instanceof EditionMissing) {
      await house.library.edition(error.id);
      return fireBatch(house, seen);
    }
    house.log.warn({ err: error }, 'a batch of timers failed; firing them one by one');
    return fireOneByOne(house, now, seen);
  }
}

/** One poisoned ticket must not hold up the others: it is set aside, and shown. */
async function fireOneByOne(house: House, now: number, seen: (due: DueTimer) => void): Promise<number> {
  house.staff.refresh();
  const { decideAll, tellAuditor } = await prepare(house);
  const skip: string[] = [];
  let fired = 0;
  for (;;) {
    let key: string | null = null;
    let saved: readonly Change[] = [];
    try {
      const claimed = await house.store.timers.fireDue({ now, limit: 1, skip }, (due) => {
        key = due[0]?.key ?? null;
        due.forEach(seen);
        saved = decideAll(due);
        return saved;
      });
      if (claimed === 0) return fired;
      fired += claimed;
      house.onSaved(queuedBy(saved));
      await tellAuditor();
    } catch (error) {
      if (error instanceof EditionMissing) await house.library.edition(error.id);
      else if (key === null) throw error;
      else {
        skip.push(key);
        house.log.error({ err: error, timer: key }, 'this timer cannot be handled; it is set aside');
        await house.store.timers.poison(key, String(error));
      }
    }
  }
}

/** Everything that must be awaited is read before, so that a whole batch is decided without a pause. */
async function prepare(house: House) {
  const directory = await house.staff.directory();
  const live = await house.library.live();
  const refused: RefusedTimer[] = [];
  return {
    decideAll(due: readonly DueTimer[]): Change[] {
      const now = house.store.clock.now();
      return due.map((timer) => {
        house.metrics.timerFired(now - timer.dueAt);
        if (timer.read) return ticketChange(house, timer, timer.read, directory, now, refused);
        if (timer.routine !== null) return routineChange(house, timer, live, directory);
        return reminderChange(house, timer, live, directory);
      });
    },
    /** Of what the house itself may not do; nothing where all was as it should be. */
    async tellAuditor(): Promise<void> {
      for (const { command, code, read } of refused.splice(0)) await noteCommand(house, command, code, read);
    },
  };
}

interface RefusedTimer {
  readonly command: Command;
  readonly code: string;
  readonly read: TicketRead;
}

function ticketChange(
  house: House,
  timer: DueTimer,
  read: TicketRead,
  directory: Directory,
  now: number,
  refused: RefusedTimer[],
): Change {
  const { ticket } = read;
  const edition = house.library.cached(ticket.content);
  if (!edition) throw new EditionMissing(ticket.content);
  const facts = factsOn(read, SYSTEM, { edition, library: house.library, directory, now });
  const cause = { kind: 'timer', key: timer.key } as const;
  const command: Command = {
    ...timerCommand(timer),
    ticketId: ticket.id,
    actor: SYSTEM,
    cause,
  };
  const decision = decideOn(command, read, facts, ticket.id);
  house.metrics.handled(command.type, isDecided(decision) ? 'done' : 'refused');
  if (isDecided(decision)) return changeOf(decision, read.head, cause, { timer }, house);
  if ('refused' in decision) refused.push({ command, code: decision.refused, read });
  // What it waited for is over: it has no effect, and the reason is kept.
  const over = 'refused' in decision ? decision.refused : 'more input was asked for';
  return { timer: { key: timer.key, over }, expect: [], outbox: [], commands: [] };
}

/** What follows by the command queue. */
function queuedBy(changes: readonly Change[]): Pick<Change, 'commands' | 'openings'> {
  const openings = changes.find((change) => change.openings)?.openings;
  return { commands: changes.flatMap(({ commands }) => commands), ...(openings ? { openings } : {}) };
}

/** A batch holds a ticket of an edition this process has not compiled yet. */
class EditionMissing extends Error {
  readonly id: string;
  constructor(id: string) {
    super(`edition ${id} is not loaded`);
    this.id = id;
  }
}
