/** Reads what somebody answered to a field: a value the ticket can keep, or why not. Also what the intake dialogue asks. */
import type { Field, FieldType } from '../sop/sop.js';
import { readChoice } from './answers/choice.js';
import { readDate } from './answers/date.js';
import { readFiles } from './answers/files.js';
import { readLookup } from './answers/lookup.js';
import { readMember } from './answers/member.js';
import { readMoney, readNumber } from './answers/number.js';
import { readPhone } from './answers/phone.js';
import type { AnswerFacts, Reader } from './answers/reader.js';
import { readText } from './answers/text.js';
import { isRefusal, type Refusal, refuse } from './refusal.js';
import type { Fields, FieldValue } from './ticket.js';

const readers: Readonly<Record<FieldType, Reader>> = {
  text: readText,
  long_text: readText,
  number: readNumber,
  money: readMoney,
  phone: readPhone,
  date: readDate,
  choice: readChoice,
  member: readMember,
  file: readFiles,
  lookup: readLookup,
  impact: readChoice,
  urgency: readChoice,
};

/** One answer. Reading a value that was read before gives it back unchanged. */
export function readAnswer(
  field: Field,
  raw: unknown,
  facts: AnswerFacts,
): { readonly value: FieldValue } | Refusal {
  if (isBlank(raw)) return refuse('value_missing', { field: { text: field.label } });
  const value = readers[field.type](field, raw, facts);
  return isRefusal(value) ? value : { value };
}

/** Several answers at once; blank ones are left out, and every wrong one is named so that a form shows all of them. */
export function readAnswers(
  fields: readonly Field[],
  raw: Readonly<Record<string, unknown>>,
  facts: AnswerFacts,
): { readonly values: Fields } | Refusal {
  const values: Record<string, FieldValue> = {};
  const wrong: Record<string, Refusal> = {};
  for (const field of fields) {
    if (!Object.hasOwn(raw, field.key) || isBlank(raw[field.key])) continue;
    const read = readAnswer(field, raw[field.key], facts);
    if (isRefusal(read)) wrong[field.key] = read;
    else values[field.key] = read.value;
  }
  return Object.keys(wrong).length === 0 ? { values } : invalidInput(wrong);
}

/** One refusal of several inputs, each with its own: a form stays open on these. */
export function invalidInput(fields: Readonly<Record<string, Refusal>>): Refusal {
  return { ...refuse('invalid_input'), fields };
}

/** Nothing was answered: an empty box of a form, no file chosen. */
export function isBlank(raw: unknown): boolean {
  if (raw === undefined || raw === null) return true;
  return typeof raw === 'string' ? raw.trim() === '' : Array.isArray(raw) && raw.length === 0;
}
