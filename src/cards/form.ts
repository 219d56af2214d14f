/** Questions asked together: what an action or an intake wants to know, as a platform form. */
import type { Form, FormInput } from '../platform/card.js';
import type { Field, FieldType } from '../sop/sop.js';
import { isBlank } from '../tickets/input.js';
import type { Said, Wording } from './wording.js';

export interface FormFacts {
  /** Button value that comes back with the answers. */
  readonly id: string;
  readonly title: string;
  readonly asks: readonly Field[];
  /** The step is late: the form says why it asks for a reason. */
  readonly late?: boolean;
  /** Whom a `member` question may name. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
  /** Answers so far. */
  readonly values?: Readonly<Record<string, string>>;
}

export function formOf(facts: FormFacts, wording: Wording): Form {
  return {
    id: facts.id,
    title: facts.title,
    submit: wording.t('form.submit'),
    ...(facts.late ? { text: wording.t('form.late') } : {}),
    inputs: facts.asks.map((field) => inputOf(field, facts, wording)),
  };
}

/** What is wrong with single answers, for a form that stays open. */
export function fieldErrors(refusal: Said, wording: Wording): Record<string, string> {
  return Object.fromEntries(
    Object.entries(refusal.fields ?? {}).map(([key, wrong]) => [key, wording.refusal(wrong)]),
  );
}

/** What a required field that was left empty is told; the verb is the one its input has. */
export function missingErrors(
  asks: readonly Field[],
  input: Readonly<Record<string, unknown>>,
  wording: Wording,
): Record<string, string> {
  return Object.fromEntries(
    asks
      .filter(({ key, required }) => required && isBlank(input[key]))
      .map((field) => [
        field.key,
        wording.t(`question.ask.${VERBS[inputType(field)] ?? 'write'}`, { label: wording.text(field.label) }),
      ]),
  );
}

function inputOf(field: Field, facts: FormFacts, wording: Wording): FormInput {
  const options = optionsOf(field, facts, wording);
  const value = facts.values?.[field.key];
  // A number's bound is its size, not its length: the rules check it, the platform could not.
  const longest = field.type === 'text' || field.type === 'long_text' ? field.max : undefined;
  return {
    key: field.key,
    label: wording.text(field.label),
    type: inputType(field),
    required: field.required,
    ...(field.hint ? { hint: wording.text(field.hint) } : {}),
    ...(longest === undefined ? {} : { max: longest }),
    ...(value === undefined ? {} : { value }),
    ...(options ? { options } : {}),
    ...(field.accept ? { accept: field.accept } : {}),
  };
}

function optionsOf(field: Field, facts: FormFacts, wording: Wording): FormInput['options'] {
  if (field.type === 'member') return facts.members.map(({ id, name }) => ({ value: id, text: name }));
  if (field.type === 'lookup' && inputType(field) === 'choice')
    return field.table?.rows.map((row) => ({ value: row[0] ?? '', text: row.slice(0, 2).join(' ') }));
  return field.choices?.map((choice) => ({ value: choice.value, text: wording.text(choice.label) }));
}

const VERBS: Readonly<Partial<Record<FormInput['type'], string>>> = {
  choice: 'choose',
  member: 'choose',
  file: 'send',
};

const INPUTS: Readonly<Record<FieldType, FormInput['type']>> = {
  text: 'text',
  long_text: 'long_text',
  number: 'number',
  money: 'number',
  phone: 'phone',
  date: 'date',
  choice: 'choice',
  member: 'member',
  file: 'file',
  lookup: 'text',
  impact: 'choice',
  urgency: 'choice',
};

/** Longer tables are not offered whole: no platform lists more, and a key is typed faster than found. */
const MOST_OPTIONS = 100;

function inputType({ type, table }: Field): FormInput['type'] {
  const few = table !== undefined && table.rows.length <= MOST_OPTIONS;
  return type === 'lookup' && few ? 'choice' : INPUTS[type];
}
