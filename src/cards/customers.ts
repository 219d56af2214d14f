/** Customers to choose from: those that were meant, or those of similar names when none was. */
import type { CustomerName } from '../people/customer.js';
import type { Card } from '../platform/card.js';
import type { CustomerForm } from '../sop/content-form.js';
import { labelOf } from './customer.js';
import { cutTo } from './cut.js';
import { pageButton } from './navigate.js';
import type { Wording } from './wording.js';

export interface CustomersFacts {
  /** Empty: nothing was said to look for. */
  readonly said: string;
  readonly matches: readonly CustomerName[];
  readonly near: readonly CustomerName[];
  readonly tiers: CustomerForm['tiers'];
}

const SHOWN = 8;
/** A long text is quoted by its beginning. */
const QUOTED_BYTES = 60;

export function customersCard(facts: CustomersFacts, wording: Wording): Card {
  const { matches, near, tiers } = facts;
  const shown = (matches.length > 0 ? matches : near).slice(0, SHOWN);
  const said = cutTo(facts.said, QUOTED_BYTES);
  const more = matches.length - SHOWN;
  const text =
    said === ''
      ? wording.t('customers.how')
      : matches.length > 0
        ? wording.t('customers.which', { said })
        : wording.t(near.length > 0 ? 'customers.near' : 'customers.none', { said });
  return {
    title: wording.t('customers.title'),
    tone: matches.length > 0 ? 'info' : 'neutral',
    blocks: [
      { kind: 'text', text },
      ...(shown.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              columns: ['id', 'name', 'tier'].map((column) => wording.t(`customer.column.${column}`)),
              rows: shown.map(({ id, name, tier }) => [id, name, labelOf(tier, tiers, wording) ?? '']),
            },
          ]),
      ...(more > 0 ? [{ kind: 'text' as const, text: wording.t('customers.more') }] : []),
    ],
    buttons: shown.map(({ id, name }) => pageButton(cutTo(name, QUOTED_BYTES), `customer.${id}`)),
  };
}
