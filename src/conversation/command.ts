/** From what was typed to an action with its input. What is still missing the rules ask for. */
import { ARGUMENTS, type CommandIntent } from './complete.js';
import type { Context } from './context.js';
import { effortSaid } from './effort-said.js';
import { partSaid } from './part-said.js';
import { keyOf, type Numbered, takeNumber } from './said.js';

/** The input that words typed after the action's own word are. */
const TAILS: Readonly<Record<string, string>> = {
  ...ARGUMENTS,
  note: 'text',
  reply: 'text',
  human: 'text',
  decline: 'reason',
  hold: 'reason',
  deny: 'reason',
  watch: 'who',
  link: 'ticket',
  unlink: 'ticket',
  merge: 'ticket',
  split: 'part',
  recommend: 'score',
  withdraw_effort: 'entry',
};

/** '备注 客户很急', '转派 王工', '填写 营业执照号 9133…'; null when the action takes no words and got some. */
export function commandSaid(
  type: string,
  ticketId: number,
  tail: string,
  context: Context,
): CommandIntent | null {
  const command = (input: CommandIntent['input']): CommandIntent => ({
    ...{ kind: 'command', type, ticketId, input },
    endsDialogue: false,
  });
  if (tail === '') return command({});
  if (type === 'fill') {
    const filled = fieldSaid(ticketId, tail, context);
    return filled && command(filled);
  }
  if (type === 'divide') return command(partSaid(tail, context));
  if (type === 'log_effort' || type === 'correct_effort')
    return command(effortSaid(tail, type === 'correct_effort', context));
  const key = TAILS[type];
  return key === undefined ? null : command({ [key]: tail });
}

/** '备注 #12 客户很急': the ticket between the word and what it takes, but for words that take another ticket. */
export function numberLed(type: string, tail: string): Numbered | null {
  if (TAILS[type] === 'ticket') return null;
  const led = /^[#＃]/u.test(tail) ? takeNumber({ text: tail, key: keyOf(tail) }) : null;
  return led?.ticketId === null ? null : led;
}

/** A step by its key, with the words after it as the first thing it asks: '驳回 证件不清晰'. */
export function stepSaid(
  ticketId: number,
  key: string,
  tail: string,
  context: Context,
): CommandIntent | null {
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

/** A field by its label at the head of what was said, the longest first, and the rest as its value; no rest asks for it. */
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
  if (!found) return null;
  const value = said.slice(found.label.length).replace(/^[\s:：=,，]+/u, '');
  return value === '' ? { field: found.field.key } : { [found.field.key]: value };
}
