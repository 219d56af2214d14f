/**
 * Hands the conversation with a requester to a colleague, and takes it back: in the lane of their address, between what is
 * said before and after. Whoever dies meanwhile, the platform is asked again and answers how it stands.
 */
import type { Adapter, HandedOver, HandOver } from '../platform/adapter.js';
import { type Address, platformOf } from '../platform/address.js';
import { DeliveryError } from '../platform/delivery-error.js';
import { isOver } from '../tickets/over.js';
import type { ConversationMove } from '../tickets/reactions.js';
import type { Decided } from './decide-on.js';
import type { House } from './house.js';
import { NothingToSend } from './nothing-to-send.js';
import type { OutboxItem, OutboxRow } from './ports/outbox.js';
import { queueOnce } from './save-once.js';

/** Half a minute or so; longer nobody should wait for what was promised. */
const MOST_TRIES = 5;

/** What the platform shall do, in a lane of its own order: taken back first, handed over last. */
export function conversationItem(
  { after, reactions, facts: { requester } }: Decided,
  { adapters }: Pick<House, 'adapters'>,
): OutboxItem | null {
  const { conversation: goes } = reactions;
  const address = requester.address as Address | null;
  if (goes === null || address === null || !adapters.get(platformOf(address))?.handOver) return null;
  return {
    key: `${after.id}/${after.version}/conversation`,
    ...{ address, locale: requester.locale, ticketId: after.id, body: { kind: 'conversation', goes } },
  };
}

export async function moveConversation(
  house: House,
  { handOver }: Adapter,
  row: OutboxRow,
  goes: ConversationMove,
): Promise<string> {
  if (!handOver) throw new NothingToSend('conversations are handed over there no more');
  if (goes === 'back') await handOver.takeBack(row.address);
  else await give(house, handOver, row);
  return goes;
}

async function give(house: House, handOver: HandOver, row: OutboxRow): Promise<void> {
  const read = row.ticketId === null ? null : await house.store.tickets.ticket(row.ticketId);
  if (!read || isOver(read.ticket)) throw new NothingToSend('there is nothing to talk about any more');
  const { assigneeId } = read.ticket;
  const account = assigneeId === null ? null : await accountOf(house, handOver.colleagues, assigneeId);
  const given = await handOver
    .give(row.address, account)
    .catch(async (error: unknown): Promise<HandedOver> => {
      const reason = refusalIn(error, row.attempts + 1);
      if (reason === null) throw error;
      await note(house, row, { is: 'kept', reason });
      throw new NothingToSend(reason);
    });
  if (given.to === 'nobody') throw new NothingToSend('nobody takes conversations over there');
  await note(house, row, { is: 'given', to: given.to === 'colleague' ? assigneeId : null });
}

/** Why it will not be done; null: it is tried again. */
function refusalIn(error: unknown, tries: number): string | null {
  if (!(error instanceof DeliveryError)) return null;
  const { kind, reason } = error.failure;
  return kind === 'rejected' || kind === 'unauthorised' || tries >= MOST_TRIES ? reason : null;
}

/** The ticket hears of it once, however often it was tried. */
async function note(
  house: House,
  { key, ticketId }: OutboxRow,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  const command = {
    type: 'conversation',
    ticketId: ticketId ?? 0,
    input,
    actor: { kind: 'system' },
  } as const;
  await queueOnce(house, [{ key, command }]);
}

async function accountOf({ store }: House, platform: string, member: string): Promise<string | null> {
  const known = await store.bindings.memberAccounts();
  return known.find((one) => one.platform === platform && one.member === member)?.account ?? null;
}
