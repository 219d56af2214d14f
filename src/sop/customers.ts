/** Compiles `customers` of desk.yaml, and asks whether every name in it means one thing. */
import { CUSTOMER_COLUMNS, columnName } from '../people/customer-columns.js';
import { checkField } from './checks/fields.js';
import { choicesOf } from './choices.js';
import type { CustomerForm } from './content-form.js';
import type { CustomersFile } from './customers-schema.js';
import { fieldOf } from './draft.js';
import type { Problem } from './problem.js';
import { recordOf } from './record.js';
import type { Path, YamlSource } from './yaml-source.js';

/** A desk that says nothing of its customers still has them: by name. */
export function customersOf(file: CustomersFile | undefined): CustomerForm {
  return {
    tiers: choicesOf(file?.tiers ?? {}),
    fields: recordOf(file?.fields ?? {}, (field, key) => fieldOf({ ...field, intake: false }, key)),
    dates: recordOf(file?.dates ?? {}, (label) => label),
    stages: choicesOf(file?.stages ?? {}),
  };
}

/** `yaml` is the whole desk: the paths begin there. */
export function checkCustomers(form: CustomerForm, yaml: YamlSource): Problem[] {
  const problems: Problem[] = [];
  const report = (path: Path, message: string, mend: string) =>
    problems.push(yaml.problem(path, message, mend));
  for (const field of Object.values(form.fields))
    checkField(field, ['customers', 'fields', field.key], report);

  // A list of customers has a column for each of these, under its key or its label in either language.
  const taken = new Map<string, string>();
  const take = (written: string, key: string, path: Path) => {
    const column = columnName(written);
    const other = taken.get(column) ?? key;
    if (other !== key)
      report(
        path,
        `expected a name of its own, got ${JSON.stringify(written)}, which is the column ${other} already`,
        'choose another name: a list of customers has one column for each',
      );
    taken.set(column, other);
  };
  for (const [key, words] of Object.entries(CUSTOMER_COLUMNS))
    for (const written of [key, ...Object.values(words)]) take(written, key, ['customers']);
  const own = [
    ...Object.values(form.fields).map(({ key, label }) => ['fields', key, label] as const),
    ...Object.entries(form.dates).map(([key, label]) => ['dates', key, label] as const),
  ];
  for (const [block, key, label] of own) {
    const at = ['customers', block, key];
    const labelled = block === 'fields' ? [...at, 'label'] : at;
    take(key, `${block}.${key}`, at);
    for (const [locale, written] of Object.entries(label))
      take(written, `${block}.${key}`, [...labelled, locale]);
  }
  return problems;
}
