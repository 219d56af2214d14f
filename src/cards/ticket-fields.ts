/** The fields and files of a ticket. A personal value is never shown where a group reads, and masked for those who do not work with it. */
import { masked } from '../people/mask.js';
import type { Text } from '../people/people.js';
import type { Block } from '../platform/card.js';
import { lineOf } from '../sop/categories.js';
import type { Field } from '../sop/sop.js';
import type { Facts } from '../tickets/facts.js';
import { isFiles } from '../tickets/filed.js';
import { seesInFull } from '../tickets/in-full.js';
import { gradeOfFields } from '../tickets/regrade.js';
import type { Fields, FieldValue, Ticket } from '../tickets/ticket.js';
import { besideRows } from './beside.js';
import { effortRows } from './effort.js';
import { fieldValue } from './field-value.js';
import type { Wording } from './wording.js';

export type TicketReader = 'member' | 'group';

/** The customer of a ticket, with the tier as the house calls it. */
export interface CustomerRow {
  readonly name: string;
  readonly tier: Text | string | null;
}

export interface FieldsFacts {
  readonly ticket: Ticket;
  readonly facts: Facts;
  readonly reader: TicketReader;
  readonly customer?: CustomerRow | null;
}

/** Who has it, who asked and for whom, and what is known, in the order of the SOP. */
export function fieldsBlock({ ticket, facts, reader, customer }: FieldsFacts, wording: Wording): Block {
  const row = (key: string, value: string) => ({ label: wording.t(`ticket.${key}`), value });
  const { directory, requester, sop } = facts;
  const queue = directory.queues.get(ticket.queue);
  const owner = sop.states[ticket.state]?.owner;
  const told = filled(ticket.fields, facts, reader).filter(({ field }) => field.type !== 'file');
  return {
    kind: 'fields',
    fields: [
      row(
        'holder',
        ticket.assigneeId === null
          ? wording.t('ticket.unassigned')
          : wording.person(`member:${ticket.assigneeId}`),
      ),
      ...(owner === 'requester' ? [row('waits_for', wording.t('person.requester'))] : []),
      row('requester', requester.name === '' ? wording.t('person.requester') : requester.name),
      ...(customer ? [row('customer', customerWords(customer, wording))] : []),
      row('queue', queue ? wording.text(queue.name) : ticket.queue),
      ...categoryRow(ticket, facts, wording),
      row('priority', priorityWords(ticket, facts, wording)),
      ...(ticket.orderRef === null ? [] : [row('order', ticket.orderRef)]),
      ...besideRows(ticket, wording),
      ...effortRows(ticket, facts, wording),
      ...told.map(({ field, value }) => ({
        label: wording.text(field.label),
        value: shownValue(field, value, seesInFull(ticket, facts), wording),
      })),
    ],
  };
}

/** In full or masked: `full` is whether the reader works with what is personal here. */
export function shownValue(field: Field, value: FieldValue, full: boolean, wording: Wording): string {
  const words = fieldValue(field, value, wording);
  return field.personal && !full ? masked(words) : words;
}

function categoryRow({ categoryPath }: Ticket, { categories = [] }: Facts, wording: Wording) {
  const line = categoryPath === null ? [] : lineOf(categories, categoryPath);
  return line.length === 0
    ? []
    : [
        {
          label: wording.t('ticket.category'),
          value: line.map(({ title }) => wording.text(title)).join(' › '),
        },
      ];
}

/** Somebody decided against the matrix: the card says what it would be. */
function priorityWords({ priority, fields }: Ticket, facts: Facts, wording: Wording): string {
  const graded = gradeOfFields(fields, facts);
  return graded === undefined || graded === priority
    ? priority
    : wording.t('ticket.priority_overridden', { priority, graded });
}

/** '杭州青禾科技（重点客户）'. */
function customerWords({ name, tier }: CustomerRow, wording: Wording): string {
  return tier === null
    ? name
    : wording.t('ticket.customer_of_tier', {
        name,
        tier: typeof tier === 'string' ? tier : wording.text(tier),
      });
}

/** The files there are, the newer of those that were sent again marked and the older ones after them; null when there are none. */
export function filesBlock(
  ticket: Ticket,
  facts: Facts,
  reader: TicketReader,
  wording: Wording,
): Block | null {
  const shown = filled(ticket.fields, facts, reader).flatMap(({ field, value }) => {
    if (!isFiles(value)) return [];
    const old = ticket.documents[field.key]?.replaced ?? [];
    const mark = (key: string, name: string) => wording.t(`materials.${key}`, { name });
    return [
      ...value.map(({ id, name, size }) => ({ id, size, name: old.length > 0 ? mark('newer', name) : name })),
      ...old.map(({ id, name, size }) => ({ id, size, name: mark('older', name) })),
    ];
  });
  return shown.length === 0 ? null : { kind: 'files', files: shown };
}

/** Who sent which file again, and when it was last. */
export function resentBlock(
  ticket: Ticket,
  facts: Facts,
  reader: TicketReader,
  wording: Wording,
): Block | null {
  const lines = filled(ticket.fields, facts, reader).flatMap(({ field }) => {
    const last = ticket.documents[field.key]?.replaced.at(-1);
    if (!last) return [];
    const { name, at, by } = last;
    const said = { label: wording.text(field.label), name, at: { at }, who: { person: by } };
    return [wording.t('materials.resent', said)];
  });
  return lines.length === 0 ? null : { kind: 'text', text: lines.join('\n'), tone: 'info' };
}

/** Inputs of a step in words, for a proposal. */
export function inputLines(
  inputs: readonly Field[],
  values: Fields,
  { reader, full }: { readonly reader: TicketReader; readonly full: boolean },
  wording: Wording,
): readonly string[] {
  return inputs.flatMap((field) => {
    const value = values[field.key];
    if (value === undefined || (reader === 'group' && field.personal)) return [];
    return [
      wording.t('ticket.proposal_input', {
        label: wording.text(field.label),
        value: shownValue(field, value, full, wording),
      }),
    ];
  });
}

function filled(
  values: Fields,
  { sop }: Facts,
  reader: TicketReader,
): readonly { field: Field; value: FieldValue }[] {
  return Object.values(sop.fields).flatMap((field) => {
    const value = values[field.key];
    return value === undefined || (reader === 'group' && field.personal) ? [] : [{ field, value }];
  });
}
