/** A14: whatever step of whatever SOP stands still, nobody hears of it a second too early, and whoever holds it does at the second. */
import { describe, expect, test } from '@jest/globals';
import type { Sop, State } from '../../src/sop/sop.js';
import { decide } from '../../src/tickets/decide.js';
import { evolveAll } from '../../src/tickets/evolve.js';
import { startLimit } from '../../src/tickets/limit.js';
import { react } from '../../src/tickets/react.js';
import { timersOfStay } from '../../src/tickets/timers.js';
import { shippedContent } from '../sop/shipped.js';
import { someTicket } from '../support/change.js';
import { by, factsFor, START } from '../support/given.js';
import { castOf } from './cast.js';

const steps = Object.values(shippedContent().latest).flatMap((sop) =>
  Object.values(sop.states).flatMap((state) =>
    state.limit === null ? [] : [[`${sop.title['zh-CN']}「${state.label['zh-CN']}」`, sop, state] as const],
  ),
);

/** A ticket that entered the state on Monday at nine, in the hands of 林晓. */
function standing(sop: Sop, { key: state, category, owner }: State) {
  const world = { sop, directory: castOf(sop) };
  const limit = startLimit(sop.states[state] as State, 'P3', factsFor(by.system, world));
  const queue = owner?.startsWith('queue:') ? owner.slice('queue:'.length) : sop.queue;
  const place = { sop: sop.key, state, category, queue, enteredAt: START };
  return { ticket: someTicket(7, { ...place, assigneeId: 'lin', fields: {}, limit }), world };
}

describe('A14: a step that stands still', () => {
  test('there are steps to look at', () => {
    expect(steps.length).toBeGreaterThan(15);
  });

  test.each(steps)('%s: silent a second before its limit, told of at it', (_name, sop, state) => {
    const { ticket, world } = standing(sop, state);
    const { dueAt } = ticket.limit ?? { dueAt: 0 };
    const command = {
      ...{ type: 'expire', ticketId: 7, input: { visit: 1 }, actor: by.system },
      cause: { kind: 'timer', key: 'spec' } as const,
    };
    const at = (now: number) => factsFor(by.system, { ...world, now });
    expect(timersOfStay(ticket, at(START)).find(({ rule }) => rule === 'limit')).toMatchObject({ dueAt });
    expect(decide(command, ticket, at(dueAt - 1_000))).toMatchObject({ refused: 'not_due' });
    const decision = decide(command, ticket, at(dueAt));
    if (!('events' in decision)) throw new Error(`expected it to pass, got ${JSON.stringify(decision)}`);
    const after = evolveAll(ticket, decision.events, 7);
    const { notices } = react(ticket, after, decision.events, at(dueAt));
    const told = notices.flatMap(({ to, say }) => (to.to === 'requester' ? [] : [`${to.id} ${say}`]));
    expect(told).toEqual(
      state.owner === 'requester'
        ? ['wang notice.limit_passed']
        : ['lin notice.limit_passed', 'wang notice.limit_passed'],
    );
    expect(decide(command, after, at(dueAt + 1))).toMatchObject({ refused: 'timer_over' });
  });
});
