/** Which ticket an inbound is about, before it is understood: the desk reads that one into the context. */
import { parseButton } from '../platform/button.js';
import type { InboundContent } from '../platform/inbound.js';
import type { Dialogue } from './dialogue-state.js';
import { LONGEST_TEXT, readSaid, takeNumber } from './said.js';

/** The number that was said or pressed; null when there is none: then the place tells. */
export function ticketMeant(content: InboundContent): number | null {
  switch (content.kind) {
    case 'text':
      return content.text.length > LONGEST_TEXT * 2 ? null : takeNumber(readSaid(content.text)).ticketId;
    case 'button':
      return parseButton(content.value)?.ticketId || null;
    case 'form':
      return parseButton(content.form)?.ticketId || null;
    default:
      return null;
  }
}

/** The ticket whose act is asked about, question by question: in a group many tickets are spoken of in one place. */
export function ticketAsked(dialogue: Dialogue | null): number | null {
  return dialogue?.kind === 'input' ? parseButton(dialogue.button)?.ticketId || null : null;
}
