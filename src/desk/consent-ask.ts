/**
 * The right moment to ask for a consent: somebody has just written, so that they can be answered, and a later notice of
 * an open ticket of theirs needs one. They are asked below what they are told anyway, once a ticket; a no stands.
 */
import { plainLines } from '../cards/plain.js';
import { type Adapter, bearsAt, type ConsentPage } from '../platform/adapter.js';
import type { Address } from '../platform/address.js';
import type { Capabilities } from '../platform/capabilities.js';
import type { Block, Card } from '../platform/card.js';
import { textsAhead } from '../sop/texts-ahead.js';
import { type ConsentsLeft, consentsLeft, noticesBeside } from './consents.js';
import { isFollowed } from './elsewhere.js';
import type { House } from './house.js';
import { plainWording } from './plain-wording.js';
import type { ConsentAsk } from './ports/consents.js';
import type { OutboxRow } from './ports/outbox.js';
import type { TicketSummary } from './ports/tickets.js';
import { approvedFor } from './template.js';

/** Who wrote so lately still looks at the conversation. */
const JUST_MS = 10 * 60_000;
const MOST_TICKETS = 20;

export interface Asking {
  /** What stands below the message. */
  readonly blocks: readonly Block[];
  /** Beside what the message itself may hold. */
  readonly bytes: number;
  /** The message has gone out. */
  asked(): Promise<void>;
}

/** Null, where it is not the moment. */
export async function consentAsk(house: House, adapter: Adapter, row: OutboxRow): Promise<Asking | null> {
  const { address, locale } = row;
  const { store } = house;
  const now = store.clock.now();
  if (adapter.consentPage === null || !(await hasJustWritten(house, adapter, address, now))) return null;
  const requester = await store.people.requesterAt(address);
  if (requester === null) return null;
  // Another question beside one that is open is answered by neither.
  if (await store.inbox.awaits(address, `requester:${requester}`, now - JUST_MS)) return null;
  const notices = await noticesBeside(house, adapter, { requester, address });
  if (notices === null || !(await isFollowed(house, notices))) return null;
  const left = await consentsLeft(house, adapter.platform, notices, now);
  const wanted = await wantedOf(house, adapter.platform, { requester, notices, left });
  const page = adapter.consentPage([...new Set(wanted.map(({ template }) => template))]);
  if (page === null) return null;
  const blocks = await blocksOf(house, page, left, locale);
  return {
    blocks,
    bytes: Buffer.byteLength(blocks.flatMap((block) => plainLines(block, locale)).join('\n')) + 1,
    async asked() {
      const asks = wanted.filter(({ template }) => page.templates.includes(template));
      await store.consents
        .ask(asks, now)
        .catch((error: unknown) => house.log.error({ err: error, address }, 'an ask was not noted'));
    },
  };
}

/** What the message itself may hold. */
export function besideAsk(bears: Capabilities, asking: Asking | undefined): Capabilities {
  return asking ? { ...bears, textBytes: bears.textBytes - asking.bytes } : bears;
}

export function withAsk(card: Card, asking: Asking | undefined): Card {
  return asking ? { ...card, blocks: [...card.blocks, ...asking.blocks] } : card;
}

async function hasJustWritten(house: House, adapter: Adapter, address: Address, now: number) {
  const { byAllowance, templates } = bearsAt(adapter, address);
  if (!byAllowance || templates) return false;
  const given = await house.store.allowances.at(address);
  return given.some(({ messages, at }) => messages > 0 && now - at < JUST_MS);
}

type Wanted = Pick<ConsentAsk, 'address' | 'template' | 'ticketId'>;

/** Whose consents, where they are kept, and what is left of them. */
interface Kept {
  readonly requester: string;
  readonly notices: Address;
  readonly left: readonly ConsentsLeft[];
}

/** Templates of coming notices for which no consent is left, each with the ticket it is wanted for. */
async function wantedOf(
  house: House,
  platform: string,
  { requester, notices, left }: Kept,
): Promise<readonly Wanted[]> {
  const lacking = left.filter((one) => one.left === 0).map(({ template }) => template);
  if (lacking.length === 0) return [];
  const all = await house.store.tickets.list({ requesterId: requester, open: true, limit: MOST_TICKETS });
  const open = all.filter(({ category }) => category !== 'resolved');
  const asked = await house.store.consents.asked(open.map(({ id }) => id));
  const wanted: Wanted[] = [];
  for (const ticket of open)
    for (const template of await templatesAhead(house, platform, ticket)) {
      const one = { address: notices, template, ticketId: ticket.id };
      if (lacking.includes(template) && mayAsk(asked, one)) wanted.push(one);
    }
  return wanted;
}

/** Once a ticket, and once more for each consent that was given and is used up. */
function mayAsk(asked: readonly ConsentAsk[], { address, template, ticketId }: Wanted): boolean {
  const before = asked.find(
    (one) => one.address === address && one.template === template && one.ticketId === ticketId,
  );
  return before === undefined || before.answer === 'yes';
}

async function templatesAhead(
  house: House,
  platform: string,
  { sop, state, content }: TicketSummary,
): Promise<readonly string[]> {
  const { reach } = (await house.library.live()).content;
  const texts = textsAhead((await house.library.edition(content)).sop(sop), state);
  return [...new Set(texts.flatMap((text) => approvedFor(reach, platform, text)?.id ?? []))];
}

async function blocksOf(
  house: House,
  page: ConsentPage,
  left: readonly ConsentsLeft[],
  locale: OutboxRow['locale'],
): Promise<readonly Block[]> {
  const wording = await plainWording(house, locale);
  const names = left.filter(({ template }) => page.templates.includes(template)).map(({ name }) => name);
  return [
    { kind: 'text', text: wording.t('consent.ask', { names }) },
    { kind: 'link', text: wording.t('consent.page'), url: `${house.publicUrl()}${page.path}` },
  ];
}
