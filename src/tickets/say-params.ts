/** What every text about a ticket is given to fill its braces with. Personal values never leave by this way. */

import { teamOf } from '../people/staff.js';
import { nextState } from '../sop/machine.js';
import type { Field } from '../sop/sop.js';
import type { Facts } from './facts.js';
import { type Reader, stateLabel, valueParam } from './labels.js';
import type { Param } from './refusal.js';
import type { Fields, Ticket } from './ticket.js';

export type Params = Readonly<Record<string, Param>>;

/** `inputs` are those of the step that was taken. The words of our own win over a field of the same name. */
export function sayParams(
  ticket: Ticket,
  facts: Facts,
  reader: Reader,
  inputs: { readonly fields: readonly Field[]; readonly values: Fields } = { fields: [], values: {} },
): Params {
  const { sop } = facts;
  const next = nextState(sop, ticket.state);
  return {
    ...valuesOf(Object.values(sop.fields), ticket.fields),
    ...valuesOf(inputs.fields, inputs.values),
    ticket: ticket.id,
    title: ticket.title,
    state: stateLabel(sop, ticket.state, reader),
    next: next === null ? { message: 'word.no_next' } : stateLabel(sop, next, reader),
    assignee: assigneeParam(ticket, facts),
    requester: { person: `requester:${ticket.requesterId}` },
    queue: queueParam(ticket, facts),
  };
}

/** Who serves it: the assignee, and before there is one the team that will. */
export function assigneeParam(ticket: Ticket, { directory }: Facts): Param {
  if (ticket.assigneeId !== null) return { person: `member:${ticket.assigneeId}` };
  const team = teamOf(directory, ticket.queue);
  return team ? { text: team.name } : { message: 'word.nobody' };
}

function queueParam({ queue }: Ticket, { directory }: Facts): Param {
  const name = directory.queues.get(queue)?.name;
  return name ? { text: name } : queue;
}

/** A field nobody filled yet is empty: a text never shows its braces. */
function valuesOf(fields: readonly Field[], values: Fields): Params {
  const params: Record<string, Param> = {};
  for (const field of fields) {
    if (field.personal) continue;
    const value = values[field.key];
    params[field.key] = value === undefined ? '' : valueParam(field, value);
  }
  return params;
}
