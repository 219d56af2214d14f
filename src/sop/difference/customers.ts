/** Two versions of what a house keeps of its customers: tiers, fields, dates, the stages of their journey. */
import type { Text } from '../../people/people.js';
import type { CustomerForm } from '../content-form.js';
import { type Change, changesOf, type Kind } from './changes.js';
import { text } from './said.js';
import { fieldKind } from './sops.js';

export function changesOfCustomers(before: CustomerForm, after: CustomerForm): Change[] {
  return [
    ...changesOf(choiceKind('tier'), before.tiers, after.tiers),
    ...changesOf(choiceKind('stage'), before.stages, after.stages),
    ...changesOf(
      fieldKind('customer_field', ({ label }) => text(label)),
      Object.values(before.fields),
      Object.values(after.fields),
    ),
    ...changesOf(DATE, Object.entries(before.dates), Object.entries(after.dates)),
  ];
}

const choiceKind = (item: 'tier' | 'stage'): Kind<{ readonly value: string; readonly label: Text }> => ({
  item,
  ordered: true,
  key: ({ value }) => value,
  name: ({ label }) => text(label),
  aspects: { name: ({ label }) => text(label) },
});

const DATE: Kind<readonly [key: string, label: Text]> = {
  item: 'customer_date',
  key: ([key]) => key,
  name: ([, label]) => text(label),
  aspects: { name: ([, label]) => text(label) },
};
