/** An intake asked at once: the form as a card, what was wrong with it at its fields, and its end once it was taken. */
import { intakeFormCard, sentFormCard } from '../cards/intake-form.js';
import { intakeFields } from '../conversation/dialogue.js';
import type { Intent } from '../conversation/intent.js';
import { parseButton } from '../platform/button.js';
import type { Reply } from '../platform/reply.js';
import { memberOptions, titleOf } from './ask.js';
import { type Matter, settle } from './matter.js';
import { type Answer, message } from './speak.js';

export function askAtOnce(
  matter: Matter,
  intent: Extract<Intent, { kind: 'ask_at_once' }>,
): Promise<Reply | null> {
  const { inbound, reader, deadline } = matter;
  const { dialogue, fields, next, wrong, resumed = false } = intent;
  const { wording } = reader;
  // A form that came back wrong stays open as it was filled in; where it is too late for that, it comes anew.
  if (inbound.content.kind === 'form' && !deadline.passed) {
    const errors = Object.entries(wrong).map(([key, error]) => [key, wording.refusal(error)]);
    const answer: Answer = { reply: { fieldErrors: Object.fromEntries(errors) }, outbox: [] };
    return settle(matter, answer, dialogue);
  }
  const { sop, answers, startedAt } = dialogue;
  const title = titleOf(matter, { sop });
  const members = memberOptions(matter);
  const facts = { title, startedAt, asks: fields, members, answers, next, wrong, resumed };
  return settle(matter, message(inbound, reader, intakeFormCard(facts, wording)), dialogue);
}

/** A form whose answers were taken is no form any more: a second press would be a second ticket. */
export function closingForm(
  matter: Matter,
  answers: Readonly<Record<string, unknown>>,
  answer: Answer,
): Answer {
  const { inbound, reader, context, deadline } = matter;
  const { content } = inbound;
  const { dialogue } = context;
  if (content.kind !== 'form' || dialogue?.kind !== 'intake' || deadline.passed) return answer;
  const sop = reader.edition.content.latest[dialogue.sop];
  if (!sop || parseButton(content.form)?.action !== 'intake') return answer;
  const title = titleOf(matter, { sop: sop.key });
  const card = sentFormCard(title, intakeFields(sop), answers, reader.wording);
  return { ...answer, reply: { ...answer.reply, card } };
}
