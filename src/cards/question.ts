/** One question of an intake or of an action's input, where no form can be shown. */

import { buttonValue } from '../platform/button.js';
import type { Block, Button, Card } from '../platform/card.js';
import type { Field } from '../sop/sop.js';
import type { Said, Wording } from './wording.js';

export interface QuestionFacts {
  readonly field: Field;
  /** 1-based place in the row, and how many there are. */
  readonly step: number;
  readonly of: number;
  /** Questions answered so far: they can be thrown away. */
  readonly answered: number;
  /** What was wrong with the last answer. */
  readonly error?: Said;
  /** The person left and came back. */
  readonly resumed?: boolean;
  /** So many answers would be lost by beginning anew: is that meant? */
  readonly restarts?: number;
  /** What the questions are for: the SOP's title, the action's label. */
  readonly title: string;
  /**
   * Whether the platform shows buttons. Where it does not, answers and ways out are words: a numbered menu of ways
   * out would swallow the digits that answer the question.
   */
  readonly buttons: boolean;
}

export function questionCard(question: QuestionFacts, wording: Wording): Card {
  const { field, step, of } = question;
  const blocks: Block[] = [];
  if (question.resumed) blocks.push({ kind: 'text', text: wording.t('question.resumed') });
  if (question.restarts !== undefined)
    blocks.push({
      kind: 'text',
      text: wording.t('question.restarts', { n: question.restarts }),
      tone: 'warning',
    });
  if (question.error) blocks.push({ kind: 'text', text: wording.refusal(question.error), tone: 'bad' });
  blocks.push({ kind: 'text', text: asked(field, wording) });
  const choices = choicesOf(field, wording);
  if (choices.length > 0 && !question.buttons)
    blocks.push({ kind: 'text', text: numbered(choices, wording) });
  blocks.push({ kind: 'text', text: waysOut(question, wording), tone: 'neutral' });
  return {
    title: wording.t('question.title', { title: question.title, step, of }),
    tone: question.error ? 'warning' : 'info',
    blocks,
    buttons: question.buttons ? buttonsOf(question, choices, wording) : [],
  };
}

function asked(field: Field, wording: Wording): string {
  const label = wording.t(`question.ask.${askedBy(field)}`, { label: wording.text(field.label) });
  return field.hint ? `${label}\n${wording.text(field.hint)}` : label;
}

/** People choose, send, or write: the verb differs. */
function askedBy(field: Field): 'choose' | 'send' | 'write' {
  if (field.type === 'file') return 'send';
  return field.choices ? 'choose' : 'write';
}

function choicesOf(field: Field, wording: Wording) {
  return (field.choices ?? []).map(({ value, label }) => ({ value, text: wording.text(label) }));
}

function numbered(choices: readonly { readonly text: string }[], wording: Wording): string {
  const lines = choices.map(({ text }, index) => `${index + 1}. ${text}`);
  return [wording.t('question.reply_number'), ...lines].join('\n');
}

function waysOut({ field, step, answered }: QuestionFacts, wording: Wording): string {
  const ways = [
    ...(step > 1 ? ['back'] : []),
    ...(field.required ? [] : ['skip']),
    ...(answered > 0 ? ['restart'] : []),
    'cancel',
  ].map((way) => wording.t(`question.way.${way}`));
  return wording.t('question.ways', { ways: wording.list(ways) });
}

function buttonsOf(
  { field, step, answered, restarts }: QuestionFacts,
  choices: readonly { readonly value: string; readonly text: string }[],
  wording: Wording,
): Button[] {
  const press = (action: string, text: string, argument?: string): Button => ({
    text,
    value: buttonValue({ action, ticketId: 0, version: 0, ...(argument === undefined ? {} : { argument }) }),
    style: 'plain',
  });
  return [
    // The field is named: a press on an old question must not answer a new one.
    ...choices.map(({ value, text }) => press('answer', text, `${field.key}=${value}`)),
    ...(step > 1 ? [press('back', wording.t('button.back'))] : []),
    ...(field.required ? [] : [press('skip', wording.t('button.skip'))]),
    // Only the one that stands below the warning throws answers away.
    ...(answered > 0
      ? [press('restart', wording.t('button.restart'), restarts === undefined ? undefined : 'sure')]
      : []),
    press('cancel', wording.t('button.cancel')),
  ];
}
