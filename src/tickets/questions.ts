/** What an action asks for by itself when nothing came with it: the button opens a form. */
import type { Text } from '../people/people.js';
import type { Field, FieldType } from '../sop/sop.js';
import type { Asking } from './action.js';

/** A question no SOP names. */
export function question(key: string, type: FieldType, label: Text, bounds: Pick<Field, 'max'> = {}): Field {
  return { key, type, label, intake: false, required: true, personal: false, ...bounds };
}

export function ask(...asks: readonly Field[]): Asking {
  return { asks, late: false };
}
