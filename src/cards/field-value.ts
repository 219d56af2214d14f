/** A field's value in words. */
import type { Field } from '../sop/sop.js';
import { rowOf } from '../tickets/answers/lookup.js';
import type { FieldValue } from '../tickets/ticket.js';
import type { Wording } from './wording.js';

export function fieldValue(field: Field, value: FieldValue, wording: Wording): string {
  if (typeof value === 'object') return wording.list(value.map((file) => file.name));
  switch (field.type) {
    case 'money':
      return money(field, Number(value), wording);
    case 'date':
      return wording.date(String(value));
    case 'choice':
    case 'impact':
    case 'urgency': {
      const choice = field.choices?.find((each) => each.value === value);
      return choice ? wording.text(choice.label) : String(value);
    }
    case 'lookup':
      return row(field, String(value), wording);
    case 'member':
      return wording.person(`member:${value}`);
    default:
      return String(value);
  }
}

function money({ currency = 'CNY' }: Field, amount: number, wording: Wording): string {
  const params = { amount: amount.toFixed(2), currency };
  return currency === 'CNY' ? wording.t('field.money', params) : wording.t('field.money_in', params);
}

/** 'A-17（名称：保温杯，成本价：39.00）': the row that was chosen, as the table has it. */
function row({ table }: Field, key: string, wording: Wording): string {
  const [, ...cells] = rowOf(table, key) ?? [];
  const beside = cells.flatMap((value, index) =>
    value === '' ? [] : [wording.t('field.cell', { column: table?.columns[index + 1] ?? '', value })],
  );
  return beside.length === 0 ? key : wording.t('field.row', { key, cells: beside });
}
