/** An intake as one card with inputs, and what stands in its place once it was sent. */
import { masked } from '../people/mask.js';
import { buttonValue } from '../platform/button.js';
import type { Block, Button, Card } from '../platform/card.js';
import type { Field } from '../sop/sop.js';
import { isBlank } from '../tickets/input.js';
import type { FieldValue } from '../tickets/ticket.js';
import { fieldValue } from './field-value.js';
import { formOf } from './form.js';
import type { Said, Wording } from './wording.js';

export interface IntakeFormFacts {
  /** What is asked for: the SOP's title. */
  readonly title: string;
  /** Tells this intake from another one of the same person. */
  readonly startedAt: number;
  readonly asks: readonly Field[];
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly answers: Readonly<Record<string, unknown>>;
  /** What a text answers all the same. */
  readonly next: Field;
  /** By field, what was wrong with what came last. */
  readonly wrong: Readonly<Record<string, Said>>;
  /** The person left and came back. */
  readonly resumed: boolean;
}

export function intakeFormCard(facts: IntakeFormFacts, wording: Wording): Card {
  const { title, startedAt, asks, members, next } = facts;
  const id = buttonValue({ action: 'intake', ticketId: 0, version: 0, argument: String(startedAt) });
  const form = formOf({ id, title, asks, members, values: shownAnswers(facts) }, wording);
  const others = [way('one_by_one', wording), way('cancel', wording)];
  const wrong = asks.flatMap((field) => wrongLine(field, facts, wording));
  return {
    title,
    tone: wrong.length > 0 ? 'warning' : 'info',
    blocks: [
      ...(facts.resumed ? [{ kind: 'text' as const, text: wording.t('question.resumed') }] : []),
      ...wrong,
      {
        kind: 'form',
        form: {
          ...form,
          text: wording.t('intake_form.or_say', { label: wording.text(next.label) }),
          others,
        },
      },
    ],
    buttons: [],
  };
}

/** What was sent, no longer to be changed. */
export function sentFormCard(
  title: string,
  asked: readonly Field[],
  answers: Readonly<Record<string, unknown>>,
  wording: Wording,
): Card {
  const rows = asked
    .filter(({ key }) => !isBlank(answers[key]))
    .map((field) => {
      const value = fieldValue(field, answers[field.key] as FieldValue, wording);
      return { label: wording.text(field.label), value: field.personal ? masked(value) : value };
    });
  return {
    title,
    tone: 'good',
    blocks: [
      { kind: 'fields', fields: rows },
      { kind: 'text', text: wording.t('intake_form.sent'), tone: 'good' },
    ],
    buttons: [],
  };
}

function shownAnswers({ asks, answers }: IntakeFormFacts): Record<string, string> {
  return Object.fromEntries(
    asks.flatMap(({ key }) => {
      const value = answers[key];
      return typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [];
    }),
  );
}

function wrongLine(field: Field, { wrong }: IntakeFormFacts, wording: Wording): Block[] {
  const error = wrong[field.key];
  return error ? [{ kind: 'text', text: wording.refusal(error), tone: 'bad' }] : [];
}

function way(action: 'one_by_one' | 'cancel', wording: Wording): Button {
  const value = buttonValue({ action, ticketId: 0, version: 0 });
  return { text: wording.t(`button.${action}`), value, style: 'plain' };
}
