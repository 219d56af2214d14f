/** A question about the desk, answered: reads what it needs and describes it as a card. Changes nothing. */

import { localDate } from '../calendar/business-hours.js';
import { categoryCard } from '../cards/category.js';
import { helpCard } from '../cards/help.js';
import { mineCard } from '../cards/mine.js';
import { queueCard } from '../cards/queue.js';
import { refusalCard } from '../cards/refusal.js';
import { rosterCard } from '../cards/roster.js';
import { sopCard, sopsCard } from '../cards/sop.js';
import { welcomeCard } from '../cards/welcome.js';
import type { Query } from '../conversation/intent.js';
import type { Member } from '../people/people.js';
import { onlyReads } from '../people/staff.js';
import type { Card } from '../platform/card.js';
import { reports } from '../reports/index.js';
import { periodRange } from '../reports/period.js';
import { hasShifts, turnNext, turnsNow } from '../sop/roster.js';
import { actions } from '../tickets/actions/index.js';
import { refuse } from '../tickets/refusal.js';
import { boardAnswer } from './answer-board.js';
import { answerOfCustomers } from './answer-customers.js';
import { materials } from './answer-materials.js';
import { underway } from './answer-progress.js';
import { forbid, LEADS_ONLY, listFacts, MOST_ROWS, OURS_ONLY, queuesOf, rank } from './asker.js';
import { errands } from './errands/index.js';
import { offersSetUp } from './errands/set-up.js';
import { explain } from './explain.js';
import type { House } from './house.js';
import type { CardAudience } from './ports/outbox.js';
import type { Reader } from './speak.js';
import { noteOpened, readFor, ticketView } from './views.js';

/** The card that answers; a refusal when this person may not know. */
export async function answer(
  house: House,
  query: Query,
  reader: Reader,
  group: string | null,
  draft?: string,
): Promise<Card> {
  const { wording, edition, person, directory } = reader;
  const member = person.kind === 'member' ? directory.members.get(person.id) : undefined;
  const sops = Object.values(edition.content.latest);
  const role = member ? ('staff' as const) : ('requester' as const);
  switch (query.kind) {
    case 'help':
      return helpCard(
        {
          ...{ reader: member ? rank(member) : ('requester' as const), sops },
          ...{ actions: sayable(), errands: errandsFor(reader), reports: [...reports] },
        },
        wording,
      );
    case 'welcome':
      return welcomeCard(
        {
          ...{ name: nameOf(reader), reader: role, sops, setUp: offersSetUp(reader, house) },
          ...{ categories: edition.content.categories, ...(draft === undefined ? {} : { draft }) },
          ...callsPerson(house, reader),
        },
        wording,
      );
    case 'categories':
      return categoryCard(
        {
          ...{ categories: edition.content.categories, path: query.path },
          ...(draft === undefined ? {} : { draft }),
        },
        wording,
      );
    case 'ticket':
      return ticketAnswer(house, query.ticketId, reader, group);
    case 'materials':
      // In a group the names of files are nobody's affair.
      return group === null
        ? materials(house, query.ticketId, reader)
        : ticketAnswer(house, query.ticketId, reader, group);
    case 'why':
      return explain(house, query.ticketId, reader);
    case 'mine': {
      const filter = member ? { assigneeId: member.id, open: true } : { requesterId: person.id };
      const rows = await house.store.tickets.list({ ...filter, limit: MOST_ROWS });
      return mineCard({ reader: role, ...(await listFacts(house, rows)) }, wording);
    }
    case 'queue': {
      if (!member) return forbid(house, reader, 'queue', OURS_ONLY);
      const queues = queuesOf(reader, member);
      const rows = await house.store.tickets.list({ queues, open: true, limit: MOST_ROWS });
      return queueCard(await listFacts(house, rows), wording);
    }
    case 'roster':
      return member ? rosterAnswer(house, reader, member) : forbid(house, reader, 'roster', OURS_ONLY);
    case 'sop': {
      const sop = query.sop === null ? undefined : edition.content.latest[query.sop];
      return sop ? sopCard({ sop, directory, reader: role }, wording) : sopsCard(sops, wording);
    }
    case 'board':
      return boardAnswer(house, reader, member);
    case 'report':
      return reportAnswer(house, query, reader, member);
    default:
      return answerOfCustomers(house, query, reader, group);
  }
}

function rosterAnswer({ library }: House, { directory, wording }: Reader, member: Member): Card {
  const roster = library.roster();
  const theirs = [...directory.teams.values()].filter(
    ({ id }) => hasShifts(roster, id) && (onlyReads(member) || member.teams.includes(id)),
  );
  const teams = theirs.map((team) => ({
    team,
    now: turnsNow(roster, team.id, wording.now),
    next: turnNext(roster, team.id, wording.now),
  }));
  return rosterCard({ teams, directory, today: localDate(library.always, wording.now) }, wording);
}

async function ticketAnswer(
  house: House,
  ticketId: number | null,
  reader: Reader,
  group: string | null,
): Promise<Card> {
  const { person, wording } = reader;
  const asked = ticketId ?? (person.kind === 'requester' ? await underway(house, reader) : null);
  if (asked === null) return answer(house, { kind: 'mine' }, reader, group);
  if (typeof asked === 'object') return asked;
  const read = await readFor(house, reader, asked, 'ticket');
  if (!read) return refusalCard(refuse('unknown_ticket', { ticket: asked }), wording);
  const audience: CardAudience =
    group === null ? { kind: person.kind, id: person.id } : { kind: 'group', team: group };
  if (group === null) await noteOpened(house, reader, read, 'ticket');
  return ticketView(house, read, audience, reader.locale);
}

/** Numbers are for leads and managers, over the queues they answer for. */
async function reportAnswer(
  house: House,
  query: Extract<Query, { kind: 'report' }>,
  reader: Reader,
  member: Member | undefined,
): Promise<Card> {
  const { wording, edition } = reader;
  const report = reports.find(({ name }) => name === query.report);
  const act = `report ${query.report}`;
  if (!member) return forbid(house, reader, act, OURS_ONLY);
  if (!report || rank(member) !== 'lead') return forbid(house, reader, act, LEADS_ONLY);
  const period = periodRange(query.period, wording.now, house.tz);
  const rows = await house.store.reports.run(report.name, report.params(period, queuesOf(reader, member)));
  return report.toCard(rows, period, wording, edition.content);
}

function nameOf({ person, directory }: Reader): string {
  return person.kind === 'requester' ? person.name : (directory.members.get(person.id)?.name ?? person.id);
}

/** What this person may ask of the desk itself. */
function errandsFor(reader: Reader) {
  return Object.values(errands).filter(
    (errand) => (reader.person.kind === 'member' || errand.of === 'all') && errand.may(reader) === null,
  );
}

/** What help lists: actions people type. */
export function sayable() {
  return Object.values(actions).filter(({ words }) => words['zh-CN'].length > 0);
}

/** In WeChat a way to a person stands in the first menu, where the house has named what such a call begins. */
function callsPerson({ adapters }: House, { door, edition, locale }: Reader): { readonly human?: string } {
  const [word] = actions.human?.words[locale] ?? [];
  const inWechat = adapters.get(door)?.capabilities.byAllowance ?? false;
  return inWechat && edition.content.human !== null && word !== undefined ? { human: word } : {};
}
