/** 派单 / 转派: gives the ticket to one colleague of the team that serves it. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { teamOf } from '../../people/staff.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import { invalidInput, readAnswer } from '../input.js';
import { ask, question } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { anyOf, assignee, role } from '../rules.js';

/** What is asked where nobody was named. */
const TO = question('to', 'member', { 'zh-CN': '处理人', en: 'Assignee' });

export const assign = defineAction({
  type: 'assign',
  words: { 'zh-CN': ['派单', '转派', '指派'], en: ['assign', 'reassign'] },
  label: { 'zh-CN': '派单', en: 'Assign' },
  input: z.strictObject({ to: z.string().max(100).optional() }),
  may: anyOf(role('lead'), assignee),
  stale: true,
  decide(ticket, { to }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    if (!to?.trim()) return ask(TO);
    const { directory, today } = facts;
    const read = readAnswer(TO, to, { directory, team: teamOf(directory, ticket.queue)?.id ?? '', today });
    if (isRefusal(read)) return invalidInput({ to: read });
    const id = String(read.value);
    if (id === ticket.assigneeId) return refuse('already_assigned', { person: { person: `member:${id}` } });
    return [{ type: 'ticketAssigned', at: facts.now, by: actorName(facts.actor), to: id, claimed: false }];
  },
});
