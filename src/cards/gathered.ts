/** What waited for the end of somebody's quiet hours or for their digest, as one card: more than they would read one by one. */
import type { Block, Card } from '../platform/card.js';
import { openButton } from './navigate.js';
import { insteadOf, type NoticeFacts, noticeTexts } from './notice.js';
import type { Wording } from './wording.js';

/** Tickets are worded with the texts of the content they were born with. */
export interface Told {
  readonly notice: NoticeFacts;
  readonly wording: Wording;
}

const BUTTONS = 8;

/** Oldest first, each under its ticket; every ticket can be opened. */
export function gatheredCard(told: readonly Told[], digest: boolean, wording: Wording): Card {
  const tickets = [...new Set(told.flatMap(({ notice }) => notice.ticket?.id ?? []))];
  return {
    title: wording.t(digest ? 'notice_card.digest' : 'notice_card.overnight', { n: told.length }),
    tone: told.some(({ notice }) => notice.tone === 'warning') ? 'warning' : 'info',
    blocks: told.flatMap(blocksOf),
    buttons: tickets.slice(0, BUTTONS).map((id) => openButton(wording.t('button.open', { id }), id)),
  };
}

function blocksOf({ notice, wording }: Told): readonly Block[] {
  const { ticket } = notice;
  const text = noticeTexts(notice, wording).join('\n');
  const head = ticket ? `${wording.t('ticket.title', { id: ticket.id, title: ticket.title })}\n` : '';
  return [{ kind: 'text', text: `${head}${text}` }, ...insteadOf(notice, wording)];
}
