/** One thing to tell one person: a text of the messages, with the buttons it leads to. */
import type { Button, Card, Tone } from '../platform/card.js';
import type { Param } from '../tickets/refusal.js';
import { openButton } from './navigate.js';
import type { Wording } from './wording.js';

export interface NoticeFacts {
  /** Message key: `say.<key>` or `notice.<key>`. */
  readonly say: string;
  readonly params: Readonly<Record<string, Param>>;
  readonly tone: Tone;
  /** Absent for what concerns no ticket. */
  readonly ticket?: { readonly id: number; readonly version: number; readonly title: string };
  /** What the notice leads to, already worded: see `offerButtons`. */
  readonly buttons: readonly Button[];
}

/** The text is the notice; the ticket is its head, and can always be opened. */
export function noticeCard(notice: NoticeFacts, wording: Wording): Card {
  const { ticket, buttons } = notice;
  return {
    title: ticket
      ? wording.t('ticket.title', { id: ticket.id, title: ticket.title })
      : wording.t('notice_card.title'),
    tone: notice.tone,
    blocks: [{ kind: 'text', text: wording.t(notice.say, notice.params) }],
    buttons: ticket ? [...buttons, openButton(wording.t('button.show'), ticket.id)] : buttons,
    ...(ticket ? { ticketId: ticket.id, version: ticket.version } : {}),
  };
}
