/** Events on their way into the record: personal values and words taken out, each event chained to the one before by its hash. */
import { createHash } from 'node:crypto';
import type { Sop } from '../sop/sop.js';
import type { TicketEvent } from '../tickets/events.js';
import type { Fields, Ticket } from '../tickets/ticket.js';
import { canonical } from './canonical.js';
import type { PersonalValue, SealedEvent } from './ports/change.js';
import { digest, newSalt, setApart } from './said.js';

/** The head of a chain that has no event yet. */
export const NO_HEAD = '0'.repeat(64);

export interface Sealed {
  readonly events: readonly SealedEvent[];
  readonly head: string;
  /** The ticket as its row keeps it: without personal values. */
  readonly row: Ticket;
  /** Personal values that are new or changed. */
  readonly personal: readonly PersonalValue[];
}

/**
 * Seals what one command did. `head` is the hash of the ticket's newest stored event.
 * An event holds `sha256(salt + value)` of a personal value, and of all words said in it; deleting value and salt leaves
 * the chain intact.
 */
export function seal(input: {
  readonly before: Ticket | null;
  readonly after: Ticket;
  readonly events: readonly TicketEvent[];
  readonly sop: Sop;
  readonly head: string;
  readonly cause: string;
}): Sealed {
  const { before, after, sop, cause } = input;
  const secret = personalKeys(sop);
  const personal: PersonalValue[] = [];
  for (const key of secret) {
    const value = after.fields[key];
    if (value === undefined || value === before?.fields[key]) continue;
    personal.push({ field: key, value, salt: newSalt() });
  }
  const salts = new Map(personal.map(({ field, salt }) => [field, salt]));
  let head = input.head;
  let seq = before?.events ?? 0;
  const events = input.events.map((event): SealedEvent => {
    const { type, at, by, ...rest } = event;
    const { data, said } = setApart(withoutPersonal(rest, secret, salts));
    const body = { ticketId: after.id, seq, type, at, by, cause, data };
    head = chain(head, body);
    seq += 1;
    return { ...body, ...(said ? { said } : {}), hash: head };
  });
  return { events, head, row: rowOf(after, secret), personal };
}

/** The hash of an event, given the hash of the one before it. */
export function chain(previous: string, event: Omit<SealedEvent, 'hash' | 'said'>): string {
  return createHash('sha256').update(previous).update('\n').update(canonical(event)).digest('hex');
}

/** Keys of every field of the SOP whose values are personal. */
function personalKeys(sop: Sop): ReadonlySet<string> {
  const known = keysOf.get(sop);
  if (known) return known;
  const inputs = Object.values(sop.transitions).flatMap((transition) => transition.input);
  const keys = new Set(
    [...Object.values(sop.fields), ...inputs].filter((field) => field.personal).map(({ key }) => key),
  );
  keysOf.set(sop, keys);
  return keys;
}
const keysOf = new WeakMap<Sop, ReadonlySet<string>>();

function withoutPersonal(
  data: object,
  secret: ReadonlySet<string>,
  salts: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const sealed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data))
    sealed[name] = name === 'fields' || name === 'input' ? digests(value as Fields, secret, salts) : value;
  return sealed;
}

function digests(
  fields: Fields,
  secret: ReadonlySet<string>,
  salts: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const sealed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields))
    sealed[key] = secret.has(key) ? { digest: digest(salts.get(key) ?? newSalt(), value) } : value;
  return sealed;
}

/** What may be undone keeps no personal value either: a proposal that comes back asks for it again. */
function rowOf(after: Ticket, secret: ReadonlySet<string>): Ticket {
  const undoable = after.undoable.map((entry) => {
    const proposal = entry.before.proposal as Ticket['proposal'] | undefined;
    return proposal
      ? {
          ...entry,
          before: { ...entry.before, proposal: { ...proposal, input: omit(proposal.input, secret) } },
        }
      : entry;
  });
  return { ...after, undoable, fields: omit(after.fields, secret) };
}

function omit(fields: Fields, secret: ReadonlySet<string>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !secret.has(key)));
}
