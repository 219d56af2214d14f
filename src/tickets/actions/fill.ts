/** 填写: gives fields a value, or a better one. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { teamOf } from '../../people/staff.js';
import type { Field } from '../../sop/sop.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import type { Facts } from '../facts.js';
import { fillable } from '../fillable.js';
import { roleHolders } from '../holders.js';
import { invalidInput, readAnswers } from '../input.js';
import { ask } from '../questions.js';
import { belowLine } from '../red-line.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { gradeOfFields, regraded } from '../regrade.js';
import { anyOf, requester, staff } from '../rules.js';
import type { Fields, Ticket } from '../ticket.js';
import { titleOf } from '../title.js';

export const fill = defineAction({
  type: 'fill',
  words: { 'zh-CN': ['填写', '修改'], en: ['fill', 'edit'] },
  label: { 'zh-CN': '填写', en: 'Fill in' },
  // Field key -> value. `field` names the one to be asked for, as a button does.
  input: z.record(z.string().max(60), z.unknown()),
  may: anyOf(requester, staff),
  stale: true,
  decide(ticket, { field: only, ...input }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    const fields = fillable(ticket, facts);
    const keys = Object.keys(input);
    const named = keys.length === 0 && typeof only === 'string' ? [only] : keys;
    const wrong = named.flatMap((key) =>
      fields.some((field) => field.key === key) ? [] : [[key, closedField(key, ticket, facts)] as const],
    );
    if (wrong.length > 0) return invalidInput(Object.fromEntries(wrong));
    // Whoever mends one thing need not write the others again.
    if (keys.length === 0)
      return ask(
        ...fields
          .filter((field) => asked(field, only))
          .map((field) => ({ ...field, required: typeof only === 'string' })),
      );
    const { directory, today } = facts;
    const team = teamOf(directory, ticket.queue)?.id ?? '';
    const read = readAnswers(fields, input, { directory, team, today });
    if (isRefusal(read)) return read;
    const changed = Object.entries(read.values).filter(([key, value]) => ticket.fields[key] !== value);
    if (changed.length === 0) return [];
    const filled = Object.fromEntries(changed);
    const after = { ...ticket.fields, ...filled };
    const below = belowLine(filled, after, facts.sop);
    if (below) return below;
    const title = titleOf(facts.sop, after, facts);
    return [
      {
        type: 'fieldsFilled',
        at: facts.now,
        by: actorName(facts.actor),
        fields: filled,
        ...(title === ticket.title ? {} : { title }),
      },
      ...gradedAnew(ticket, after, facts),
    ];
  },
});

/** Another impact or urgency makes another priority, unless somebody decided against the matrix. */
function gradedAnew(ticket: Ticket, after: Fields, facts: Facts) {
  const [was, is] = [gradeOfFields(ticket.fields, facts), gradeOfFields(after, facts)];
  const decided = was !== undefined && was !== ticket.priority;
  return is === undefined || is === was || decided ? [] : regraded(ticket, is, null, facts);
}

/** The one named, or all that are words: files have an action of their own. */
function asked({ key, type }: Field, only: unknown): boolean {
  return typeof only === 'string' ? key === only : type !== 'file';
}

function closedField(key: string, ticket: Ticket, facts: Facts): Refusal {
  const { sop } = facts;
  const field = Object.hasOwn(sop.fields, key) ? sop.fields[key] : undefined;
  if (!field) return refuse('unknown_input', { input: key });
  const holder = roleHolders(['agent'], ticket.queue, facts);
  return refuse('not_fillable', { field: { text: field.label }, holder });
}
