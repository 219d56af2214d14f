/** A member opens a ticket for somebody: whoever is meant is found or asked back, then the intake begins as theirs would. */
import { servicesCard } from '../cards/services.js';
import { whomCard } from '../cards/whom.js';
import type { Context } from '../conversation/context.js';
import type { Dialogue } from '../conversation/dialogue-state.js';
import { file } from '../conversation/file-draft.js';
import type { Intent, Whom } from '../conversation/intent.js';
import type { Reply } from '../platform/reply.js';
import { type Category, isWithin } from '../sop/categories.js';
import { queuesOf } from './asker.js';
import { type Matter, settle } from './matter.js';
import type { NamedPerson } from './ports/people.js';
import { type Answer, message } from './speak.js';

/** More of one name are told apart by their customer's name, or by a longer one. */
const MOST_SHOWN = 8;

/** Answered, or understood: the words of whoever is meant, with what they mean. */
export type OpeningFor =
  | { readonly kind: 'answered'; readonly reply: Reply | null }
  | { readonly kind: 'understood'; readonly matter: Matter; readonly intent: Intent };

export async function openFor(matter: Matter, whom: Whom): Promise<OpeningFor> {
  const { who, said, people, exact } = await found(matter, whom);
  const [only, ...others] = people;
  if (only && others.length === 0 && exact) return about(matter, only, said);
  const { inbound, reader, context } = matter;
  const facts = { who, said, people, exact, alone: inbound.private };
  const draft: Dialogue = { kind: 'draft', text: said, startedAt: context.now };
  return answered(matter, message(inbound, reader, whomCard(facts, reader.wording)), draft);
}

async function answered(matter: Matter, answer: Answer, draft: Dialogue): Promise<OpeningFor> {
  return { kind: 'answered', reply: await settle(matter, answer, draft) };
}

interface Found {
  /** As it was said; empty: nobody was named. */
  readonly who: string;
  readonly said: string;
  readonly people: readonly Pick<NamedPerson, 'id' | 'name' | 'customer' | 'phone'>[];
  readonly exact: boolean;
}

async function found({ house, inbound }: Matter, whom: Whom): Promise<Found> {
  const { people: store } = house.store;
  switch (whom.kind) {
    case 'named': {
      let first: Found | null = null;
      for (const { who, said } of whom.splits) {
        const called = await store.called(who, MOST_SHOWN);
        if (called.exact) return { who, said, ...called };
        if (!first || first.people.length === 0) first = { who, said, ...called };
      }
      return first ?? nobody('');
    }
    case 'chosen':
      return one(whom.requesterId, whom.said);
    case 'speaker': {
      const speaker = await store.person(inbound.platform, whom.account);
      return speaker?.kind === 'requester' ? one(speaker.id, whom.said) : nobody(whom.said);
    }
    case 'unnamed':
      return nobody(whom.said);
  }

  async function one(id: string, said: string): Promise<Found> {
    const person = await store.requester(id);
    if (!person) return nobody(said);
    return { who: person.name, said, people: [{ ...person, customer: null, phone: null }], exact: true };
  }
}

const nobody = (said: string): Found => ({ who: '', said, people: [], exact: false });

/** What was said names its kind of matter, or it is chosen from what this member may open. */
async function about(
  matter: Matter,
  { id, name }: Pick<NamedPerson, 'id' | 'name'>,
  said: string,
): Promise<OpeningFor> {
  const { inbound, reader, context } = matter;
  const draft = { kind: 'draft', text: said, for: id, startedAt: context.now } as const;
  const { quoted: _, ...rest } = context;
  const theirs: Matter = { ...matter, context: { ...rest, dialogue: draft } };
  const { sops, categories } = servedBy(matter);
  // What this member's teams do not do is not asked first and refused at the end.
  const intent = file(said, { ...theirs.context, sops, categories });
  if (intent.kind !== 'query' || intent.query.kind !== 'welcome')
    return { kind: 'understood', matter: theirs, intent };
  const facts = { name, said, sops, categories };
  return answered(matter, message(inbound, reader, servicesCard(facts, reader.wording)), draft);
}

/** The kinds of matter that wait in queues of this member's teams, with the levels that lead to them. */
function servedBy({ reader, context }: Matter): Pick<Context, 'sops' | 'categories'> {
  const member = reader.directory.members.get(reader.person.id);
  const mine = member ? queuesOf(reader, member) : [];
  const sops = context.sops.filter(({ queue }) => mine.includes(queue));
  const served = ({ sop, queue }: Category) =>
    queue === null ? sops.some(({ key }) => key === sop) : mine.includes(queue);
  const { categories } = context;
  const leads = ({ path }: Category) => categories.some((each) => isWithin(each.path, path) && served(each));
  return { sops, categories: categories.filter(leads) };
}
