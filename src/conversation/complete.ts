/** A button's press with its input: the argument it carries, and what a form or a row of questions brought. */
import { type ButtonPress, parseButton } from '../platform/button.js';
import type { Context } from './context.js';
import type { Intent } from './intent.js';

export type CommandIntent = Extract<Intent, { kind: 'command' }>;
type ErrandIntent = Extract<Intent, { kind: 'errand' }>;

/** The input a button's argument is. */
export const ARGUMENTS: Readonly<Record<string, string>> = {
  advance: 'transition',
  tick: 'item',
  untick: 'item',
  assign: 'to',
  fill: 'field',
  attach: 'field',
  replace: 'document',
  canned: 'reply',
  extend: 'for',
  divide: 'part',
  undivide: 'part',
  part_done: 'part',
  rate: 'score',
};

/** Null when the button names neither an action nor an errand. */
export function pressWith(
  press: ButtonPress,
  input: Readonly<Record<string, unknown>>,
  endsDialogue: boolean,
  { actions, errands }: Pick<Context, 'actions' | 'errands'>,
): CommandIntent | ErrandIntent | null {
  const named = ({ type }: { readonly type: string }) => type === press.action;
  if (errands.some(named)) {
    const said = press.argument === undefined ? {} : { said: press.argument };
    return { kind: 'errand', type: press.action, input: { ...input, ...said }, endsDialogue };
  }
  if (!actions.some(named)) return null;
  const key = ARGUMENTS[press.action];
  const argument = key !== undefined && press.argument !== undefined ? { [key]: press.argument } : {};
  const { action: type, ticketId, version: seen } = press;
  return { kind: 'command', type, ticketId, seen, input: { ...input, ...argument }, endsDialogue };
}

/** The same from a value that was kept; null when it is none of ours. */
export function complete(
  button: string,
  input: Readonly<Record<string, unknown>>,
  context: Context,
): CommandIntent | ErrandIntent | null {
  const press = parseButton(button);
  if (press?.action !== 'start') return press ? pressWith(press, input, true, context) : null;
  return { kind: 'command', type: 'open', input: { sop: press.argument, fields: input }, endsDialogue: true };
}
