/** What each column of a list of customers holds, by its header in either language: every one is known, or nothing is taken. */
import { CUSTOMER_COLUMNS, columnName } from '../../people/customer-columns.js';
import type { Text } from '../../people/people.js';
import type { CustomerForm } from '../../sop/content-form.js';
import { nearest } from '../../sop/nearest.js';
import type { Field, FieldType } from '../../sop/sop.js';

export interface Column {
  readonly into: keyof typeof CUSTOMER_COLUMNS | 'fields' | 'dates' | 'accounts';
  /** How its cells are read; its key is that of the field, the date or the platform. */
  readonly field: Field;
}

/** Longer numbers would not fit what a button carries. */
const LONGEST_ID = 40;
const LONGEST_NAME = 120;

/** A column each, or what is wrong with the header, a line each. */
export function columnsOf(
  header: readonly string[],
  form: CustomerForm,
  platforms: readonly string[],
): { readonly columns: readonly Column[] } | { readonly problems: readonly string[] } {
  const known = knownColumns(form, platforms);
  const byName = new Map(
    known.flatMap(({ words, column }) => words.map((word) => [columnName(word), column])),
  );
  const words = known.flatMap((one) => one.words);
  const problems: string[] = [];
  const first = new Map<Column, number>();
  const columns = header.flatMap((written, index) => {
    const column = byName.get(columnName(written));
    const at = `column ${index + 1}`;
    if (!column) {
      const near = nearest(written.trim(), words);
      problems.push(
        `${at}: expected a known column, got ${JSON.stringify(written)}; ${
          near === undefined
            ? `use one of ${known.map((one) => one.words[0]).join(', ')}`
            : `did you mean ${JSON.stringify(near)}?`
        }`,
      );
      return [];
    }
    const other = first.get(column);
    if (other !== undefined)
      problems.push(
        `${at}: expected every column once, got ${JSON.stringify(written)} in column ${other} too; remove one of them`,
      );
    first.set(column, other ?? index + 1);
    return [column];
  });
  for (const key of ['id', 'name'] as const)
    if (![...first.keys()].some(({ into }) => into === key))
      problems.push(
        `expected a column ${JSON.stringify(CUSTOMER_COLUMNS[key]['zh-CN'])} (${key}), got none; add it`,
      );
  return problems.length > 0 ? { problems } : { columns };
}

interface Known {
  /** Every way to call it, the first one as an example. */
  readonly words: readonly string[];
  readonly column: Column;
}

function knownColumns(form: CustomerForm, platforms: readonly string[]): Known[] {
  const own = (key: keyof typeof CUSTOMER_COLUMNS, type: FieldType, more: Partial<Field> = {}): Known => {
    const label = CUSTOMER_COLUMNS[key];
    return {
      words: [label['zh-CN'], label.en, key],
      column: { into: key, field: fieldOf(key, label, type, more) },
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
