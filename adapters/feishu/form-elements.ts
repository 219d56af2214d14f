/** The inputs of a form, the button that sends it, and other ways beside it, as Feishu elements. Pure. */
import type { Form, FormInput } from '../../src/platform/card.js';
import { buttonRow } from './buttons.js';
import { type Element, plain, words } from './elements.js';
import { type Standing, tapValue } from './tap.js';

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/input */
const MOST_CHARACTERS = 1000;

export interface Filled {
  readonly errors?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** `carried`: the questions as they travel with the button, so that they can be shown again with what is wrong. */
export function formElements(
  form: Form,
  at: Standing,
  carried: Form | null,
  { errors = {}, values = {} }: Filled = {},
): readonly Element[] {
  const inputs = form.inputs.map((input) => withValue(input, values[input.key]));
  return [
    ...(form.text === undefined ? [] : [words(form.text, 'warning')]),
    {
      tag: 'form',
      name: 'form',
      elements: [
        ...inputs.flatMap((input) => inputElements(input, errors[input.key])),
        submitButton(form, at, carried),
      ],
    },
    ...buttonRow(form.others ?? [], form.title, at),
  ];
}

function withValue(input: FormInput, given: unknown): FormInput {
  return typeof given === 'string' || typeof given === 'number' ? { ...input, value: String(given) } : input;
}

function inputElements(input: FormInput, error: string | undefined): readonly Element[] {
  const element = inputElement(input);
  const label = input.required ? `${input.label} *` : input.label;
  return [
    ...(element.tag === 'input' ? [] : [words(label)]),
    element.tag === 'input' ? { ...element, label: plain(label), label_position: 'top' } : element,
    ...(error === undefined ? [] : [words(error, 'bad', 'notation')]),
  ];
}

/** Members are chosen from the desk's own list: Feishu's person picker would offer people the desk does not know. */
function inputElement({ key, label, type, required, hint, max, value, options = [] }: FormInput): Element {
  const base = { name: key, required };
  const placeholder = hint === undefined ? {} : { placeholder: plain(hint) };
  switch (type) {
    case 'choice':
    case 'member': {
      const known = options.some((option) => option.value === value);
      return {
        tag: 'select_static',
        ...{ ...base, ...placeholder },
        options: options.map((option) => ({ text: plain(option.text), value: option.value })),
        ...(known ? { initial_option: value } : {}),
      };
    }
    case 'date':
      return {
        tag: 'date_picker',
        // Feishu refuses a picker that says nothing.
        ...{ ...base, placeholder: plain(hint ?? label) },
        ...(/^\d{4}-\d{2}-\d{2}$/u.test(value ?? '') ? { initial_date: value } : {}),
      };
    default:
      return {
        tag: 'input',
        ...{ ...base, ...placeholder },
        input_type: type === 'long_text' ? 'multiline_text' : 'text',
        max_length: Math.min(max ?? MOST_CHARACTERS, MOST_CHARACTERS),
        ...(value === undefined ? {} : { default_value: value }),
      };
  }
}

function submitButton(form: Form, at: Standing, carried: Form | null): Element {
  return {
    tag: 'button',
    name: 'submit_form',
    text: plain(form.submit),
    type: 'primary_filled',
    form_action_type: 'submit',
    behaviors: [
      { type: 'callback', value: tapValue({ press: form.id, ...at, ...(carried ? { form: carried } : {}) }) },
    ],
  };
}
