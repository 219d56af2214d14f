/** How the intake of a ticket begins: from what was said, for whoever it is for, past the tickets that are like it. */

import type { Field, Sop } from '../sop/sop.js';
import { atOnce } from './at-once.js';
import type { Context } from './context.js';
import { type Asking, answer, ask, intakeFields } from './dialogue.js';
import type { Beginning } from './dialogue-state.js';
import { forWhom } from './draft.js';
import type { Intent } from './intent.js';

/** Begins an intake; an SOP that asks nothing opens its ticket at once. `said` is what followed its word: '报修 打印机卡纸'. */
export function startIntake(sop: Sop, context: Context, said = '', categoryPath?: string): Intent {
  const requesterId = forWhom(context);
  const begins: Beginning = {
    ...{ sop: sop.key, said },
    ...(categoryPath === undefined ? {} : { categoryPath }),
    ...(requesterId === undefined ? {} : { requesterId }),
  };
  const intent = goOn(sop, begins, context);
  const opens = intent.kind === 'ask' || intent.kind === 'ask_at_once' || intent.kind === 'command';
  return opens ? { ...intent, begins } : intent;
}

/** The same once it is known that nothing like it is open, or that it is another matter all the same. */
export function goOn(sop: Sop, begins: Beginning, context: Context): Intent {
  const { said, ...begun } = begins;
  const fields = intakeFields(sop);
  const [first] = fields;
  if (!first) return { kind: 'command', type: 'open', input: { ...begun, fields: {} }, endsDialogue: true };
  const { content, now } = context;
  const dialogue: Asking = {
    ...{ kind: 'intake', ...begun, content, answers: {}, asking: first.key },
    ...{ startedAt: now, askedAt: now },
  };
  const described = said === '' ? undefined : description(fields);
  const asked = described
    ? answer({ ...dialogue, asking: described.key }, said, context)
    : ask(dialogue, context);
  return atOnce(asked, context);
}

/** The field that takes a message as it stands: what happened, rather than where or to whom. */
function description(fields: readonly Field[]): Field | undefined {
  return fields.find(({ type }) => type === 'long_text') ?? fields.find(({ type }) => type === 'text');
}
