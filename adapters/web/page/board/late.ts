/** Whether a ticket of the board is late by now. */
import type { BoardTicket } from '../../../../src/platform/board.js';

/** Late as the desk said, or since it said so. */
export function isLate({ late, dueAt }: BoardTicket, now: number): boolean {
  return late || (dueAt !== null && now >= dueAt);
}
