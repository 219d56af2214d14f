/** 定级: impact and urgency make the priority; whoever wants another one says why. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { gradeOf, PRIORITIES, type Priority } from '../../sop/priority.js';
import type { Field } from '../../sop/sop.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import type { TicketEvent } from '../events.js';
import type { Facts } from '../facts.js';
import { invalidInput, isBlank, readAnswers } from '../input.js';
import { ask, question } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { gradingFields, regraded } from '../regrade.js';
import { staff } from '../rules.js';

const word = z.string().max(60).optional();

export const prioritise = defineAction({
  type: 'prioritise',
  words: { 'zh-CN': ['定级', '改优先级'], en: ['prioritise', 'priority'] },
  label: { 'zh-CN': '定级', en: 'Set the priority' },
  input: z.strictObject({
    impact: word,
    urgency: word,
    priority: word,
    reason: z.string().max(2000).optional(),
  }),
  may: staff,
  stale: true,
  decide(ticket, input, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    const questions = questionsOf(facts);
    if (Object.values(input).every(isBlank)) return ask(...questions);
    const read = readAnswers(questions, input, { directory: facts.directory, team: '', today: null });
    if (isRefusal(read)) return read;
    const { values } = read;
    const keys = gradingFields(facts.sop);
    const impact = values.impact ?? ticket.fields[keys.impact ?? ''];
    const urgency = values.urgency ?? ticket.fields[keys.urgency ?? ''];
    const graded = facts.grading && gradeOf(facts.grading, impact, urgency);
    const chosen = values.priority as Priority | undefined;
    const to = chosen ?? graded;
    if (to === undefined) return ask(...questions.filter(({ key }) => !Object.hasOwn(values, key)));
    // What nobody can look up in the matrix has to stand in the record.
    const reason = to === graded ? null : (values.reason ?? null);
    if (to !== graded && reason === null)
      return invalidInput({
        reason: refuse('override_unexplained', { priority: to, graded: graded ?? ticket.priority }),
      });
    return [
      ...noted(
        { [keys.impact ?? '']: values.impact, [keys.urgency ?? '']: values.urgency },
        ticket.fields,
        facts,
      ),
      ...regraded(ticket, to, reason === null ? null : String(reason), facts),
    ];
  },
});

/** Levels that the SOP has a field for are kept there. */
function noted(
  given: Readonly<Record<string, unknown>>,
  standing: Readonly<Record<string, unknown>>,
  { now, actor }: Facts,
): TicketEvent[] {
  const fields = Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) =>
      key !== '' && typeof value === 'string' && standing[key] !== value ? [[key, value]] : [],
    ),
  );
  return Object.keys(fields).length === 0
    ? []
    : [{ type: 'fieldsFilled', at: now, by: actorName(actor), fields }];
}

function questionsOf({ grading }: Facts): readonly Field[] {
  const optional = (field: Field): Field => ({ ...field, required: false });
  const levels = grading
    ? [
        { ...IMPACT, choices: grading.impact },
        { ...URGENCY, choices: grading.urgency },
      ]
    : [];
  return [...levels, PRIORITY, REASON].map(optional);
}

const IMPACT = question('impact', 'impact', { 'zh-CN': '影响范围', en: 'Impact' });
const URGENCY = question('urgency', 'urgency', { 'zh-CN': '紧急程度', en: 'Urgency' });
const PRIORITY: Field = {
  ...question('priority', 'choice', { 'zh-CN': '改定优先级', en: 'Priority instead' }),
  hint: { 'zh-CN': '不选就按影响范围和紧急程度算', en: 'Left empty: as impact and urgency say' },
  choices: PRIORITIES.map((value) => ({ value, label: { 'zh-CN': value, en: value } })),
};
const REASON: Field = {
  ...question('reason', 'text', { 'zh-CN': '改定的原因', en: 'Why instead' }, { max: 200 }),
  hint: { 'zh-CN': '改定优先级时要写', en: 'Needed where another priority is chosen' },
};
