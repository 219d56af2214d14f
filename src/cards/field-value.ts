/** A field's value in words. */
import type { Field } from '../sop/sop.js';
import type { FieldValue } from '../tickets/ticket.js';
import type { Wording } from './wording.js';

export function fieldValue(field: Field, value: FieldValue, wording: Wording): string {
  if (typeof value === 'object') return wording.list(value.map((file) => file.name));
  switch (field.type) {
    case 'money':
      return wording.t('field.money', { amount: Number(value).toFixed(2) });
    case 'date':
      return wording.date(String(value));
    case 'choice': {
      const choice = field.choices?.find((each) => each.value === value);
      return choice ? wording.text(choice.label) : String(value);
    }
    case 'member':
      return wording.person(`member:${value}`);
    default:
      return String(value);
  }
}
