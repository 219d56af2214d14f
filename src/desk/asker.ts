/** What somebody who asks may be shown: the queues they serve, whether they lead, and the names of steps in a list. */
import { refusalCard } from '../cards/refusal.js';
import type { ListFacts } from '../cards/ticket-row.js';
import type { Member } from '../people/people.js';
import { onlyReads } from '../people/staff.js';
import type { Card } from '../platform/card.js';
import { type Refusal, refuse } from '../tickets/refusal.js';
import { noteRefusal } from './audit/note.js';
import type { House } from './house.js';
import type { TicketSummary } from './ports/tickets.js';
import type { Reader } from './speak.js';

export const MOST_ROWS = 50;

/** Whoever asks for what only staff may know hears no more than that. */
export const OURS_ONLY = refuse('not_allowed', { holder: { message: 'word.staff' } });
export const LEADS_ONLY = refuse('not_allowed', {
  holder: [{ message: 'role.lead' }, { message: 'role.manager' }],
});

/** Every queue of the teams this member serves; an auditor sees all of them. */
export function queuesOf({ directory }: Pick<Reader, 'directory'>, member: Member): string[] {
  const all = [...directory.queues.values()];
  return all.filter(({ team }) => onlyReads(member) || member.teams.includes(team)).map(({ id }) => id);
}

/** A question that is not answered to this person: noted, and said. */
export async function forbid(house: House, reader: Reader, act: string, refusal: Refusal): Promise<Card> {
  await noteRefusal(house, reader, { act, code: refusal.refused });
  return refusalCard(refusal, reader.wording);
}

export function rank(member: Member): 'agent' | 'lead' {
  return member.roles.some(
    (role) => role === 'lead' || role === 'manager' || role === 'admin' || role === 'auditor',
  )
    ? 'lead'
    : 'agent';
}

/** What a list is drawn from: the SOP and the hours behind each row, read once per content version. */
export async function listFacts(house: House, rows: readonly TicketSummary[]): Promise<ListFacts> {
  const { library } = house;
  for (const id of new Set(rows.map(({ content }) => content))) await library.edition(id);
  const editionOf = (content: string) => {
    const edition = library.cached(content);
    if (!edition) throw new Error(`edition ${content} was read a moment ago and is gone`);
    return edition;
  };
  return {
    rows,
    sopOf: ({ content, sop }) => editionOf(content).sop(sop),
    hoursOf: ({ content, queue }, kind) =>
      kind === 'calendar' ? library.always : editionOf(content).calendarOf(queue),
  };
}
