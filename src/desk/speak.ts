/** Words for one reader, and where they go: into the acknowledgement where there is one, else out by the outbox. */
import { createWording, type Wording } from '../cards/wording.js';
import type { Directory, Locale } from '../people/people.js';
import type { Address } from '../platform/address.js';
import type { Card, Form, Tone } from '../platform/card.js';
import type { Inbound } from '../platform/inbound.js';
import type { Reply } from '../platform/reply.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import type { PersonRef } from './ports/inbox.js';
import type { OutboxItem } from './ports/outbox.js';

/** Who is spoken to, and everything needed to word it. */
export interface Reader {
  readonly person: PersonRef;
  readonly locale: Locale;
  readonly directory: Directory;
  readonly edition: Edition;
  readonly wording: Wording;
  /** The platform they speak through. */
  readonly door: string;
}

export async function readerOf(house: House, person: PersonRef, door: string): Promise<Reader> {
  const directory = await directoryWith(house, person);
  const edition = await house.library.live();
  const locale =
    person.kind === 'requester' ? person.locale : (directory.members.get(person.id)?.locale ?? house.locale);
  return {
    person,
    locale,
    directory,
    edition,
    door,
    wording: wordsIn(locale, house, { person, directory, edition }),
  };
}

/** Whoever just became a member is known to the database before the word of it comes round. */
async function directoryWith({ staff }: House, { kind, id }: PersonRef): Promise<Directory> {
  const directory = await staff.directory();
  if (kind !== 'member' || directory.members.has(id)) return directory;
  staff.refresh();
  return staff.directory();
}

/** The same reader spoken to in a language, which may be another than until now. */
export function wordsIn(
  locale: Locale,
  house: House,
  { person, directory, edition }: Pick<Reader, 'person' | 'directory' | 'edition'>,
): Wording {
  const now = house.store.clock.now();
  const people = person.kind === 'requester' ? new Map([[person.id, person.name]]) : undefined;
  return createWording({
    messages: edition.messages,
    locale,
    directory,
    tz: house.tz,
    now,
    sops: edition.content.latest,
    ...(people ? { people } : {}),
  });
}

/** What one inbound is answered with. */
export interface Answer {
  readonly reply: Reply | null;
  readonly outbox: readonly OutboxItem[];
}

export const SILENCE: Answer = { reply: null, outbox: [] };

/** A short line only the actor sees; a message to them alone where the platform acknowledges without words. */
export function toast(inbound: Inbound, reader: Reader, tone: Tone, text: string, late: boolean): Answer {
  if (acknowledges(inbound) && !late) return { reply: { toast: { tone, text } }, outbox: [] };
  const [title = '', ...rest] = text.split('\n');
  const card: Card = { title, tone, blocks: rest.map((line) => ({ kind: 'text', text: line })), buttons: [] };
  return message(inbound, reader, card, inbound.private ? inbound.address : privateAddress(inbound, reader));
}

/** How the key of what answers an inbound ends. */
export const ANSWER = '/answer';

/** A card in the conversation. */
export function message(
  inbound: Inbound,
  reader: Reader,
  card: Card,
  address: Address = inbound.address,
): Answer {
  return {
    reply: null,
    outbox: [
      {
        key: `${inbound.platform}:${inbound.eventId}${ANSWER}`,
        address,
        locale: reader.locale,
        ticketId: card.ticketId ?? null,
        body: { kind: 'card', card },
      },
    ],
  };
}

/** A form to fill in; null when it is too late to open one, or the platform has none. */
export function modal(inbound: Inbound, form: Form, late: boolean): Answer | null {
  return acknowledges(inbound) && !late ? { reply: { form }, outbox: [] } : null;
}

/** Whether the platform takes an answer inside its acknowledgement of this. */
export function acknowledges({ content }: Inbound): boolean {
  return content.kind === 'button' || content.kind === 'form';
}

/** Where a member is alone with us; in a group the answer goes there when we never met them elsewhere. */
export function privateAddress(inbound: Inbound, { person, directory }: Reader): Address {
  const member = person.kind === 'member' ? directory.members.get(person.id) : undefined;
  return (member?.addresses[0] as Address | undefined) ?? inbound.address;
}
