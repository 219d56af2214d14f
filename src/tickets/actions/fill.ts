/** 填写: gives fields a value, or a better one. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { teamOf } from '../../people/staff.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import { fillable } from '../fillable.js';
import { roleHolders } from '../holders.js';
import { invalidInput, readAnswers } from '../input.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { anyOf, requester, staff } from '../rules.js';

export const fill = defineAction({
  type: 'fill',
  words: { 'zh-CN': ['填写', '修改'], en: ['fill', 'edit'] },
  label: { 'zh-CN': '填写', en: 'Fill in' },
  // Field key -> value.
  input: z.record(z.string().max(60), z.unknown()),
  may: anyOf(requester, staff),
  stale: true,
  decide(ticket, input, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    const { sop, directory } = facts;
    const fields = fillable(ticket, facts);
    const wrong: Record<string, Refusal> = {};
    for (const key of Object.keys(input)) {
      if (fields.some((field) => field.key === key)) continue;
      const field = Object.hasOwn(sop.fields, key) ? sop.fields[key] : undefined;
      wrong[key] = field
        ? refuse('not_fillable', {
            field: { text: field.label },
            holder: roleHolders(['agent'], ticket.queue, facts),
          })
        : refuse('unknown_input', { input: key });
    }
    if (Object.keys(wrong).length > 0) return invalidInput(wrong);
    const read = readAnswers(fields, input, { directory, team: teamOf(directory, ticket.queue)?.id ?? '' });
    if (isRefusal(read)) return read;
    const changed = Object.entries(read.values).filter(([key, value]) => ticket.fields[key] !== value);
    if (changed.length === 0) return [];
    return [
      {
        type: 'fieldsFilled',
        at: facts.now,
        by: actorName(facts.actor),
        fields: Object.fromEntries(changed),
      },
    ];
  },
});
