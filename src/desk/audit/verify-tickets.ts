/** The chain of each ticket's events, held against what the roots knew of it. */
import type { EventLine } from '../ports/audit.js';
import { chain, NO_HEAD } from '../seal.js';
import { type Known, type Roots, rootName } from './verify-roots.js';

export interface Tickets {
  event(line: EventLine): void;
  end(): void;
  events(): number;
  count(): number;
  /** The last event that was read, in words. */
  where(): string;
}

interface Open {
  readonly id: number;
  /** The number of the event that comes next, and the hash it must be chained to. */
  seq: number;
  head: string;
  /** What the roots knew and no event has reached yet. */
  expected: Known[];
}

export function verifyTickets(complain: (problem: string) => void, { known }: Roots): Tickets {
  let open: Open | null = null;
  let last: EventLine | null = null;
  let events = 0;
  const seen = new Set<number>();

  function begin(line: EventLine): Open {
    const { ticketId: id } = line;
    if (seen.has(id)) complain(`ticket #${id}: expected its events together, got them in two places`);
    seen.add(id);
    const expected = [...(known.get(id) ?? [])];
    const [first] = expected;
    if (!first) complain(`ticket #${id}: expected a root that knew it, got none: it was added`);
    const seq = first?.after ?? 0;
    return { id, seq, head: seq === 0 ? NO_HEAD : (line.previous ?? NO_HEAD), expected };
  }
  function finish(): void {
    const [missed] = open?.expected ?? [];
    if (!open || !missed) return;
    const { id, seq } = open;
    if (missed.events > seq)
      complain(
        `ticket #${id}: ${eventsNamed(seq, missed.events - 1)} missing at its end; ${rootName(missed.root)} knew ${missed.events} events`,
      );
  }
  return {
    event(line) {
      const { ticketId, seq, type, at, by, cause, data, hash } = line;
      const body = { ticketId, seq, type, at, by, cause, data };
      events += 1;
      last = line;
      if (open?.id !== ticketId) {
        finish();
        open = begin(line);
      }
      const name = `ticket #${ticketId}, event ${seq} (${type}, ${new Date(at).toISOString()})`;
      if (seq !== open.seq) {
        const gap = seq > open.seq ? `${eventsNamed(open.seq, seq - 1)} missing` : 'it came before';
        complain(`${name}: expected event ${open.seq}: ${gap}`);
      } else if (chain(open.head, body) !== hash)
        complain(
          `${name}: expected the hash ${chain(open.head, body)}, got ${hash}: it, or the one before it, was changed`,
        );
      open.seq = seq + 1;
      open.head = hash;
      while (open.expected[0] && open.expected[0].events <= open.seq) {
        const { root, events: n, head } = open.expected.shift() as Known;
        if (n === open.seq && head !== hash)
          complain(
            `${name}: ${rootName(root)} knew it with the hash ${head}, got ${hash}: the history was written anew`,
          );
      }
    },
    end() {
      finish();
      for (const [id, heads] of known) {
        const newest = heads.at(-1);
        if (newest && !seen.has(id))
          complain(`ticket #${id} is missing: ${rootName(newest.root)} knew ${newest.events} events of it`);
      }
    },
    events: () => events,
    count: () => seen.size,
    where: () => (last ? `ticket #${last.ticketId}, event ${last.seq}` : 'the head of the file'),
  };
}

const eventsNamed = (from: number, to: number) =>
  from === to ? `event ${from} is` : `events ${from} to ${to} are`;
