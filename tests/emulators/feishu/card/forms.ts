/** Names, required fields and submit buttons: what makes a form of a form, and is an error outside one. */
import { ACTED_UPON } from './components.js';
import { formAround, type Placed } from './elements.js';
import { type CardFault, malformed } from './fault.js';

export function formsRefused(placed: readonly Placed[]): CardFault | undefined {
  const names = new Set<string>();
  for (const one of placed) {
    const fault = faultInPlace(one) ?? faultInOptions(one);
    if (fault) return fault;
    const { name } = one.element;
    if (typeof name !== 'string') continue;
    if (names.has(name)) return malformed(`name is not unique: ${name}`);
    names.add(name);
  }
  for (const { element } of placed.filter(({ tag }) => tag === 'form')) {
    const submits = placed.some(
      (one) => formAround(one) === element && one.element.form_action_type === 'submit',
    );
    if (!submits) return malformed(`form has no submit button: ${String(element.name)}`);
  }
  return undefined;
}

function faultInPlace(one: Placed): CardFault | undefined {
  const { element, tag } = one;
  if (!ACTED_UPON.includes(tag)) return undefined;
  const form = formAround(one);
  if (!form) {
    const formOnly = ['required', 'form_action_type'].find((name) => element[name] !== undefined);
    return formOnly === undefined
      ? undefined
      : malformed(`${formOnly} is only for components in a form: ${tag}`);
  }
  if (typeof element.name !== 'string' || element.name === '') {
    return malformed(`a component in form ${String(form.name)} has no name: ${tag}`);
  }
  if (tag !== 'button' || element.form_action_type !== undefined || opensLink(element)) return undefined;
  return malformed(`a button in a form needs form_action_type: ${element.name}`);
}

function opensLink({ behaviors }: Placed['element']): boolean {
  return Array.isArray(behaviors) && behaviors.some(({ type }) => type === 'open_url');
}

function faultInOptions({ element, tag }: Placed): CardFault | undefined {
  if (
    tag.startsWith('date_picker') &&
    element.initial_date === undefined &&
    element.placeholder === undefined
  ) {
    return malformed('date_picker needs placeholder or initial_date');
  }
  if (!Array.isArray(element.options) || tag === 'overflow') return undefined;
  const values = element.options.map(({ value }: { value?: unknown }) => value);
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  return twice === undefined ? undefined : malformed(`option value is not unique: ${String(twice)}`);
}
