/** 拆分: a part of what was asked becomes a ticket of its own; what is not said anew is copied. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { teamOf } from '../../people/staff.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import { invalidInput, readAnswers } from '../input.js';
import { copied, intakeFields } from '../open-like.js';
import { ask } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { staff } from '../rules.js';

export const split = defineAction({
  type: 'split',
  words: { 'zh-CN': ['拆分', '拆单'], en: ['split'] },
  label: { 'zh-CN': '拆分', en: 'Split' },
  // Field key -> its value on the new ticket, where it is another one. `part` is the first thing the SOP asks.
  input: z.record(z.string().max(60), z.unknown()),
  may: staff,
  stale: false,
  decide(ticket, { part, ...raw }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    const fields = intakeFields(facts);
    const [first] = fields;
    const said = first && part !== undefined ? { [first.key]: part, ...raw } : raw;
    const strange = Object.keys(said).filter((key) => !fields.some((field) => field.key === key));
    if (strange.length > 0)
      return invalidInput(
        Object.fromEntries(strange.map((key) => [key, refuse('unknown_input', { input: key })])),
      );
    if (Object.keys(said).length === 0) return ask(...fields.map((field) => ({ ...field, required: false })));
    const { directory, today, now, actor } = facts;
    const team = teamOf(directory, ticket.queue)?.id ?? '';
    const read = readAnswers(fields, said, { directory, team, today });
    if (isRefusal(read)) return read;
    const other = Object.entries(read.values).filter(([key, value]) => ticket.fields[key] !== value);
    // Nothing in it differs: it would be the same ticket twice.
    if (other.length === 0) return [];
    return [
      {
        ...{ type: 'partSplit', at: now, by: actorName(actor) },
        fields: copied(ticket, facts, Object.fromEntries(other)),
      },
    ];
  },
});
