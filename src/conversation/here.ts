/** Which ticket words and files without a number are about. */
import type { Context } from './context.js';

/**
 * The ticket of the place, or the requester's newest. In a team's group colleagues talk and send pictures all day:
 * the newest card there is meant only by what is said to us.
 */
export function ticketHere({ place, openTickets }: Context, toUs: boolean): number | undefined {
  if (place !== null && place.team !== null && !toUs) return undefined;
  return place?.ticketId ?? openTickets[0];
}
