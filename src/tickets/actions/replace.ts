/** 重传: another file in the place of one that was sent; the old one stays in the record. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { teamOf } from '../../people/staff.js';
import type { Field } from '../../sop/sop.js';
import { defineAction } from '../action.js';
import { sameWord } from '../answers/said.js';
import { closedRefusal } from '../closed.js';
import { documentPassed, documentsAsked } from '../documents.js';
import type { Facts } from '../facts.js';
import { isFiles } from '../filed.js';
import { invalidInput, readAnswer } from '../input.js';
import { ask } from '../questions.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { requester } from '../rules.js';
import type { Ticket } from '../ticket.js';

export const replace = defineAction({
  type: 'replace',
  words: { 'zh-CN': ['重传', '重新上传'], en: ['replace', 'send again'] },
  label: { 'zh-CN': '重传', en: 'Send again' },
  of: 'requester',
  input: z.strictObject({
    files: z.array(z.unknown()).max(100).optional(),
    /** Key or label, where more than one was sent. */
    document: z.string().max(100).optional(),
  }),
  may: requester,
  stale: false,
  decide(ticket, { files, document: said }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    const field = documentFor(ticket, said, facts);
    if (isRefusal(field)) return field;
    const passed = documentPassed(field, ticket, facts);
    if (passed) return passed;
    if (!files?.length) return ask({ ...field, key: 'files', required: true });
    const { directory, today } = facts;
    const read = readAnswer(field, files, {
      directory,
      today,
      team: teamOf(directory, ticket.queue)?.id ?? '',
    });
    if (isRefusal(read)) return invalidInput({ files: read });
    return [
      {
        type: 'fieldsFilled',
        at: facts.now,
        by: actorName(facts.actor),
        fields: { [field.key]: read.value },
      },
    ];
  },
});

/** The one that is named; without a name the only one there is to replace. */
function documentFor(ticket: Ticket, said: string | undefined, facts: Facts): Field | Refusal {
  const asked = documentsAsked(facts);
  if (asked.length === 0) return refuse('no_documents');
  const named =
    said === undefined
      ? asked.filter(({ key }) => isFiles(ticket.fields[key] ?? ''))
      : asked.filter(
          ({ key, label }) => key === said || sameWord(label['zh-CN'], said) || sameWord(label.en, said),
        );
  const [field, ...others] = named;
  return field && others.length === 0
    ? field
    : refuse('which_document', { fields: asked.map(({ label }) => ({ text: label })) });
}
