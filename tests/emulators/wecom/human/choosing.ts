/** What a person chose in a card before the button was tapped, as the event carries it. */

import type { XmlFields } from '../../kit/callback-xml.js';
import { type Json, text } from '../api/call.js';
import { list, part } from '../card/blocks.js';

/** Option ids by question key. */
export type Selections = Readonly<Record<string, readonly string[]>>;

export interface Chosen {
  readonly questionKey: string;
  readonly optionIds: readonly string[];
}

export function selectedItems(card: Json, selections: Selections): XmlFields {
  const chosen = chosenIn(card, selections);
  if (chosen.length === 0) return {};
  const SelectedItem = chosen.map(({ questionKey, optionIds }) => ({
    QuestionKey: questionKey,
    OptionIds: { OptionId: optionIds },
  }));
  return { SelectedItems: { SelectedItem } };
}

/** Every question of the card with what was chosen, or with what stood there before. */
export function chosenIn(card: Json, selections: Selections): Chosen[] {
  const named = ['button_selection', 'checkbox'].filter((name) => card[name] !== undefined);
  const questions = [...named.map((name) => part(card, name)), ...list(card.select_list)];
  const keys = questions.map((question) => text(question.question_key));
  const unknown = Object.keys(selections).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new Error(`expected one of the questions ${keys.join(', ')}, got ${unknown}`);
  return questions.map((question) => {
    const questionKey = text(question.question_key);
    return { questionKey, optionIds: allowed(question, selections[questionKey] ?? preset(question)) };
  });
}

function allowed(question: Json, optionIds: readonly string[]): readonly string[] {
  const ids = list(question.option_list).map(({ id }) => text(id));
  const wrong = optionIds.find((id) => !ids.includes(id));
  if (wrong !== undefined) throw new Error(`expected one of the options ${ids.join(', ')}, got ${wrong}`);
  if (optionIds.length > 1 && question.mode !== 1)
    throw new Error(`expected one option, got ${optionIds.length}`);
  if (question.disable === true) throw new Error(`the question ${text(question.question_key)} is disabled`);
  return optionIds;
}

function preset(question: Json): string[] {
  if (text(question.selected_id) !== '') return [text(question.selected_id)];
  const checked = list(question.option_list).filter(({ is_checked }) => is_checked === true);
  return checked.map(({ id }) => text(id));
}
