/** The two ends of a link: what one says of the other, and the command that writes the other end. */
import type { Command } from './command.js';
import type { TicketLink } from './ticket.js';

/** The command that writes one end of a link. */
export function relate(
  ticketId: number,
  input: TicketLink & { readonly gone?: boolean; readonly requesterId?: string },
): Omit<Command, 'cause'> {
  return { type: 'relate', ticketId, input: { ...input }, actor: { kind: 'system' } };
}

/** Nothing where nobody waits. */
export function waitOf({
  wait,
}: {
  readonly wait?: TicketLink['wait'] | undefined;
}): Pick<TicketLink, 'wait'> {
  return wait === undefined ? {} : { wait };
}
