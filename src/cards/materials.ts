/** 材料: each file a ticket asks for, what came and when, what is missing, and the way to send one anew. */
import { buttonValue } from '../platform/button.js';
import type { Button, Card, ChecklistRow } from '../platform/card.js';
import type { Field } from '../sop/sop.js';
import { documentPassed, documentsAsked } from '../tickets/documents.js';
import type { Facts } from '../tickets/facts.js';
import { isFiles } from '../tickets/filed.js';
import type { Ticket } from '../tickets/ticket.js';
import { openButton } from './navigate.js';
import type { Wording } from './wording.js';

export function materialsCard(ticket: Ticket, facts: Facts, wording: Wording): Card {
  const rows = documentsAsked(facts).map((field) => rowOf(field, ticket, facts, wording));
  const says = saysOf(ticket, facts, rows, wording);
  return {
    title: wording.t('materials.title', { id: ticket.id, title: ticket.title }),
    tone: says.some(({ tone }) => tone === 'warning') ? 'warning' : 'info',
    blocks: [
      ...says.filter(({ tone }) => tone === 'warning'),
      ...(rows.length > 0 ? [{ kind: 'checklist' as const, items: rows }] : []),
      ...says.filter(({ tone }) => tone === 'neutral'),
    ],
    buttons: [openButton(wording.t('button.open', { id: ticket.id }), ticket.id)],
    ticketId: ticket.id,
    version: ticket.version,
  };
}

/** What is missing stands above the list, how to go on below it. */
function saysOf(
  ticket: Ticket,
  facts: Facts,
  rows: readonly ChecklistRow[],
  wording: Wording,
): readonly { readonly kind: 'text'; readonly text: string; readonly tone: 'warning' | 'neutral' }[] {
  const say = (text: string, tone: 'warning' | 'neutral' = 'neutral') => [
    { kind: 'text', text, tone } as const,
  ];
  const [first] = documentsAsked(facts);
  if (first === undefined) return say(wording.t('materials.none'));
  if (ticket.category === 'closed') return [];
  const missing = rows.filter(({ done }) => !done).length;
  const passed = documentPassed(first, ticket, facts);
  if (passed) return say(missing < rows.length ? wording.refusal(passed) : wording.t('materials.later'));
  const how = say(wording.t('materials.how'));
  return missing > 0 ? [...say(wording.t('materials.missing', { n: missing }), 'warning'), ...how] : how;
}

function rowOf(field: Field, ticket: Ticket, facts: Facts, wording: Wording): ChecklistRow {
  const value = ticket.fields[field.key];
  const files = value !== undefined && isFiles(value) ? value : [];
  const label = wording.text(field.label);
  const may = ticket.category !== 'closed' && documentPassed(field, ticket, facts) === null;
  const theirs = facts.actor.kind === 'requester' && facts.actor.id === ticket.requesterId;
  if (files.length === 0) return { text: wording.t('materials.not_sent', { label }), done: false };
  const sent = ticket.documents[field.key];
  const names = wording.list(files.map(({ name }) => name));
  return {
    text: wording.t('materials.sent', { label, names }),
    done: true,
    ...(sent ? { by: wording.instant(sent.at) } : {}),
    ...(may && theirs ? { button: again(field, ticket, wording) } : {}),
  };
}

function again({ key }: Field, { id, version }: Ticket, wording: Wording): Button {
  const value = buttonValue({ action: 'replace', ticketId: id, version, argument: key });
  return { text: wording.t('materials.again'), value, style: 'plain' };
}
