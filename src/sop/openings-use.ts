/** Where routines and reminders meet customers and SOPs: whom they mean, what they rest on, what they open and say. */
import type { CustomerForm, Opening } from './content-form.js';
import type { DeskDraft } from './desk.js';
import { type Known, LOCALES } from './known.js';
import { suggest } from './nearest.js';
import { placeholders } from './placeholders.js';
import type { Problem } from './problem.js';
import { own } from './record.js';
import { OCCURRENCE } from './reminders.js';
import type { Report } from './report.js';
import { SELECTED_BY, type Selection } from './selection.js';
import type { Field } from './sop.js';
import type { Path } from './yaml-source.js';

export function checkOpenings({ desk, yaml }: DeskDraft, known: Known): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message, mend) => problems.push(yaml.problem(path, message, mend));
  const { customers } = desk;
  for (const { key, open } of desk.routines) {
    if (open === null) continue;
    const at = ['routines', key, 'open'];
    checkMeant(open.meant, customers, [...at, 'for'], report);
    checkOpening(open, customers, known, at, report);
  }
  for (const { key, date, meant, open, tell } of desk.reminders) {
    const at = ['reminders', key];
    if (!Object.hasOwn(customers.dates, date))
      report(
        [...at, 'date'],
        `expected a date of customers, got ${JSON.stringify(date)}`,
        suggest(date, Object.keys(customers.dates), 'add it under "customers: dates"'),
      );
    checkMeant(meant, customers, [...at, 'for'], report);
    if (open) checkOpening(open, customers, known, [...at, 'open'], report);
    if (tell) checkSaid(tell.say, known, [...at, 'say'], report);
  }
  return problems;
}

/** Whoever misspells a value would mean nobody, and would not be told. */
function checkMeant(meant: Selection, customers: CustomerForm, at: Path, report: Report): void {
  const listed: Readonly<Record<string, readonly string[]>> = {
    kind: ['company', 'person'],
    tier: customers.tiers.map(({ value }) => value),
    stage: customers.stages.map(({ value }) => value),
  };
  const names = [...SELECTED_BY, ...Object.keys(customers.fields)];
  for (const [name, values] of Object.entries(meant)) {
    const choices = own(listed, name) ?? own(customers.fields, name)?.choices?.map(({ value }) => value);
    if (!names.includes(name))
      report(
        [...at, name],
        `expected kind, tier, stage or a field of customers, got ${JSON.stringify(name)}`,
        suggest(name, names, 'add it under "customers: fields"'),
      );
    else if (choices)
      values.forEach((value, index) => {
        if (!choices.includes(value))
          report(
            [...at, name, index],
            `expected a value of ${name}, got ${JSON.stringify(value)}`,
            suggest(value, choices, `add it under "customers"`),
          );
      });
  }
}

type Copied = Pick<Field, 'type' | 'personal'>;

/** What a customer has that a ticket may be given. */
function copied(name: string, customers: CustomerForm): Copied | undefined {
  if (name === 'id' || name === 'name') return { type: 'text', personal: false };
  if (name === OCCURRENCE || Object.hasOwn(customers.dates, name)) return { type: 'date', personal: false };
  return own(customers.fields, name);
}

function checkOpening(
  { sop, copy }: Pick<Opening, 'sop' | 'copy'>,
  customers: CustomerForm,
  known: Known,
  at: Path,
  report: Report,
): void {
  const target = own(known.sops, sop);
  if (target === undefined)
    report(
      [...at, 'sop'],
      `expected an SOP, got ${JSON.stringify(sop)}`,
      suggest(sop, Object.keys(known.sops), `add sops/${sop}.v1.yaml`),
    );
  for (const [field, name] of Object.entries(copy)) {
    const path = [...at, 'copy', field];
    const from = copied(name, customers);
    const to = target ? own(target.fields, field) : undefined;
    if (from === undefined)
      report(
        path,
        `expected something of customers, got ${JSON.stringify(name)}`,
        suggest(
          name,
          ['id', 'name', OCCURRENCE, ...Object.keys(customers.fields), ...Object.keys(customers.dates)],
          'add it under "customers: fields"',
        ),
      );
    if (target && to === undefined)
      report(
        path,
        `expected a field of ${sop}, got ${JSON.stringify(field)}`,
        suggest(field, Object.keys(target.fields), 'add it under "fields" there'),
      );
    if (!from || !to) continue;
    if (!fits(from, to))
      report(
        path,
        `expected a field of type ${from.type} in ${sop}, got ${field} of type ${to.type}`,
        'copy it into a field of its own type, or into a text',
      );
    else if (from.personal && !to.personal)
      report(
        path,
        `expected ${name} to stay personal, got a field of ${sop} that is not`,
        `write "personal: true" at ${field} in ${sop}`,
      );
  }
  for (const field of Object.values(target?.fields ?? {}))
    if (field.intake && field.required && !Object.hasOwn(copy, field.key))
      report(
        at,
        `expected all that ${sop} asks at its start to be copied, got no ${field.key}`,
        `add "${field.key}: …" to "copy": there is nobody to ask`,
      );
}

/** Anything may be read in a text. */
const fits = (from: Copied, to: Copied) =>
  from.type === to.type || to.type === 'long_text' || (to.type === 'text' && from.type !== 'long_text');

/** What a reminder can say without a ticket. */
const REMINDER_WORDS = ['customer', 'date'];

function checkSaid(say: string, { messages }: Known, at: Path, report: Report): void {
  for (const locale of LOCALES) {
    const text = own(messages[locale], `say.${say}`);
    if (text === undefined)
      report(at, `expected a text say.${say} in ${locale}, got none`, `add it in messages/${locale}/`);
    for (const word of placeholders(text ?? ''))
      if (!REMINDER_WORDS.includes(word))
        report(
          at,
          `expected a text with {customer} and {date} alone, got {${word}} in ${locale}`,
          'a reminder rests on no ticket: write the text out',
        );
  }
}
