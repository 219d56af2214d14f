/** What is said where only approved templates are: the one the content names for this text, with its gaps filled. */
import type { Template } from '../platform/adapter.js';
import type { Card } from '../platform/card.js';
import { DeliveryError } from '../platform/delivery-error.js';
import type { ApprovedTemplate, Reach, TEMPLATE_VARIABLES } from '../sop/reach.js';
import { stateText } from '../tickets/labels.js';
import type { House } from './house.js';
import type { OutboxBody, OutboxRow } from './ports/outbox.js';

/** The one for a text; undefined where the content names none. */
export function approvedFor(
  { templates }: Reach,
  platform: string,
  text: string,
): ApprovedTemplate | undefined {
  const approved = templates[platform] ?? {};
  return approved[text] ?? approved.default;
}

type Filling = Readonly<Record<(typeof TEMPLATE_VARIABLES)[number], string>>;

/** Rejected, where the content names none: the next way is taken. */
export async function templateFor(
  house: House,
  row: OutboxRow,
  platform: string,
  card: Card,
): Promise<Template> {
  const { content } = await house.library.live();
  const template = approvedFor(content.reach, platform, saidIn(row.body));
  if (!template) throw new DeliveryError({ kind: 'rejected', reason: 'no_template' });
  const read = row.ticketId === null ? null : await house.store.tickets.ticket(row.ticketId);
  const sop = read && (await house.library.edition(read.ticket.content)).sop(read.ticket.sop);
  return filled(template, {
    ticket: read ? `#${read.ticket.id}` : '',
    title: read?.ticket.title ?? card.title,
    state: read && sop ? stateText(sop, read.ticket.state, 'requester')[row.locale] : '',
    text: card.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join(' '),
    requester: read?.requester.name ?? '',
    company: content.company[row.locale],
  });
}

/** `unpaid` for `say.unpaid`; of several that are told together the last. */
export function saidIn(body: OutboxBody): string {
  const say =
    body.kind === 'say' ? body.say : body.kind === 'gathered' ? (body.notices.at(-1)?.say ?? '') : '';
  return say.slice(say.indexOf('.') + 1);
}

/** On one line: a gap holds no breaks. */
function filled({ id, values }: ApprovedTemplate, filling: Filling): Template {
  const fill = (text: string) =>
    text
      .replace(/\{(\w+)\}/gu, (_, word: string) => filling[word as keyof Filling] ?? '')
      .replace(/\s+/gu, ' ')
      .trim();
  return { id, values: Object.fromEntries(Object.entries(values).map(([gap, text]) => [gap, fill(text)])) };
}
