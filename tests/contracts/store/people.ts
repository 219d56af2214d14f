/** How the contract makes somebody known: by the door everybody comes in through. */
import type { Address } from '../../../src/platform/address.js';
import type { Inbound } from '../../../src/platform/inbound.js';
import { MONDAY, opening, someTicket } from '../../support/change.js';
import type { StoreInstance } from '../store.contract.js';

let events = 0;

export function inbound(account: string, text: string, over: Partial<Inbound> = {}): Inbound {
  return {
    platform: 'web',
    eventId: `event-${++events}`,
    sender: { account, name: account },
    address: `web:desk:${account}` as Address,
    private: true,
    content: { kind: 'text', text },
    ...over,
  };
}

/** The id of the requester behind an account. */
export async function stranger(store: StoreInstance, account: string): Promise<string> {
  const { person } = await store.inbox.receive(inbound(account, 'hello'), MONDAY);
  return person.id;
}

/** An open ticket of a requester of its own. */
export async function openTicket(store: StoreInstance, over: Parameters<typeof someTicket>[1] = {}) {
  const id = await store.tickets.nextTicketId();
  const requesterId = over.requesterId ?? (await stranger(store, `asker-${id}`));
  const ticket = someTicket(id, { ...over, requesterId });
  const saved = await store.tickets.save(opening(ticket));
  if (!saved.saved) throw new Error(`contract: expected ticket ${id} to be opened, got ${saved.why}`);
  return ticket;
}
