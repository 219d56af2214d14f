/** What the auditor is told of people: who tried what they may not, and who opened personal values in full. */
import { localDate } from '../../calendar/business-hours.js';
import { actorName } from '../../people/actor.js';
import type { Cause, Command } from '../../tickets/command.js';
import { isForbidden } from '../../tickets/forbidden.js';
import { stepCalled } from '../../tickets/transitions.js';
import type { House } from '../house.js';
import type { Noted } from '../ports/audit.js';
import type { TicketRead } from '../ports/tickets.js';
import type { Reader } from '../speak.js';

/** Noes of errands that are about who somebody is. */
const FORBIDDEN_ERRANDS: readonly string[] = [
  ...['not_in_charge', 'not_for_agents', 'only_admins', 'only_admins_make_admins'],
  ...['only_auditors', 'second_admin_only'],
];

type Said = Omit<Noted, 'at' | 'on'>;

/**
 * A command that was refused, when it was forbidden. Noted before anybody hears the no: one that leaves no trace is not
 * given.
 */
export async function noteCommand(
  house: House,
  command: Pick<Command, 'type' | 'ticketId' | 'input' | 'actor' | 'cause'>,
  code: string,
  read: TicketRead | null,
): Promise<void> {
  const { type, ticketId, input, actor, cause } = command;
  // A ticket that is hidden from somebody is said not to exist; one that does not exist was no attempt.
  const hidden = code === 'unknown_ticket' && read !== null && actor.kind === 'requester';
  // By itself the house only comes too late.
  const late = actor.kind === 'system' && code !== 'not_allowed';
  if (late || !(hidden || isForbidden(code))) return;
  const sop = read ? house.library.cached(read.ticket.content)?.sop(read.ticket.sop) : undefined;
  // To somebody of another team a step has no key: it is asked for in the word they said.
  const step = sop && stepCalled(String(input.transition ?? ''), sop);
  await note(house, {
    kind: 'refused',
    by: actorName(actor),
    act: step ? `${type} ${step.key}` : type,
    subject: ticketId === undefined ? '' : ticketSubject(ticketId),
    code: hidden ? 'other_ticket' : code,
    door: doorOf(cause),
  });
}

/** An errand or a question that was refused, when it was forbidden. */
export async function noteRefusal(
  house: House,
  reader: Reader,
  { act, code, subject = '' }: { readonly act: string; readonly code: string; readonly subject?: string },
): Promise<void> {
  if (!isForbidden(code) && !FORBIDDEN_ERRANDS.includes(code) && code !== 'other_ticket') return;
  await note(house, { ...readBy(reader), kind: 'refused', act, subject, code });
}

/** Personal values were shown in full to somebody who asked for them. */
export async function noteView(house: House, reader: Reader, act: string, subject: string): Promise<void> {
  await note(house, { ...readBy(reader), kind: 'viewed', act, subject, code: '' });
}

export const ticketSubject = (id: number) => `ticket:${id}`;
export const customerSubject = (id: string) => `customer:${id}`;

function readBy({ person, door }: Reader): Pick<Said, 'by' | 'door'> {
  return { by: `${person.kind}:${person.id}`, door };
}

async function note(house: House, said: Said): Promise<void> {
  const at = house.store.clock.now();
  await house.store.audit.note({ ...said, at, on: localDate(house.tz, at) });
}

/** Where a command came from: the platform, the signed hook, a timer, an event before it, the API. */
function doorOf({ kind, key }: Cause): string {
  if (kind === 'event') return 'follow_up';
  if (kind !== 'inbound') return kind;
  const [platform = '', source = ''] = key.split(':');
  return platform === 'hook' ? `hook:${source}` : platform;
}
