/** One of the values a field offers, by its value or by its label in any language. */
import { refuse } from '../refusal.js';
import type { Reader } from './reader.js';
import { gotOf, saidPlainly, sameWord } from './said.js';

export const readChoice: Reader = (field, raw) => {
  const said = saidPlainly(raw) ?? '';
  const choices = field.choices ?? [];
  const chosen =
    choices.find(({ value }) => sameWord(value, said)) ??
    choices.find(({ label }) => sameWord(label['zh-CN'], said) || sameWord(label.en, said));
  if (chosen) return chosen.value;
  return refuse('wrong_choice', {
    field: { text: field.label },
    choices: choices.map(({ label }) => ({ text: label })),
    got: gotOf(raw),
  });
};
