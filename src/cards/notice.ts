/** One thing to tell one person: a text of the messages, with the buttons it leads to. */
import type { Block, Button, Card, Tone } from '../platform/card.js';
import type { Param } from '../tickets/refusal.js';
import { openButton } from './navigate.js';
import type { Wording } from './wording.js';

export interface NoticeFacts {
  /** Message key: `say.<key>` or `notice.<key>`. */
  readonly say: string;
  readonly params: Readonly<Record<string, Param>>;
  /** Said below it. */
  readonly also?: readonly { readonly say: string; readonly params: NoticeFacts['params'] }[];
  readonly tone: Tone;
  /** Id of the member who is away and for whom the reader hears it. */
  readonly insteadOf?: string;
  /** So many notices waited for the end of quiet hours; this is the first of them. */
  readonly overnight?: number;
  /** A bare number answers it: a menu beside it would take the number. */
  readonly question?: true;
  /** Absent for what concerns no ticket. */
  readonly ticket?: { readonly id: number; readonly version: number; readonly title: string };
  /** What the notice leads to, already worded: see `offerButtons`. */
  readonly buttons: readonly Button[];
}

/** The text is the notice; the ticket is its head, and can always be opened. */
export function noticeCard(notice: NoticeFacts, wording: Wording): Card {
  const { ticket, buttons, overnight, question } = notice;
  return {
    title: ticket
      ? wording.t('ticket.title', { id: ticket.id, title: ticket.title })
      : wording.t('notice_card.title'),
    tone: notice.tone,
    blocks: [
      ...(overnight === undefined ? [] : [line(wording.t('notice_card.overnight', { n: overnight }))]),
      ...insteadOf(notice, wording),
      ...noticeTexts(notice, wording).map((text): Block => ({ kind: 'text', text })),
    ],
    buttons: ticket && !question ? [...buttons, openButton(wording.t('button.show'), ticket.id)] : buttons,
    ...(ticket ? { ticketId: ticket.id, version: ticket.version } : {}),
  };
}

/** What is said, each text for itself. */
export function noticeTexts(
  { say, params, also = [] }: Pick<NoticeFacts, 'say' | 'params' | 'also'>,
  wording: Wording,
): readonly string[] {
  return [{ say, params }, ...also].map((one) => wording.t(one.say, one.params));
}

/** Whoever stands in for somebody hears for whom. */
export function insteadOf(
  { insteadOf: id }: Pick<NoticeFacts, 'insteadOf'>,
  wording: Wording,
): readonly Block[] {
  if (id === undefined) return [];
  return [line(wording.t('notice_card.instead_of', { person: { person: `member:${id}` } }))];
}

const line = (text: string): Block => ({ kind: 'text', text, tone: 'neutral' });
