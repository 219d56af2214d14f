/** One customer with everything that belongs to it: what is kept of it, its dates, people, orders and tickets. */
import { dayNumber } from '../calendar/day.js';
import type { Customer } from '../people/customer.js';
import type { Block, Card } from '../platform/card.js';
import type { CustomerForm } from '../sop/content-form.js';
import { fieldValue } from './field-value.js';
import { openButton } from './navigate.js';
import type { TicketReader } from './ticket-fields.js';
import { type SopOf, stateName, type TicketRow } from './ticket-row.js';
import { openForButton } from './whom.js';
import type { Wording } from './wording.js';

export interface CustomerFacts {
  readonly customer: Customer;
  readonly contacts: readonly {
    readonly id: string;
    readonly name: string;
    readonly phone: string | null;
  }[];
  readonly orders: readonly {
    readonly ref: string;
    readonly amount: number | null;
    readonly paidAt: number | null;
  }[];
  /** Those the reader may see, newest first. */
  readonly tickets: readonly TicketRow[];
  readonly sopOf: SopOf;
  readonly form: CustomerForm;
  /** Where a group reads there are no personal values. */
  readonly reader: TicketReader;
  /** Local date; days are counted from it. */
  readonly today: string;
}

const SHOWN = 8;
/** A date this near is worth a look. */
const SOON_DAYS = 30;

export function customerCard(facts: CustomerFacts, wording: Wording): Card {
  const { customer, contacts, tickets, form } = facts;
  const near = Object.keys(form.dates).some((key) => daysTo(customer.dates[key], facts) <= SOON_DAYS);
  const tier = labelOf(customer.tier, form.tiers, wording);
  return {
    title: customer.name,
    tone: near ? 'warning' : 'info',
    ...(tier === null ? {} : { tag: tier }),
    blocks: [
      {
        kind: 'fields',
        fields: [...known(facts, wording), ...kept(facts, wording), ...dates(facts, wording)],
      },
      ...contactsBlock(facts, wording),
      ...ordersBlock(facts, wording),
      ...ticketsBlock(facts, wording),
    ],
    buttons: [
      ...tickets.slice(0, SHOWN).map(({ id }) => openButton(wording.t('button.open', { id }), id)),
      ...contacts
        .slice(0, SHOWN)
        .map(({ id, name }) => openForButton(id, wording.t('whom.open_for', { name }))),
    ],
  };
}

/** What the house calls it now; the key itself when it is called nothing any more. */
export function labelOf(key: string | null, named: CustomerForm['tiers'], wording: Wording): string | null {
  const label = named.find(({ value }) => value === key)?.label;
  return label ? wording.text(label) : key;
}

function known({ customer, form }: CustomerFacts, wording: Wording) {
  const { id, kind, stage, stageAt } = customer;
  const name = labelOf(stage, form.stages, wording);
  return [
    { label: wording.t('customer.id'), value: id },
    { label: wording.t('customer.kind'), value: wording.t(`customer.kinds.${kind}`) },
    ...(name === null
      ? []
      : [
          {
            label: wording.t('customer.stage'),
            value:
              stageAt === null
                ? name
                : wording.t('customer.stage_since', { stage: name, at: wording.instant(stageAt) }),
          },
        ]),
  ];
}

function kept({ customer, form, reader }: CustomerFacts, wording: Wording) {
  return Object.values(form.fields).flatMap((field) => {
    const value = customer.fields[field.key];
    if (value === undefined || (reader === 'group' && field.personal)) return [];
    return [{ label: wording.text(field.label), value: fieldValue(field, value, wording) }];
  });
}

function dates(facts: CustomerFacts, wording: Wording) {
  return Object.entries(facts.form.dates).flatMap(([key, label]) => {
    const written = facts.customer.dates[key];
    if (written === undefined) return [];
    const n = daysTo(written, facts);
    const date = wording.date(written);
    const value =
      n > 0
        ? wording.t('customer.days_left', { date, n })
        : n === 0
          ? wording.t('customer.due_today', { date })
          : wording.t('customer.days_over', { date, n: -n });
    return [{ label: wording.text(label), value }];
  });
}

function daysTo(date: string | undefined, { today }: CustomerFacts): number {
  return date === undefined ? Number.POSITIVE_INFINITY : dayNumber(date) - dayNumber(today);
}

function contactsBlock({ contacts, reader }: CustomerFacts, wording: Wording): readonly Block[] {
  const rows = contacts.map(({ name, phone }) => [name, ...(reader === 'member' ? [phone ?? ''] : [])]);
  const columns = ['contact', ...(reader === 'member' ? ['phone'] : [])];
  return tableOf('contacts', columns, rows, wording);
}

function ordersBlock({ orders }: CustomerFacts, wording: Wording): readonly Block[] {
  const rows = orders.map(({ ref, amount, paidAt }) => [
    ref,
    amount === null ? '' : wording.t('field.money', { amount: amount.toFixed(2) }),
    paidAt === null
      ? wording.t('customer.unpaid')
      : wording.t('customer.paid', { at: wording.instant(paidAt) }),
  ]);
  return tableOf('orders', ['order', 'amount', 'payment'], rows, wording);
}

function ticketsBlock({ tickets, sopOf }: CustomerFacts, wording: Wording): readonly Block[] {
  const rows = tickets.map((row) => [
    wording.t('ticket.title', { id: row.id, title: row.title }),
    stateName(row, sopOf, 'staff', wording),
    row.assigneeId === null ? wording.t('ticket.unassigned') : wording.person(`member:${row.assigneeId}`),
  ]);
  return tableOf('tickets', ['ticket', 'state', 'holder'], rows, wording);
}

/** A head and its rows, as many as one reads at a glance; without any, that there are none. */
function tableOf(
  what: 'contacts' | 'orders' | 'tickets',
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  wording: Wording,
): readonly Block[] {
  if (rows.length === 0) return [{ kind: 'text', text: wording.t(`customer.no_${what}`), tone: 'neutral' }];
  const more = rows.length - SHOWN;
  return [
    { kind: 'text', text: wording.t(`customer.${what}`, { n: rows.length }) },
    {
      kind: 'table',
      columns: columns.map((column) => wording.t(`customer.column.${column}`)),
      rows: rows.slice(0, SHOWN),
    },
    ...(more > 0 ? [{ kind: 'text' as const, text: wording.t('customer.more', { n: more }) }] : []),
  ];
}
