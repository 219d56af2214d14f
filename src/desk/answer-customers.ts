/** What members ask of customers: one of them with all that belongs to it, those of a name, and where all of them stand. */
import { localDate } from '../calendar/business-hours.js';
import { customerCard } from '../cards/customer.js';
import { customersCard } from '../cards/customers.js';
import { journeyCard, stageCard } from '../cards/journey.js';
import type { Query } from '../conversation/intent.js';
import type { Member } from '../people/people.js';
import type { Card } from '../platform/card.js';
import type { CustomerForm } from '../sop/content-form.js';
import { forbid, LEADS_ONLY, listFacts, MOST_ROWS, OURS_ONLY, queuesOf, rank } from './asker.js';
import { customerSubject, noteView } from './audit/note.js';
import type { House } from './house.js';
import type { CustomerRead } from './ports/customers.js';
import type { Reader } from './speak.js';

export type CustomerQuery = Extract<Query, { kind: 'customers' | 'customer' | 'journey' | 'stage' }>;

export async function answerOfCustomers(
  house: House,
  query: CustomerQuery,
  reader: Reader,
  group: string | null,
): Promise<Card> {
  const { person, directory } = reader;
  const member = person.kind === 'member' ? directory.members.get(person.id) : undefined;
  if (!member) return forbid(house, reader, query.kind, OURS_ONLY);
  switch (query.kind) {
    case 'customers':
      return found(house, query.said, reader, member, group);
    case 'customer':
      return one(house, query.id, reader, member, group);
    case 'journey':
    case 'stage':
      return rank(member) === 'lead'
        ? stands(house, query, reader, queuesOf(reader, member))
        : forbid(house, reader, query.kind, LEADS_ONLY);
  }
}

/** The one that is called so or alone fits; else the ones to choose from. */
async function found(house: House, said: string, reader: Reader, member: Member, group: string | null) {
  const { exact, matches, near } = await house.store.customers.search(said, MOST_ROWS);
  const called = matches.filter(({ id, name }) => id === said || name.toLowerCase() === said.toLowerCase());
  const only = matches.length === 1 ? matches[0] : exact && called.length === 1 ? called[0] : undefined;
  if (only) return one(house, only.id, reader, member, group);
  const { tiers } = reader.edition.content.customers;
  return customersCard({ said, matches, near, tiers }, reader.wording);
}

async function one(
  house: House,
  id: string,
  reader: Reader,
  member: Member,
  group: string | null,
): Promise<Card> {
  const { wording, edition } = reader;
  const { customers: form } = edition.content;
  const read = await house.store.customers.customer(id);
  // A button may outlive what it leads to.
  if (!read) return customersCard({ said: id, matches: [], near: [], tiers: form.tiers }, wording);
  const people = read.contacts.map((contact) => contact.id);
  const tickets = await house.store.tickets.list({
    ...{ customer: { id, people }, queues: queuesOf(reader, member), limit: MOST_ROWS },
  });
  const inFull = group === null && member.roles.some((role) => role === 'lead' || role === 'auditor');
  if (inFull && holdsPersonal(read, form)) await noteView(house, reader, 'customer', customerSubject(id));
  return customerCard(
    {
      ...read,
      ...{ form, tickets, sopOf: (await listFacts(house, tickets)).sopOf },
      ...{ reader: group === null ? 'member' : 'group', full: inFull },
      today: localDate(house.tz, wording.now),
    },
    wording,
  );
}

function holdsPersonal({ contacts, customer }: CustomerRead, { fields }: CustomerForm): boolean {
  return (
    contacts.some(({ phone }) => phone !== null) ||
    Object.values(fields).some(({ key, personal }) => personal && customer.fields[key] !== undefined)
  );
}

async function stands(
  house: House,
  query: Extract<CustomerQuery, { kind: 'journey' | 'stage' }>,
  { wording, edition }: Reader,
  queues: readonly string[],
): Promise<Card> {
  const { stages, tiers } = edition.content.customers;
  if (query.kind === 'journey')
    return journeyCard({ stages, rows: await house.store.reports.run('journey', { queues }) }, wording);
  const inStage = await house.store.customers.inStage(query.stage, queues, MOST_ROWS);
  return stageCard({ ...inStage, stage: query.stage, stages, tiers }, wording);
}
