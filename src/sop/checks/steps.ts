/** Every step: somebody is waited for, its limit can be kept, its checklist is demanded, its replies exist. */

import { transitionsFrom } from '../machine.js';
import { suggest } from '../nearest.js';
import { placeholdersOf, SAY_VARIABLES } from '../placeholders.js';
import { own } from '../record.js';
import type { Check } from '../report.js';
import type { Limit } from '../sop.js';

export const checkSteps: Check = (sop, known, report) => {
  const queue = (path: string[], id: string) => {
    if (!known.queues.includes(id))
      report(
        path,
        `expected a queue, got ${JSON.stringify(id)}`,
        suggest(id, known.queues, 'add it to desk.yaml'),
      );
  };
  queue(['queue'], sop.queue);
  for (const { key, category, owner, givenTo, leave, limit, checklist, replies } of Object.values(
    sop.states,
  )) {
    const at = ['states', key];
    if (owner === null && category !== 'resolved' && category !== 'closed')
      report(
        at,
        `expected an owner for a state of category ${category}, got nothing`,
        'add "owner: requester", "owner: assignee", "owner: role:<role>" or "owner: queue:<name>"',
      );
    if (givenTo !== undefined && !known.roles.includes(givenTo))
      report(
        [...at, 'owner'],
        `expected a role that may act, got ${JSON.stringify(givenTo)}`,
        suggest(givenTo, known.roles, 'add it under "roles" in desk.yaml'),
      );
    if (owner?.startsWith('queue:')) queue([...at, 'owner'], owner.slice('queue:'.length));
    if (limit && category === 'closed')
      report(
        [...at, 'limit'],
        'expected no limit on a closed state, got one',
        'remove it: nobody works there',
      );
    if (leave.length > 0 && category === 'closed')
      report(
        [...at, 'leave'],
        'expected no text on the way out of a closed state, got one',
        'say it with "enter": nobody leaves a closed state',
      );
    const limits = limit ? [limit.within, ...Object.values(limit.byPriority ?? {})] : [];
    if (limits.some((within) => limit?.warn && !earlier(limit.warn, within)))
      report(
        [...at, 'limit', 'warn'],
        'expected a warning shorter than the limit itself, got a longer one',
        'write how long before the end the owner is warned, such as "warn: 30m"',
      );
    const demanded = transitionsFrom(sop, key).some(({ when }) =>
      when.some(({ guard }) => guard === 'checklist_done'),
    );
    if (checklist.length > 0 && !demanded)
      report(
        [...at, 'checklist'],
        'expected a transition from here with "when: { checklist: done }", got none',
        'add the condition to the transition that must wait for the ticks, or remove the list',
      );
    replies.forEach((reply, index) => {
      const words = known.replies[reply];
      if (words === undefined)
        report(
          [...at, 'replies', index],
          `expected a canned reply, got ${JSON.stringify(reply)}`,
          suggest(reply, Object.keys(known.replies), 'add it to a file in replies/'),
        );
      for (const word of words ?? []) {
        if (own(sop.fields, word)?.personal)
          report(
            [...at, 'replies', index],
            `expected no personal field in a canned reply, got {${word}} in ${reply}`,
            'leave it out: texts go through chats, and personal values do not',
          );
        if (!SAY_VARIABLES.includes(word) && !Object.hasOwn(sop.fields, word))
          report(
            [...at, 'replies', index],
            `expected the canned reply ${reply} to use fields of this SOP, got {${word}}`,
            suggest(word, [...placeholdersOf(sop)], `add a field ${word}, or change the reply`),
          );
      }
    });
  }
  for (const { key, from, when } of Object.values(sop.transitions)) {
    if (!when.some(({ guard }) => guard === 'checklist_done')) continue;
    for (const state of from)
      if (sop.states[state]?.checklist.length === 0)
        report(
          ['transitions', key, 'when', 'checklist'],
          `expected a checklist in the state ${JSON.stringify(state)}, got none`,
          `add "checklist: { … }" to ${state}, or remove the condition`,
        );
  }
};

/** Days are worth what the calendar says, so only what holds in every calendar is refused. */
function earlier(warn: Limit['within'], within: Limit['within']): boolean {
  return warn.days !== within.days ? warn.days < within.days : warn.ms < within.ms;
}
