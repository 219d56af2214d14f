/** Names with their labels, in the order they are written. */
import type { Text } from '../people/people.js';

export function choicesOf(names: Readonly<Record<string, Text>>): { value: string; label: Text }[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}
