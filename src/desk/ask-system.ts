/** 自动核对: asks an outside system about a point of the checklist, as long as the ticket still waits for the answer. */

import { type Address, platformOf } from '../platform/address.js';
import { DeliveryError } from '../platform/delivery-error.js';
import { tickOf } from '../tickets/checklist.js';
import type { Fields } from '../tickets/ticket.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import { NothingToSend } from './nothing-to-send.js';
import type { Asked, OutboxRow } from './ports/outbox.js';
import type { Systems } from './ports/outside.js';

const PLATFORM = 'system';

export const NO_SYSTEMS: Systems = {
  has: () => false,
  ask: (source) => Promise.reject(new Error(`expected an outside system, got ${source}, and there is none`)),
};

/** The lane of a system: what it is asked, it is asked in turn. */
export function systemLane(source: string): Address {
  return `${PLATFORM}:desk:${source}` as Address;
}

export function isSystemLane(address: Address): boolean {
  return platformOf(address) === PLATFORM;
}

export async function askSystem(house: House, row: OutboxRow, asked: Asked): Promise<void> {
  const read = row.ticketId === null ? null : await house.store.tickets.ticket(row.ticketId);
  const ticket = read?.ticket;
  if (!ticket || ticket.visit !== asked.visit || tickOf(ticket, asked.item))
    throw new NothingToSend('the ticket does not wait for this answer any more');
  if (!house.systems.has(asked.source)) throw new NothingToSend(`${asked.source} has no address any more`);
  const edition = await house.library.edition(ticket.content);
  const failure = await house.systems.ask(asked.source, {
    ...{ id: row.key, type: 'check', ticket: ticket.id, check: asked.item },
    ...(ticket.orderRef === null ? {} : { orderRef: ticket.orderRef }),
    data: outsideFields(ticket.fields, edition, ticket.sop),
  });
  if (failure) throw new DeliveryError(failure);
}

/** Personal values and files stay in the house. */
function outsideFields(fields: Fields, edition: Edition, sop: string): Fields {
  const known = edition.sop(sop).fields;
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([key]) => known[key] && !known[key].personal && known[key].type !== 'file',
    ),
  );
}
