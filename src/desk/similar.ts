/** Before a ticket is opened: the open ones like it that this person may see, shown first. */
import { similarCard } from '../cards/similar.js';
import type { Beginning } from '../conversation/dialogue-state.js';
import type { Reply } from '../platform/reply.js';
import type { Field } from '../sop/sop.js';
import { listFacts, queuesOf } from './asker.js';
import { type Matter, settle } from './matter.js';
import type { TicketFilter, TicketSummary } from './ports/tickets.js';
import { message } from './speak.js';

/** More than these nobody compares. */
const MOST_SHOWN = 3;

/** Asks whether it is one of these; null when there is none, and the ticket is opened as if this had not been looked for. */
export async function similarFirst(
  matter: Matter,
  begins: Beginning,
  next: Field | null,
): Promise<{ readonly reply: Reply | null } | null> {
  const { house, inbound, reader, context } = matter;
  const rows = await similarTo(matter, begins);
  if (rows.length === 0) return null;
  const role = reader.person.kind === 'member' ? 'staff' : 'requester';
  const facts = {
    reader: role,
    rows,
    sopOf: (await listFacts(house, rows)).sopOf,
    said: begins.said,
    next,
  } as const;
  const card = similarCard(facts, reader.wording);
  const reply = await settle(matter, message(inbound, reader, card), {
    ...{ kind: 'similar', begins, startedAt: context.now },
    tickets: rows.map(({ id }) => id),
  });
  return { reply };
}

async function similarTo(matter: Matter, begins: Beginning): Promise<readonly TicketSummary[]> {
  const whose = await whoseTickets(matter, begins);
  if (!whose) return [];
  const like = { sop: begins.sop, categoryPath: begins.categoryPath ?? null, words: begins.said };
  return matter.house.store.tickets.list({ ...whose, like, open: true, limit: MOST_SHOWN });
}

/** A requester is shown their own, a member those of the requester and their customer in the queues they serve. */
async function whoseTickets(
  { house, reader }: Matter,
  { requesterId }: Beginning,
): Promise<Pick<TicketFilter, 'requesterId' | 'customer' | 'queues'> | null> {
  const { person, directory } = reader;
  if (person.kind === 'requester') return { requesterId: person.id };
  const member = directory.members.get(person.id);
  const requester = requesterId === undefined ? null : await house.store.people.requester(requesterId);
  if (!member || !requester) return null;
  const queues = queuesOf(reader, member);
  return requester.customerId === null
    ? { requesterId: requester.id, queues }
    : { customer: { id: requester.customerId, people: [requester.id] }, queues };
}
