/** Steps that wait for others to agree: of whom each is asked now, and those of whom nobody is left. */
import type { Directory } from '../people/people.js';
import { askedOf, nobodyFor, stillAsked, type Voice } from '../tickets/approval.js';
import type { Ticket } from '../tickets/ticket.js';
import { factsOn } from './decide-on.js';
import type { House } from './house.js';
import type { QueuedCommand } from './ports/change.js';

export interface Asks {
  readonly ticket: Ticket;
  /** Who is there and asked now. */
  readonly voices: readonly Voice[];
  /** With those who are there it cannot be agreed. */
  readonly stranded: boolean;
}

export async function asksOf(house: House, directory: Directory): Promise<readonly Asks[]> {
  const { store, library } = house;
  const now = store.clock.now();
  const ids = await store.tickets.proposed();
  // Read together, though each asks for its own.
  const reads = await Promise.all(ids.map((id) => store.tickets.ticket(id)));
  const asks: Asks[] = [];
  for (const read of reads) {
    if (!read) continue;
    const edition = await library.edition(read.ticket.content);
    const facts = factsOn(read, { kind: 'system' }, { edition, library, directory, now });
    const asked = askedOf(read.ticket, facts);
    if (asked)
      asks.push({
        ticket: read.ticket,
        voices: stillAsked(asked, facts),
        stranded: nobodyFor(asked, facts).length > 0,
      });
  }
  return asks;
}

/** One command a proposal: the lead hears of it once. */
export async function stranded(house: House, directory: Directory): Promise<readonly QueuedCommand[]> {
  const asks = await asksOf(house, directory);
  return asks.flatMap(({ ticket: { id, proposal }, stranded: nobody }) =>
    nobody && proposal && proposal.strandedAt === undefined
      ? {
          key: `stranded/${id}/${proposal.at}`,
          command: { type: 'strand_approval', ticketId: id, input: {}, actor: { kind: 'system' } as const },
        }
      : [],
  );
}
