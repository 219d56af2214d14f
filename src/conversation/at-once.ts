/** The questions of an intake asked at once, where the platform has inputs: the same dialogue, shown as one form. */
import type { Field } from '../sop/sop.js';
import { isBlank } from '../tickets/input.js';
import { isRefusal } from '../tickets/refusal.js';
import type { Context } from './context.js';
import { type Asking, intakeFields, proceed, readAs } from './dialogue.js';
import type { Intent } from './intent.js';
import { type ExpectedNo, refuseHere } from './refusals.js';

type Intake = Extract<Asking, { kind: 'intake' }>;

/** Fewer are said as fast as they are filled in. */
const FEWEST = 3;
/** Longer lists than these no card holds. */
const MOST_OPTIONS = 150;

/** The same question within a form of all that is left, where there are enough and the platform has inputs for them. */
export function atOnce(intent: Intent, context: Context): Intent {
  if (intent.kind !== 'ask' || intent.dialogue.kind !== 'intake') return intent;
  const { dialogue, question } = intent;
  const { field: next, error, resumed } = question;
  const fields = fieldsLeft(dialogue, context);
  // That nothing is thrown away by one word is asked by itself, and so is what no form can take.
  if (question.restarts !== undefined || !fields.some(({ key }) => key === next.key)) return intent;
  return {
    ...{ kind: 'ask_at_once', dialogue: { ...dialogue, atOnce: true }, fields, next },
    wrong: error ? { [next.key]: error } : {},
    ...(resumed ? { resumed } : {}),
  };
}

/** What was asked at once is asked so again. */
export function asBefore(dialogue: Asking, intent: Intent, context: Context): Intent {
  return dialogue.kind === 'intake' && dialogue.atOnce ? atOnce(intent, context) : intent;
}

/** Of all that is asked at once, files answer what asks for files. */
export function askingForFiles(dialogue: Asking, context: Context): Asking {
  if (dialogue.kind !== 'intake' || !dialogue.atOnce) return dialogue;
  const sop = context.sops.find(({ key }) => key === dialogue.sop);
  const field = sop && intakeFields(sop).find(({ type }) => type === 'file');
  return field ? { ...dialogue, asking: field.key } : dialogue;
}

/** The form that was sent; what was right of it is kept, whatever else was wrong. */
export function submitAtOnce(
  startedAt: string,
  input: Readonly<Record<string, unknown>>,
  context: Context,
): Intent {
  const { dialogue, now } = context;
  // Another one, or the same begun anew, must not be answered by what was filled in for this.
  if (dialogue?.kind !== 'intake' || String(dialogue.startedAt) !== startedAt)
    return { kind: 'refused', refusal: refuseHere('question_over') };
  const fields = fieldsLeft(dialogue, context);
  const { answers, wrong } = readForm(fields, input, dialogue, context);
  const read: Intake = { ...dialogue, answers, askedAt: now };
  const next = fields.find(({ key }) => Object.hasOwn(wrong, key));
  if (!next) return proceed(read, context);
  const asked: Intake = { ...read, asking: next.key, atOnce: true };
  return { kind: 'ask_at_once', dialogue: asked, fields, next, wrong };
}

function readForm(
  fields: readonly Field[],
  input: Readonly<Record<string, unknown>>,
  dialogue: Intake,
  context: Context,
) {
  const answers: Record<string, unknown> = { ...dialogue.answers };
  const wrong: Record<string, ExpectedNo> = {};
  for (const field of fields) {
    const { key } = field;
    const read =
      isBlank(input[key]) && !field.required ? { value: null } : readAs(field, input[key], dialogue, context);
    if (isRefusal(read)) {
      wrong[key] = read;
      delete answers[key];
    } else answers[key] = read.value;
  }
  return { answers, wrong };
}

/** What can stand in the form. An answer that may not be shown, or that no input can show, is not asked for again. */
function fieldsLeft({ sop: named, answers }: Intake, context: Context): readonly Field[] {
  const { forms } = context.capabilities;
  const sop = context.sops.find(({ key }) => key === named);
  if (!sop || forms === 'none') return [];
  const fields = intakeFields(sop).filter(({ type }) => type !== 'file' || forms === 'modal');
  const options = fields.reduce((sum, field) => sum + optionsOf(field, context), 0);
  if (fields.length < FEWEST || options > MOST_OPTIONS) return [];
  return fields.filter(
    ({ key, type, personal }) => !((personal || type === 'file') && (answers[key] ?? null) !== null),
  );
}

function optionsOf({ type, choices, table }: Field, { directory }: Context): number {
  return type === 'member' ? directory.members.size : (choices ?? table?.rows ?? []).length;
}
