/** What waited for the end of somebody's quiet hours or for their digest, as one card: more than they would read one by one. */
import type { Block, Card } from '../platform/card.js';
import { openButton } from './navigate.js';
import { insteadOf, type NoticeFacts, noticeCard, noticeTexts } from './notice.js';
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

/** What was told as one message because more could not be sent: of one ticket like one notice, with what the last question leads to. */
export function togetherCard(told: readonly Told[], wording: Wording): Card {
  const last = told.findLast(({ notice }) => notice.buttons.length > 0) ?? told.at(-1);
  const tickets = new Set(told.map(({ notice }) => notice.ticket?.id));
  if (!last || tickets.size > 1 || !last.notice.ticket) {
    const card = gatheredCard(told, false, wording);
    const buttons = [...told.flatMap(({ notice }) => notice.buttons), ...card.buttons].slice(0, BUTTONS);
    return { ...card, title: wording.t('notice_card.together', { n: told.length }), buttons };
  }
  const card = noticeCard(last.notice, last.wording);
  const texts = told.flatMap(({ notice, wording: own }) => noticeTexts(notice, own));
  return { ...card, blocks: texts.map((text) => ({ kind: 'text', text })) };
}

function blocksOf({ notice, wording }: Told): readonly Block[] {
  const { ticket } = notice;
  const text = noticeTexts(notice, wording).join('\n');
  const head = ticket ? `${wording.t('ticket.title', { id: ticket.id, title: ticket.title })}\n` : '';
  return [{ kind: 'text', text: `${head}${text}` }, ...insteadOf(notice, wording)];
}
