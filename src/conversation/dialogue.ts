/** A row of questions, one at a time: the intake of a new ticket, or the input of an action. */
import { localDate } from '../calendar/business-hours.js';
import { parseButton } from '../platform/button.js';
import type { Field, Sop } from '../sop/sop.js';
import type { AnswerFacts } from '../tickets/answers/reader.js';
import { readAnswer } from '../tickets/input.js';
import { isRefusal } from '../tickets/refusal.js';
import { complete } from './complete.js';
import type { Context } from './context.js';
import type { Dialogue } from './dialogue-state.js';
import type { Intent, Question } from './intent.js';
import { type ExpectedNo, refuseHere } from './refusals.js';
import { dateSaid } from './when.js';

/** A draft is no row of questions. */
export type Asking = Extract<Dialogue, { kind: 'intake' | 'input' }>;

export function isAsking(dialogue: Dialogue | null): dialogue is Asking {
  return dialogue !== null && (dialogue.kind === 'intake' || dialogue.kind === 'input');
}

/** After this long a text is more likely news than an answer: the question is asked again first. */
const STALE_MS = 12 * 60 * 60_000;

/** The fields an intake asks, in the order the SOP names them. */
export function intakeFields(sop: Sop): readonly Field[] {
  return Object.values(sop.fields).filter((field) => field.intake);
}

/** Begins to ask what an action wants to know, where the platform has no form. */
export function startInput(button: string, asks: readonly Field[], context: Context): Intent {
  const [first] = asks;
  if (!first) return refused('question_over');
  const { now } = context;
  return ask(
    { kind: 'input', button, asks, answers: {}, asking: first.key, startedAt: now, askedAt: now },
    context,
  );
}

/** Takes what was said or sent as the answer to the present question. */
export function answer(dialogue: Asking, raw: unknown, context: Context): Intent {
  const field = questionsOf(dialogue, context).find(({ key }) => key === dialogue.asking);
  if (!field) return proceed(dialogue, context);
  if (context.now - dialogue.askedAt > STALE_MS) return ask(dialogue, context, { resumed: true });
  const read = readAs(field, raw, dialogue, context);
  if (isRefusal(read)) return ask(dialogue, context, { error: read });
  return proceed({ ...dialogue, answers: { ...dialogue.answers, [field.key]: read.value } }, context);
}

/** What was said or filled in as the value of a field, or why it is none. */
export function readAs(field: Field, raw: unknown, dialogue: Asking, context: Context) {
  const facts = { directory: context.directory, ...whoMayBeNamed(dialogue, context) };
  return readAnswer(field, meant(field, raw, context), facts);
}

/** 上一步: asks the question before this one again; at the first one, that one. */
export function back(dialogue: Asking, context: Context): Intent {
  const fields = questionsOf(dialogue, context);
  const index = fields.findIndex(({ key }) => key === dialogue.asking);
  const before = fields[Math.max(0, index - 1)];
  return before ? ask({ ...dialogue, asking: before.key }, context) : refused('question_over');
}

/** An answer that was well written and is wrong all the same: it alone is asked for again; null when it was never asked. */
export function askAgain(dialogue: Asking, key: string, error: ExpectedNo, context: Context): Intent | null {
  if (!questionsOf(dialogue, context).some((field) => field.key === key)) return null;
  const { [key]: _, ...answers } = dialogue.answers;
  return ask({ ...dialogue, answers, asking: key }, context, { error });
}

/** 跳过: an optional question is left out; a required one is asked again. */
export function skip(dialogue: Asking, context: Context): Intent {
  const field = questionsOf(dialogue, context).find(({ key }) => key === dialogue.asking);
  if (!field) return proceed(dialogue, context);
  // An empty answer is refused by the same rule that refuses it anywhere.
  if (field.required) return answer({ ...dialogue, askedAt: context.now }, '', context);
  return proceed({ ...dialogue, answers: { ...dialogue.answers, [field.key]: null } }, context);
}

/** 继续: the present question again. */
export function resume(dialogue: Asking, context: Context): Intent {
  return ask(dialogue, context, { resumed: true });
}

/** So many answers are not thrown away by one word. */
const MANY_ANSWERS = 2;

/** 重新开始: the first question again and no answers; where there are several, it is asked once whether that is meant. */
export function restart(dialogue: Asking, context: Context, sure: boolean): Intent {
  const answered = Object.keys(dialogue.answers).length;
  if (answered >= MANY_ANSWERS && !(sure && dialogue.restarting))
    return ask(dialogue, context, { restarts: answered });
  const [first] = questionsOf(dialogue, context);
  return first
    ? ask({ ...dialogue, answers: {}, asking: first.key, startedAt: context.now }, context)
    : refused('question_over');
}

/** The next question without an answer, or the command when there is none. */
export function proceed(dialogue: Asking, context: Context): Intent {
  const next = questionsOf(dialogue, context).find(({ key }) => !Object.hasOwn(dialogue.answers, key));
  if (next) return ask({ ...dialogue, asking: next.key }, context);
  const answers = Object.fromEntries(Object.entries(dialogue.answers).filter(([, value]) => value !== null));
  if (dialogue.kind === 'input')
    return complete(dialogue.button, answers, context) ?? refused('button_unreadable');
  const { sop, categoryPath, requesterId } = dialogue;
  const begun = {
    sop,
    ...(categoryPath === undefined ? {} : { categoryPath }),
    ...(requesterId === undefined ? {} : { requesterId }),
  };
  return { kind: 'command', type: 'open', input: { ...begun, fields: answers }, endsDialogue: true };
}

export function ask(
  dialogue: Asking,
  context: Context,
  more: Pick<Question, 'error' | 'resumed' | 'restarts'> = {},
): Intent {
  const fields = questionsOf(dialogue, context);
  const index = fields.findIndex(({ key }) => key === dialogue.asking);
  const field = fields[index];
  // The SOP was published anew and asks this no more.
  if (!field) return fields.length > 0 ? proceed(dialogue, context) : refused('question_over');
  const { restarting: _, ...standing } = dialogue.kind === 'intake' ? alone(dialogue) : dialogue;
  return {
    kind: 'ask',
    dialogue: {
      ...standing,
      askedAt: context.now,
      ...(more.restarts === undefined ? {} : { restarting: true }),
    },
    question: {
      ...(dialogue.kind === 'intake' ? { sop: dialogue.sop } : { button: dialogue.button }),
      field,
      step: index + 1,
      of: fields.length,
      answered: Object.keys(dialogue.answers).length,
      ...more,
    },
  };
}

/** A question by itself is no form any more. */
const alone = ({ atOnce: _, ...dialogue }: Extract<Asking, { kind: 'intake' }>) => dialogue;

function questionsOf(dialogue: Asking, context: Context): readonly Field[] {
  if (dialogue.kind === 'input') return dialogue.asks;
  const sop = context.sops.find(({ key }) => key === dialogue.sop);
  return sop ? intakeFields(sop) : [];
}

/** What was said, as the rules read it: '2' is the second choice unless a choice is called '2', '明天' is a date. */
function meant(field: Field, raw: unknown, { now, tz }: Context): unknown {
  if (typeof raw !== 'string') return raw;
  if (field.type === 'date') return dateSaid(raw, now, tz) ?? raw;
  if (!field.choices) return raw;
  const digits = raw.normalize('NFKC').trim();
  const named = field.choices.some(({ value, label }) => [value, label['zh-CN'], label.en].includes(digits));
  if (named || !/^\d{1,2}$/u.test(digits)) return raw;
  return field.choices[Number(digits) - 1]?.value ?? raw;
}

/** Whom a `member` question may name: somebody of the team who is there. An errand may name anybody of the house. */
function whoMayBeNamed(dialogue: Asking, context: Context): Pick<AnswerFacts, 'team' | 'today'> {
  if (dialogue.kind === 'input' && isErrand(dialogue.button, context)) return { team: null, today: null };
  const sop = dialogue.kind === 'intake' ? context.sops.find(({ key }) => key === dialogue.sop) : undefined;
  const queue = sop?.queue ?? context.ticket?.queue;
  const team = (queue !== undefined && context.directory.queues.get(queue)?.team) || '';
  return { team, today: localDate(context.tz, context.now) };
}

function isErrand(button: string, { errands }: Context): boolean {
  return errands.some(({ type }) => type === parseButton(button)?.action);
}

function refused(code: Parameters<typeof refuseHere>[0]): Intent {
  return { kind: 'refused', refusal: refuseHere(code) };
}
