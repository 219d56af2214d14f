/** What comes in while a colleague has the conversation with a requester, and that they have it, is kept on the ticket it is about. */
import type { Intent } from '../conversation/intent.js';
import { platformOf } from '../platform/address.js';
import type { Reply } from '../platform/reply.js';
import { handle } from './handle.js';
import { type Matter, settle, settles } from './matter.js';
import { obey } from './obey.js';
import { SILENCE } from './speak.js';

type Said = Extract<Intent, { kind: 'aside' }>;

/** Older ones are hardly what is talked about. */
const MOST_OPEN = 20;

export async function overhear(matter: Matter, { by, text, files, ends }: Said): Promise<Reply | null> {
  const ticketId = await ticketTalkedOf(matter);
  if (ticketId === null) return unheard(matter);
  if (ends)
    return obey(matter, { kind: 'command', type: 'end_human', ticketId, input: {}, endsDialogue: false });
  return keep(matter, ticketId, 'overhear', {
    ...{ from: by === null ? 'requester' : 'member', text },
    member: by === null ? null : await memberCalled(matter, by),
    ...(files.length > 0 ? { files } : {}),
  });
}

/** `to`: the colleague's account; null: nobody has it any more. */
export async function noteConversation(matter: Matter, to: string | null): Promise<Reply | null> {
  const ticketId = await ticketTalkedOf(matter);
  if (ticketId === null) return unheard(matter);
  const is = to === null ? { is: 'returned' } : { is: 'given', to: await memberCalled(matter, to) };
  return keep(matter, ticketId, 'conversation', is);
}

async function keep(
  matter: Matter,
  ticketId: number,
  type: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Reply | null> {
  const { house, inbound } = matter;
  const cause = { kind: 'inbound', key: `${inbound.platform}:${inbound.eventId}` } as const;
  const command = { type, ticketId, input, actor: { kind: 'system' }, cause } as const;
  await handle(house, command, () => settles(matter, SILENCE));
  return null;
}

/** The one a colleague talks about with them; else the newest that is open, or else the newest. */
async function ticketTalkedOf({ house, reader: { person } }: Matter): Promise<number | null> {
  const { tickets } = house.store;
  if (person.kind !== 'requester') return null;
  const open = await tickets.list({ requesterId: person.id, open: true, limit: MOST_OPEN });
  // Asked for at once they are read at once.
  const reads = await Promise.all(open.map(({ id }) => tickets.ticket(id)));
  const talked = reads.find((read) => read?.ticket.conversation);
  if (talked) return talked.ticket.id;
  const [newest] = open.length > 0 ? open : await tickets.list({ requesterId: person.id, limit: 1 });
  return newest?.id ?? null;
}

async function memberCalled({ house, inbound }: Matter, account: string): Promise<string | null> {
  const colleagues = house.adapters.get(platformOf(inbound.address))?.handOver?.colleagues;
  const found = colleagues === undefined ? null : await house.store.people.person(colleagues, account);
  return found?.kind === 'member' ? found.id : null;
}

/** Somebody who has never asked for anything talks to a colleague: that is between them. */
function unheard(matter: Matter): Promise<Reply | null> {
  const { platform, eventId } = matter.inbound;
  matter.house.log.info({ platform, event: eventId }, 'a conversation was heard that is about no ticket');
  return settle(matter, SILENCE);
}
