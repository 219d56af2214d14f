/** Buttons that ask to be shown something or begin something: they change no ticket by themselves. */

import { buttonValue } from '../platform/button.js';
import type { Button } from '../platform/card.js';

/** Opens one ticket. */
export function openButton(text: string, ticketId: number): Button {
  return { text, value: buttonValue({ action: 'show', ticketId, version: 0 }), style: 'plain' };
}

/** Shows a list or page: `help`, `mine`, `queue`, `sop`, `sop.<key>`, `report.<name>.<period>`. */
export function pageButton(text: string, page: string): Button {
  return {
    text,
    value: buttonValue({ action: 'page', ticketId: 0, version: 0, argument: page }),
    style: 'plain',
  };
}

/** Is as good as typing the word. */
export function sayButton(word: string): Button {
  return {
    text: word,
    value: buttonValue({ action: 'say', ticketId: 0, version: 0, argument: word }),
    style: 'plain',
  };
}

/** Starts the intake of an SOP. */
export function startButton(text: string, sop: string, style: Button['style'] = 'primary'): Button {
  return { text, value: buttonValue({ action: 'start', ticketId: 0, version: 0, argument: sop }), style };
}
