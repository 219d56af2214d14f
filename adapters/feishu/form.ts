/** Form -> a card with inputs; and the same card with what is wrong, or closed once it was taken. Pure. */
import type { Form, Tone } from '../../src/platform/card.js';
import { type FeishuCard, words } from './elements.js';
import { type Filled, formElements } from './form-elements.js';
import { fits, frame } from './render.js';
import type { Standing } from './tap.js';

export function renderForm(form: Form, at: Standing, filled: Filled = {}): FeishuCard {
  const wrong = Object.keys(filled.errors ?? {}).length > 0;
  const card = (carried: Form | null) =>
    frame({ title: form.title, tone: wrong ? 'bad' : 'info' }, formElements(form, at, carried, filled));
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
