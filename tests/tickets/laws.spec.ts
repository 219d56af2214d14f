/** Thousands of commands from everybody at once: the laws hold, and a gate with a hole in it is found out. */
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../../src/people/people.js';
import { decide } from '../../src/tickets/decide.js';
import { by, registration } from '../support/given.js';
import { type Gate, life, walk } from './whims.js';

// Seconds when alone; the bound is for a machine that is busy with other specs.
jest.setTimeout(120_000);

describe('whatever anybody does', () => {
  test('no ticket leaves the SOP, loses a field, or slips past a checklist or a second hand', () => {
    const seen = new Set<string>();
    let deeds = 0;
    fc.assert(
      fc.property(life, (whims) => {
        const lived = walk(whims, decide);
        for (const state of lived.states) seen.add(state);
        deeds += lived.deeds;
        expect(lived.broken).toEqual([]);
      }),
      { numRuns: 150 },
    );
    // The walk is worth its name only if it got around.
    expect([...seen].sort()).toEqual(Object.keys(registration.states).sort());
    expect(deeds).toBeGreaterThan(1000);
  });
});

const otherWorker: Readonly<Record<string, Actor>> = { lin: by.wang, zhou: by.wang, wang: by.lin };

/** Gates with a hole, each of which the laws must find. */
const holes: Readonly<Record<string, Gate>> = {
  'forgets where a step starts': (command, ticket, facts) => {
    const key = String(command.input.transition);
    const meant = facts.sop.transitions[key];
    const [from] = meant?.from ?? [];
    return decide(
      command,
      ticket && from && command.type === 'advance' ? { ...ticket, state: from } : ticket,
      facts,
    );
  },
  'lets the maker check': (command, ticket, facts) => {
    const stand =
      command.actor.kind === 'member' ? (otherWorker[command.actor.id] ?? command.actor) : command.actor;
    const own = command.type === 'confirm' && ticket?.proposal?.by === (command.actor as { id?: string }).id;
    const decision = decide(
      own ? { ...command, actor: stand } : command,
      ticket,
      own ? { ...facts, actor: stand } : facts,
    );
    return decision;
  },
  'takes the checklist for done': (command, ticket, facts) => {
    const transitions = Object.fromEntries(
      Object.entries(facts.sop.transitions).map(([key, one]) => [
        key,
        { ...one, when: one.when.filter(({ guard }) => guard !== 'checklist_done') },
      ]),
    );
    return decide(command, ticket, { ...facts, sop: { ...facts.sop, transitions } });
  },
  'asks no reason of the late': (command, ticket, facts) =>
    decide(
      command,
      ticket?.limit ? { ...ticket, limit: { ...ticket.limit, lateReason: false } } : ticket,
      facts,
    ),
  'lets anybody of the house act': (command, ticket, facts) => {
    const roles = ['agent', 'lead', 'manager'] as const;
    const members = new Map(
      [...facts.directory.members].map(([id, one]) => [id, { ...one, roles, active: true }]),
    );
    return decide(command, ticket, { ...facts, directory: { ...facts.directory, members } });
  },
};

describe('a gate with a hole in it', () => {
  test.each(Object.entries(holes))('that %s is found out', (_, gate) => {
    const check = fc.check(
      fc.property(life, (whims) => walk(whims, gate).broken.length === 0),
      { numRuns: 1000, endOnFailure: true },
    );
    expect(check.failed).toBe(true);
  });
});
