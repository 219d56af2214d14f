/** A field's value in words; personal ones masked where more eyes than the handler's may fall on them. */
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

/** Enough to recognise, too little to use: '138****5678', '张**'. Files show only how many there are. */
export function maskedValue(field: Field, value: FieldValue, wording: Wording): string {
  if (typeof value === 'object') return wording.t('field.masked_files', { n: value.length });
  const letters = [...fieldValue(field, value, wording)];
  if (letters.length >= 8) return `${letters.slice(0, 3).join('')}****${letters.slice(-4).join('')}`;
  return `${letters[0] ?? ''}**`;
}
