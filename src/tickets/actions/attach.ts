/** 上传: files go into the field the present step waits for; several messages with one photo each add up. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { teamOf } from '../../people/staff.js';
import type { Field } from '../../sop/sop.js';
import { defineAction } from '../action.js';
import { sameWord } from '../answers/said.js';
import { closedRefusal } from '../closed.js';
import type { Facts } from '../facts.js';
import { filesWanted, fillable } from '../fillable.js';
import { invalidInput, readAnswer } from '../input.js';
import { stateLabel } from '../labels.js';
import { ask } from '../questions.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { anyOf, requester, staff } from '../rules.js';
import type { FileValue, Ticket } from '../ticket.js';
import { readerOf } from '../transitions.js';

export const attach = defineAction({
  type: 'attach',
  words: { 'zh-CN': ['上传', '附件'], en: ['attach', 'upload'] },
  label: { 'zh-CN': '上传文件', en: 'Attach files' },
  input: z.strictObject({
    files: z.array(z.unknown()).max(100).optional(),
    /** Key or label, where more than one field waits for files. */
    field: z.string().max(100).optional(),
  }),
  may: anyOf(requester, staff),
  stale: false,
  decide(ticket, { files, field: said }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    const field = fieldFor(ticket, said, facts);
    if (isRefusal(field)) return field;
    if (!files?.length) return ask({ ...field, key: 'files', required: true });
    const kept = (ticket.fields[field.key] ?? []) as readonly FileValue[];
    const { directory, today } = facts;
    const team = teamOf(directory, ticket.queue)?.id ?? '';
    const added = readAnswer(field, files, { directory, team, today });
    if (isRefusal(added)) return invalidInput({ files: added });
    const fresh = (added.value as readonly FileValue[]).filter(
      ({ id }) => !kept.some((file) => file.id === id),
    );
    if (fresh.length === 0) return refuse('file_attached', { field: { text: field.label } });
    // Read as one, so that the bound on their number holds for all of them.
    const all = readAnswer(field, [...kept, ...fresh], { directory, team, today });
    if (isRefusal(all)) return invalidInput({ files: all });
    return [
      { type: 'fieldsFilled', at: facts.now, by: actorName(facts.actor), fields: { [field.key]: all.value } },
    ];
  },
});

function fieldFor(ticket: Ticket, said: string | undefined, facts: Facts): Field | Refusal {
  const wanted = filesWanted(ticket, facts);
  const open = fillable(ticket, facts).filter(({ type }) => type === 'file');
  const named =
    said === undefined
      ? wanted
      : open.filter(
          ({ key, label }) => key === said || sameWord(label['zh-CN'], said) || sameWord(label.en, said),
        );
  // Staff may add to the only file field there is, even when no step waits for it now.
  const fields = named.length === 0 && said === undefined && facts.actor.kind === 'member' ? open : named;
  const [field] = fields;
  if (!field)
    return refuse('no_file_wanted', { state: stateLabel(facts.sop, ticket.state, readerOf(facts)) });
  return fields.length === 1
    ? field
    : refuse('which_file', { fields: fields.map(({ label }) => ({ text: label })) });
}
