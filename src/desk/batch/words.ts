/** What a text to many customers may put in braces, and the text as one of them reads it. */
import { CUSTOMER_COLUMNS } from '../../people/customer-columns.js';
import type { Locale, Text } from '../../people/people.js';
import type { CustomerForm } from '../../sop/content-form.js';
import { nearest } from '../../sop/nearest.js';
import type { Param } from '../../tickets/refusal.js';
import { type ErrandRefused, refuseErrand } from '../errands/refusals.js';
import type { BatchRecipient } from '../ports/batches.js';

/** One of them, under its key or its label in either language. */
export interface BatchWord {
  readonly key: string;
  readonly label: Text;
  readonly personal: boolean;
  /** Null: this one has none. */
  of(recipient: BatchRecipient): string | Text | null;
}

const BRACES = /\{([^{}]*)\}/gu;

export function batchWords({ tiers, stages, fields, dates }: CustomerForm): readonly BatchWord[] {
  const open = { personal: false } as const;
  return [
    { ...open, key: 'name', label: { 'zh-CN': '姓名', en: 'name' }, of: ({ requester }) => requester.name },
    {
      ...open,
      key: 'company',
      label: { 'zh-CN': '公司', en: 'company' },
      of: ({ customer }) => customer.name,
    },
    {
      ...open,
      key: 'tier',
      label: CUSTOMER_COLUMNS.tier,
      of: ({ customer }) => called(customer.tier, tiers),
    },
    {
      ...open,
      key: 'stage',
      label: CUSTOMER_COLUMNS.stage,
      of: ({ customer }) => called(customer.stage, stages),
    },
    ...Object.values(fields).map(
      ({ key, label, personal, choices }): BatchWord => ({
        ...{ key, label, personal },
        of({ customer }) {
          const value = Object.hasOwn(customer.fields, key) ? String(customer.fields[key]) : null;
          return choices ? called(value, choices) : value;
        },
      }),
    ),
    ...Object.entries(dates).map(
      ([key, label]): BatchWord => ({
        ...{ ...open, key, label },
        of: ({ customer }) => (Object.hasOwn(customer.dates, key) ? (customer.dates[key] ?? null) : null),
      }),
    ),
  ];
}

/** What a value is called; one that was taken out of the content is nothing to be told. */
function called(value: string | null, named: CustomerForm['tiers']): Text | null {
  return named.find((one) => one.value === value)?.label ?? null;
}

/** Whoever gets the wrong word back as it was written would read it in braces. */
export function wrongWord(text: string, words: readonly BatchWord[]): ErrandRefused | null {
  for (const [, said = ''] of text.matchAll(BRACES)) {
    const word = wordSaid(said, words);
    if (word?.personal) return refuseErrand('personal_word', { got: said });
    if (word) continue;
    const known = words.filter(({ personal }) => !personal);
    const names = known.flatMap(({ key, label }) => [key, label['zh-CN'], label.en]);
    const near = nearest(said, names);
    return refuseErrand('unknown_word', {
      got: said,
      known: near === undefined ? known.map(({ label }): Param => braced(label)) : [`{${near}}`],
    });
  }
  return null;
}

const braced = (label: Text): Param => ({ text: { 'zh-CN': `{${label['zh-CN']}}`, en: `{${label.en}}` } });

/** `missing`: labels of what this one has not. */
export function filledFor(
  text: string,
  words: readonly BatchWord[],
  recipient: BatchRecipient,
): { readonly text: string; readonly missing: readonly Text[] } {
  const missing = new Set<Text>();
  const filled = text.replaceAll(BRACES, (braces, said: string) => {
    const word = wordSaid(said, words);
    const value = word?.of(recipient) ?? null;
    if (word && (value === null || value === '')) missing.add(word.label);
    return value === null ? braces : inLanguage(value, recipient.requester.locale);
  });
  return { text: filled, missing: [...missing] };
}

const inLanguage = (value: string | Text, locale: Locale) =>
  typeof value === 'string' ? value : value[locale];

function wordSaid(said: string, words: readonly BatchWord[]): BatchWord | undefined {
  const name = said.trim().toLowerCase();
  return words.find(
    ({ key, label }) => key === name || label['zh-CN'] === name || label.en.toLowerCase() === name,
  );
}
