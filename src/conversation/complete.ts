/** A button's press with its input: the argument it carries, and what a form or a row of questions brought. */
import { type ButtonPress, parseButton } from '../platform/button.js';
import type { Intent } from './intent.js';

export type CommandIntent = Extract<Intent, { kind: 'command' }>;

/** The input a button's argument is. */
export const ARGUMENTS: Readonly<Record<string, string>> = {
  advance: 'transition',
  tick: 'item',
  untick: 'item',
  assign: 'to',
  fill: 'field',
  attach: 'field',
};

export function pressWith(
  press: ButtonPress,
  input: Readonly<Record<string, unknown>>,
  endsDialogue: boolean,
): CommandIntent {
  const key = ARGUMENTS[press.action];
  const argument = key !== undefined && press.argument !== undefined ? { [key]: press.argument } : {};
  const { action: type, ticketId, version: seen } = press;
  return { kind: 'command', type, ticketId, seen, input: { ...input, ...argument }, endsDialogue };
}

/** The same from a value that was kept; null when it is none of ours. */
export function complete(button: string, input: Readonly<Record<string, unknown>>): CommandIntent | null {
  const press = parseButton(button);
  if (press?.action !== 'start') return press ? pressWith(press, input, true) : null;
  return { kind: 'command', type: 'open', input: { sop: press.argument, fields: input }, endsDialogue: true };
}
