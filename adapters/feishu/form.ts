/** Form -> a card with inputs; and the same card with what is wrong, or closed once it was taken. Pure. */
import type { Form, FormInput, Tone } from '../../src/platform/card.js';
import { type Element, type FeishuCard, plain, words } from './elements.js';
import { fits, frame } from './render.js';
import { type Standing, tapValue } from './tap.js';

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/input */
const MOST_CHARACTERS = 1000;

export interface Filled {
  readonly errors?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

export function renderForm(form: Form, at: Standing, { errors = {}, values = {} }: Filled = {}): FeishuCard {
  const asked = { ...form, inputs: form.inputs.map((input) => withValue(input, values[input.key])) };
  const wrong = Object.keys(errors).length > 0;
  const card = (carried: Form | null) =>
    frame({ title: form.title, tone: wrong ? 'bad' : 'info' }, [
      ...(form.text === undefined ? [] : [words(form.text, 'warning')]),
      {
        tag: 'form',
        name: 'form',
        elements: [
          ...asked.inputs.flatMap((input) => inputElements(input, errors[input.key])),
          submitButton(form, at, carried),
        ],
      },
    ]);
  const whole = card(form);
  // With very long lists the questions cannot travel with the button: the form is then not shown again, only told about.
  return fits(whole) ? whole : card(null);
}

/** What was sent, no longer to be changed: a second press would be a second command. */
export function renderSentForm(form: Form, values: Filled['values'], said: string, tone: Tone): FeishuCard {
  const lines = form.inputs.flatMap(({ key, label, options }) => {
    const value = values?.[key];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    return [`${label}　${options?.find((option) => option.value === value)?.text ?? value}`];
  });
  return frame({ title: form.title, tone }, [
    ...(lines.length > 0 ? [words(lines.join('\n'))] : []),
    ...(said === '' ? [] : [words(said, tone)]),
  ]);
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
