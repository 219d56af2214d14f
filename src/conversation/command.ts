/** From what was pressed or typed to the input of an action. */
import type { ButtonPress } from '../platform/button.js';
import { parseButton } from '../platform/button.js';
import type { Intent } from './intent.js';

type Asked = Extract<Intent, { kind: 'command' }>;

/** The input a button's argument is, and a tail of words typed after the action's own word. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  advance: 'transition',
  tick: 'item',
  untick: 'item',
  assign: 'to',
  fill: 'field',
};

const TAILS: Readonly<Record<string, string>> = {
  ...ARGUMENTS,
  note: 'text',
  reply: 'text',
  decline: 'reason',
};

/** What a press asks for, with what a form or a dialogue brought. */
export function commandFrom(press: ButtonPress, input: Readonly<Record<string, unknown>>): Omit<Asked, 'endsDialogue'> {
  const key = ARGUMENTS[press.action];
  const argument = key !== undefined && press.argument !== undefined ? { [key]: press.argument } : {};
  return {
    kind: 'command',
    type: press.action,
    ticketId: press.ticketId,
    seen: press.version,
    input: { ...input, ...argument },
  };
}

/** The same from a value kept in a dialogue. */
export function commandOf(button: string, input: Readonly<Record<string, unknown>>): Omit<Asked, 'endsDialogue'> | null {
  const press = parseButton(button);
  return press ? commandFrom(press, input) : null;
}

/** '备注 客户很急', '转派 王工': the words after an action's own are its one input; null when it takes none. */
export function commandSaid(type: string, ticketId: number, tail: string): Asked | null {
  const key = TAILS[type];
  if (tail !== '' && key === undefined) return null;
  return {
    kind: 'command',
    type,
    ticketId,
    input: tail === '' || key === undefined ? {} : { [key]: tail },
    endsDialogue: false,
  };
}
