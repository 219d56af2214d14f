/** What official holidays would move: deadlines of open tickets, timers beside them, and occurrences of routines. */
import type { OfficialHolidays } from '../calendar/holidays.js';
import { occurrenceOn } from '../calendar/occurrence.js';
import { limitRecounted, movedRules, sameLimit } from '../tickets/recount.js';
import { movedTargets } from '../tickets/targets.js';
import { factsOn } from './decide-on.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import type { QueuedCommand } from './ports/change.js';

const PAGE = 500;

export interface Moved {
  readonly tickets: readonly MovedTicket[];
  readonly routines: readonly MovedRoutine[];
}

export interface MovedTicket {
  readonly id: number;
  readonly title: string;
  /** When its limit, or else the first of its targets, falls due until now and from now on; null where only timers move. */
  readonly limit: { readonly from: number; readonly to: number } | null;
  /** Rules of its SOP whose timers move. */
  readonly rules: readonly string[];
}

export interface MovedRoutine {
  readonly routine: string;
  readonly from: number;
  readonly to: number;
}

type Looking = Pick<House, 'store' | 'library'>;

export async function movedBy(house: Looking, official: OfficialHolidays, now: number): Promise<Moved> {
  const editionUnder = remembering(house.library.under(official));
  return {
    tickets: await movedTickets(house, editionUnder, now),
    routines: await movedRoutines(house, editionUnder),
  };
}

type Editions = (id: string) => Promise<Edition>;

function remembering(load: Editions): Editions {
  const known = new Map<string, Promise<Edition>>();
  return (id) => {
    const edition = known.get(id) ?? load(id);
    known.set(id, edition);
    return edition;
  };
}

async function movedTickets(
  { store, library }: Looking,
  editionOf: Editions,
  now: number,
): Promise<readonly MovedTicket[]> {
  const directory = await store.people.directory();
  const moved: MovedTicket[] = [];
  for (let id = 0; ; ) {
    const page = await store.holidays.open({ id, limit: PAGE });
    for (const { read, timers } of page) {
      const { ticket } = read;
      const edition = await editionOf(ticket.content);
      const facts = factsOn(read, { kind: 'system' }, { edition, library, directory, now });
      const limit = limitRecounted(ticket, facts);
      const rules = movedRules(ticket, timers, facts);
      const targets = movedTargets(ticket, facts);
      if (sameLimit(limit, ticket.limit) && rules.length === 0 && targets.length === 0) continue;
      const [promise] = targets;
      const dues = sameLimit(limit, ticket.limit)
        ? { from: promise?.[0].dueAt, to: promise?.[1].dueAt }
        : { from: ticket.limit?.dueAt, to: limit?.dueAt };
      moved.push({
        ...{ id: ticket.id, title: ticket.title, rules },
        limit:
          dues.from === undefined || dues.to === undefined || dues.from === dues.to
            ? null
            : { from: dues.from, to: dues.to },
      });
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return moved;
    id = last.read.ticket.id;
  }
}

async function movedRoutines(
  { store, library }: Looking,
  editionOf: Editions,
): Promise<readonly MovedRoutine[]> {
  const edition = await editionOf((await library.live()).id);
  return (await store.holidays.routines()).flatMap(({ routine: key, date, dueAt: from }) => {
    const routine = edition.content.routines.find((each) => each.key === key);
    const to = routine && occurrenceOn(routine, edition.calendar(routine.calendar), date);
    return to === undefined || to === null || to === from ? [] : [{ routine: key, from, to }];
  });
}

/** Each ticket is asked by a command of its own: nothing else may change it. `key` is that of what moved them. */
export function recounts({ tickets }: Moved, key: string): readonly QueuedCommand[] {
  return tickets.map(({ id, rules }) => ({
    key: `${key}/recount/${id}`,
    command: { type: 'recount', ticketId: id, input: { rules }, actor: { kind: 'system' } },
  }));
}
