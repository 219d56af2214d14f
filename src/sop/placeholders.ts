/** The `{words}` in braces that a text may hold: fields of the SOP, inputs of the transition, and these. */
import type { Sop } from './sop.js';

/**
 * What every text an SOP says is given besides fields: the ticket's number and title, the state it is in now (as the
 * requester is shown it), the next state on the main line, who handles it, who asked, and the queue.
 */
export const SAY_VARIABLES: readonly string[] = [
  'ticket',
  'title',
  'state',
  'next',
  'assignee',
  'requester',
  'queue',
];

/**
 * Words in braces, each once, in order: `{who}` wants who, `{n|day|days}` wants n. Whatever else stands in braces is
 * given back too, so that `{公司}` is reported instead of being shown to a customer as it is.
 */
export function placeholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{([^{}|]*)(?:\|[^{}]*)?\}/gu)].map(([, word = '']) => word))];
}

/** Everything a text of this SOP may put in braces, its transitions' inputs aside. */
export function placeholdersOf(sop: Pick<Sop, 'fields'>): readonly string[] {
  return [...SAY_VARIABLES, ...Object.keys(sop.fields)];
}
