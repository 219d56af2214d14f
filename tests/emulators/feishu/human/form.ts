/** Filling in a form as the client lets one: fields that exist, options that are offered, nothing required left out. */
import { type CardJson, elementsOf, formAround, type Placed } from '../card/elements.js';
import { isField, textOf } from './readable.js';

export type Values = Readonly<Record<string, string | readonly string[] | boolean>>;

export interface Filled {
  /** As the callback carries it. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Required fields that were left empty: the client says so and calls nobody. */
  readonly missing: readonly string[];
}

export function fill(card: CardJson, formName: string, given: Values): Filled {
  const placed = elementsOf(card);
  const form = placed.find(({ element, tag }) => tag === 'form' && element.name === formName);
  if (!form) throw new Error(`fills: expected a form ${formName} on the card, got ${formNames(placed)}`);
  const fields = placed.filter((one) => formAround(one) === form.element && isField(one));
  const known = fields.map(({ element }) => String(element.name));
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`fills: expected one of ${known.join(', ')}, got a field ${unknown}`);
  const values = Object.fromEntries(fields.map((one) => [String(one.element.name), entered(one, given)]));
  const missing = fields
    .filter(({ element }) => element.required === true && isEmpty(values[String(element.name)]))
    .map(({ element }) => String(element.name));
  return {
    values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
    missing,
  };
}

export function submitButton(card: CardJson, formName: string, label?: string): CardJson {
  const buttons = elementsOf(card).filter(
    (one) => one.element.form_action_type === 'submit' && formAround(one)?.name === formName,
  );
  const fits = ({ element }: Placed) =>
    label === undefined || textOf(element.text) === label || element.name === label;
  const button = buttons.find(fits);
  if (!button) throw new Error(`fills: expected a submit button ${label ?? ''} in ${formName}, got none`);
  return button.element;
}

function entered({ element, tag }: Placed, given: Values): unknown {
  const name = String(element.name);
  const value = given[name];
  if (tag === 'input') return text(element, value ?? element.default_value ?? '');
  if (tag === 'checker') return value ?? element.checked === true;
  if (tag === 'date_picker') return dated(value ?? element.initial_date);
  const chosen = value ?? element.initial_option ?? element.selected_values;
  if (chosen === undefined) return undefined;
  if (Array.isArray(element.options)) {
    const offered = element.options.map((option: { value: string }) => option.value);
    const other = [chosen].flat().find((one) => !offered.includes(String(one)));
    if (other !== undefined)
      throw new Error(`fills: expected ${name} to be one of ${offered.join(', ')}, got ${other}`);
  }
  return tag.startsWith('multi_') ? [chosen].flat() : chosen;
}

function text(element: CardJson, value: unknown): string {
  const most = typeof element.max_length === 'number' ? element.max_length : 1000;
  const entered = String(value);
  if (entered.length > most)
    throw new Error(`fills: expected at most ${most} characters, got ${entered.length}`);
  return entered;
}

/** A date comes with the offset of the zone in which it was picked. */
function dated(value: unknown): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(value)))
    throw new Error(`fills: expected a date yyyy-MM-dd, got ${value}`);
  return `${value} +0800`;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function formNames(placed: readonly Placed[]): string {
  const names = placed.filter(({ tag }) => tag === 'form').map(({ element }) => String(element.name));
  return names.length > 0 ? names.join(', ') : 'no form';
}
