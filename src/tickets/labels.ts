/** What things are called in a refusal or a notice, for the eyes of whoever reads it. */
import type { Text } from '../people/people.js';
import type { Field, Sop } from '../sop/sop.js';
import { rowOf } from './answers/lookup.js';
import type { Param } from './refusal.js';
import type { FieldValue } from './ticket.js';

/** Requesters see the public face of a state, staff its own name. */
export type Reader = 'requester' | 'staff';

export function stateText(sop: Sop, key: string, reader: Reader): Text {
  const state = Object.hasOwn(sop.states, key) ? sop.states[key] : undefined;
  if (!state) return { 'zh-CN': key, en: key };
  return reader === 'requester' ? (state.publicLabel ?? state.label) : state.label;
}

export function stateLabel(sop: Sop, key: string, reader: Reader): Param {
  return { text: stateText(sop, key, reader) };
}

/** A field's value as a text takes it: a choice by its label, a member by name, files by theirs. */
export function valueParam(field: Field, value: FieldValue): Param {
  if (Array.isArray(value)) return value.map((file: { readonly name: string }) => file.name);
  const choice = field.choices?.find((one) => one.value === value);
  if (choice) return { text: choice.label };
  if (field.type === 'lookup') return (rowOf(field.table, value) ?? [String(value)]).slice(0, 2).join(' ');
  if (field.type === 'member') return { person: `member:${value as string}` };
  return value as string | number;
}

/** A list in a sentence is never empty: "you can: nothing". */
export function listed(params: readonly Param[]): Param {
  return params.length > 0 ? params : { message: 'word.none' };
}
