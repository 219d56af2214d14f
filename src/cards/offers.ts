/** What may be done with a ticket, as buttons: greyed with the reason, never hidden. */
import { buttonValue } from '../platform/button.js';
import type { Button } from '../platform/card.js';
import type { Available } from '../tickets/available.js';
import type { Ticket } from '../tickets/ticket.js';
import type { Wording } from './wording.js';

export function offerButton(
  offer: Available,
  ticket: Pick<Ticket, 'id' | 'version'>,
  wording: Wording,
): Button {
  const { action, argument, label, reason, style } = offer;
  return {
    text: wording.text(label),
    value: buttonValue({
      action,
      ticketId: ticket.id,
      version: ticket.version,
      ...(argument === undefined ? {} : { argument }),
    }),
    style,
    ...(reason ? { disabledReason: wording.refusal(reason) } : {}),
  };
}

/** The buttons a notice leads to: its links are steps, its actions anything else; what may not be done is left out. */
export function offerButtons(
  offers: readonly Available[],
  leads: { readonly links: readonly string[]; readonly actions: readonly string[] },
  ticket: Pick<Ticket, 'id' | 'version'>,
  wording: Wording,
): readonly Button[] {
  return offers
    .filter(({ action, argument = '', reason }) => {
      const led = action === 'advance' ? leads.links.includes(argument) : leads.actions.includes(action);
      return led && reason === null;
    })
    .map((offer) => offerButton(offer, ticket, wording));
}
