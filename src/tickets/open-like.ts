/** A ticket of its own beside another one: of the same kind, with what is known copied. */
import type { Field } from '../sop/sop.js';
import type { Command } from './command.js';
import type { Facts } from './facts.js';
import type { Fields, FieldValue, Ticket } from './ticket.js';

/** What is asked when a ticket is opened, in the order of the SOP. */
export function intakeFields({ sop }: Facts): readonly Field[] {
  return Object.values(sop.fields).filter(({ intake }) => intake);
}

/** Intake values of the ticket, with others in their place. */
export function copied(ticket: Ticket, facts: Facts, others: Fields): Fields {
  const fields: Record<string, FieldValue> = {};
  for (const { key } of intakeFields(facts)) {
    const value = others[key] ?? ticket.fields[key];
    if (value !== undefined) fields[key] = value;
  }
  return fields;
}

/** The command that opens it; the new one names this one as where it comes from. */
export function openLike(ticket: Ticket, fields: Fields): Omit<Command, 'cause'> {
  const { sop, requesterId, customerId, orderRef, id, priority } = ticket;
  return {
    type: 'open',
    input: {
      ...{ sop, fields, requesterId, parent: id, priority },
      ...(customerId === null ? {} : { customerId }),
      ...(orderRef === null ? {} : { orderRef }),
    },
    actor: { kind: 'system' },
  };
}
