/** What each column of a list of customers holds, by its header in either language: every one is known, or nothing is taken. */
import { CUSTOMER_COLUMNS } from '../../people/customer-columns.js';
import type { Text } from '../../people/people.js';
import type { CustomerForm } from '../../sop/content-form.js';
import type { Field, FieldType } from '../../sop/sop.js';
import { type Known, matchHeader } from './header.js';

export interface Column {
  readonly into: keyof typeof CUSTOMER_COLUMNS | 'fields' | 'dates' | 'accounts';
  /** How its cells are read; its key is that of the field, the date or the platform. */
  readonly field: Field;
}

/** Longer numbers would not fit what a button carries. */
const LONGEST_ID = 40;
const LONGEST_NAME = 120;

/** A column each, or what is wrong with the header, a line each. */
export function columnsOf(header: readonly string[], form: CustomerForm, platforms: readonly string[]) {
  return matchHeader(header, knownColumns(form, platforms));
}

function knownColumns(form: CustomerForm, platforms: readonly string[]): Known<Column>[] {
  const own = (
    key: keyof typeof CUSTOMER_COLUMNS,
    type: FieldType,
    more: Partial<Field> = {},
  ): Known<Column> => {
    const label = CUSTOMER_COLUMNS[key];
    return {
      words: [label['zh-CN'], label.en, key],
      column: { into: key, field: fieldOf(key, label, type, more) },
      ...(key === 'id' || key === 'name' ? { needed: true as const } : {}),
    };
  };
  return [
    own('id', 'text', { max: LONGEST_ID }),
    own('name', 'text', { max: LONGEST_NAME }),
    own('kind', 'choice', { choices: KINDS }),
    // A house without tiers has no column for them.
    ...(form.tiers.length > 0 ? [own('tier', 'choice', { choices: form.tiers })] : []),
    ...(form.stages.length > 0 ? [own('stage', 'choice', { choices: form.stages })] : []),
    own('contact', 'text', { max: LONGEST_NAME }),
    own('phone', 'phone'),
    own('reason', 'text'),
    ...Object.values(form.fields).map((field) => ({
      words: [field.label['zh-CN'], field.label.en, field.key],
      column: { into: 'fields' as const, field },
    })),
    ...Object.entries(form.dates).map(([key, label]) => ({
      words: [label['zh-CN'], label.en, key],
      column: { into: 'dates' as const, field: fieldOf(key, label, 'date') },
    })),
    ...platforms.map((platform) => {
      const label = { 'zh-CN': `${platform} 账号`, en: `${platform} account` };
      return {
        words: [label['zh-CN'], label.en],
        column: { into: 'accounts' as const, field: fieldOf(platform, label, 'text', { max: LONGEST_NAME }) },
      };
    }),
  ];
}

const KINDS = [
  { value: 'company', label: { 'zh-CN': '公司', en: 'Company' } },
  { value: 'person', label: { 'zh-CN': '个人', en: 'Person' } },
];

function fieldOf(key: string, label: Text, type: FieldType, more: Partial<Field> = {}): Field {
  return { key, type, label, intake: false, required: false, personal: false, ...more };
}
