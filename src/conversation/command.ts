/** From what was pressed or typed to an action with its input. */
import { type ButtonPress, buttonValue } from '../platform/button.js';
import { asksOf } from './asks.js';
import { ARGUMENTS, type CommandIntent, pressWith } from './complete.js';
import type { Context } from './context.js';
import { startInput } from './dialogue.js';
import type { Intent } from './intent.js';
import { keyOf } from './said.js';

/** The input that words typed after the action's own word are. */
const TAILS: Readonly<Record<string, string>> = {
  ...ARGUMENTS,
  note: 'text',
  reply: 'text',
  decline: 'reason',
};

/** A press: a command, or the questions it has to ask first. */
export function pressed(press: ButtonPress, context: Context): Intent {
  const asks = press.argument === undefined ? asksOf(press.action, press.ticketId, context) : [];
  return asks.length > 0 ? startInput(buttonValue(press), asks, context) : pressWith(press, {}, false);
}

/** '备注 客户很急', '转派 王工', '填写 营业执照号 9133…'; null when the action takes no words and got some. */
export function commandSaid(type: string, ticketId: number, tail: string, context: Context): Intent | null {
  const command = (input: CommandIntent['input']): CommandIntent => ({
    kind: 'command',
    type,
    ticketId,
    input,
    endsDialogue: false,
  });
  if (tail === '') {
    const asks = asksOf(type, ticketId, context);
    if (asks.length === 0) return command({});
    return startInput(buttonValue({ action: type, ticketId, version: 0 }), asks, context);
  }
  if (type === 'fill') {
    const filled = fieldSaid(ticketId, tail, context);
    return filled && command(filled);
  }
  const key = TAILS[type];
  return key === undefined ? null : command({ [key]: tail });
}

/** A step by its key, with the words after it as the first thing it asks: '驳回 证件不清晰'. */
export function stepSaid(ticketId: number, key: string, tail: string, context: Context): Intent | null {
  const step = context.ticket?.sop.transitions[key];
  const input = tail === '' ? undefined : step?.input.find(({ type }) => type !== 'file');
  if (tail !== '' && !input) return null;
  return {
    kind: 'command',
    type: 'advance',
    ticketId,
    input: { transition: key, ...(input ? { [input.key]: tail } : {}) },
    endsDialogue: false,
  };
}

/** A field by its label at the head of what was said, the longest first, and the rest as its value. */
function fieldSaid(
  ticketId: number,
  said: string,
  context: Context,
): Readonly<Record<string, string>> | null {
  if (context.ticket?.id !== ticketId) return null;
  const key = keyOf(said);
  const found = Object.values(context.ticket.sop.fields)
    .flatMap((field) => [field.label['zh-CN'], field.label.en, field.key].map((label) => ({ field, label })))
    .filter(({ label }) => key.startsWith(keyOf(label)))
    .sort((a, b) => b.label.length - a.label.length)[0];
  const value = found ? said.slice(found.label.length).replace(/^[\s:：=,，]+/u, '') : '';
  return found && value !== '' ? { [found.field.key]: value } : null;
}
