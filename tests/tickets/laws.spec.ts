/** Thousands of commands from everybody at once: the laws hold, and a gate with a hole in it is found out. */
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../../src/people/people.js';
import type { Sop } from '../../src/sop/sop.js';
import { actions } from '../../src/tickets/actions/index.js';
import { decide } from '../../src/tickets/decide.js';
import { shippedContent } from '../sop/shipped.js';
import { by, registration, sopCalled } from '../support/given.js';
import { type Gate, inputsOf, livesOf, walk } from './whims.js';

const content = shippedContent();

// Seconds when alone; the bound is for a machine that is busy with other specs.
jest.setTimeout(120_000);

/** Together fifteen thousand whims an SOP. */
const LIVES = 150;
const LENGTH = 100;

describe('A6: whatever anybody does', () => {
  const types = new Set<string>();

  test.each(Object.values(content.latest).map((sop) => [sop.key, sop] as const))(
    '%s: no ticket leaves the SOP, loses a field, or slips past a checklist, a second hand, a hold or an undo',
    (_, sop) => {
      const seen = new Set<string>();
      let deeds = 0;
      fc.assert(
        fc.property(livesOf(sop, LENGTH), (whims) => {
          const lived = walk(sop, whims, decide);
          for (const state of lived.states) seen.add(state);
          for (const type of lived.types) types.add(type);
          deeds += lived.deeds;
          expect(lived.broken).toEqual([]);
        }),
        { numRuns: LIVES },
      );
      // The walk is worth its name only if it got around.
      expect([...seen].sort()).toEqual(Object.keys(sop.states).sort());
      expect(deeds).toBeGreaterThan(1000);
    },
  );

  // Of one procedure chance may leave out what is rare; of all of them it may not.
  test('the walks got around: what stands beside the procedure happened too', () => {
    const beside = [
      'hold',
      'resume',
      'merge',
      'split',
      'undo',
      'watch',
      'nudge',
      'link',
      'renew',
      'extend',
      'divide',
      'undivide',
      'part_done',
    ];
    expect(beside.filter((type) => !types.has(type))).toEqual([]);
  });

  test('every action there is can be asked for', () => {
    expect(Object.keys(inputsOf(registration)).sort()).toEqual(Object.keys(actions).sort());
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
  'lets the clock of a held ticket run': (command, ticket, facts) =>
    decide(command, ticket && command.type !== 'resume' ? { ...ticket, hold: null } : ticket, facts),
  'forgets what was left before a hold': (command, ticket, facts) => {
    const decision = decide(command, ticket, facts);
    if (!('events' in decision)) return decision;
    const events = decision.events.map((event) =>
      event.type === 'ticketResumed' ? { ...event, limit: ticket?.limit ?? null } : event,
    );
    return { events };
  },
  'forgets what a target had used up': (command, ticket, facts) => {
    const decision = decide(command, ticket, facts);
    if (!('events' in decision)) return decision;
    const events = decision.events.map((event) =>
      event.type === 'targetsSet'
        ? { ...event, targets: event.targets.map((target) => ({ ...target, spentMs: 0 })) }
        : event,
    );
    return { events };
  },
  'undoes what others rest on': (command, ticket, facts) =>
    decide(
      command,
      ticket && { ...ticket, undoable: ticket.undoable.map((entry) => ({ ...entry, rested: null })) },
      facts,
    ),
  'lets a duplicate go on': (command, ticket, facts) =>
    decide(
      command,
      ticket?.category === 'closed' && command.type === 'advance'
        ? { ...ticket, links: [], state: facts.sop.initial, category: 'open' }
        : ticket,
      facts,
    ),
  'hurries without end': (command, ticket, facts) =>
    decide(command, ticket && { ...ticket, nudged: null }, facts),
  'lets anybody of the house act': (command, ticket, facts) => {
    const roles = ['agent', 'lead', 'manager'] as const;
    const members = new Map(
      [...facts.directory.members].map(([id, one]) => [id, { ...one, roles, active: true }]),
    );
    return decide(command, ticket, { ...facts, directory: { ...facts.directory, members } });
  },
};

/** Of a procedure that waits for the work to be divided. */
const undivided: Gate = (command, ticket, facts) => {
  const transitions = Object.fromEntries(
    Object.entries(facts.sop.transitions).map(([key, one]) => [
      key,
      { ...one, when: one.when.filter(({ guard }) => guard !== 'division') },
    ]),
  );
  return decide(command, ticket, { ...facts, sop: { ...facts.sop, transitions } });
};

describe('a gate with a hole in it', () => {
  const isFoundOut = (sop: Sop, gate: Gate) => {
    const check = fc.check(
      fc.property(livesOf(sop), (whims) => walk(sop, whims, gate).broken.length === 0),
      { numRuns: 1000, endOnFailure: true },
    );
    expect(check.failed).toBe(true);
  };

  test.each(Object.entries(holes))('that %s is found out', (_, gate) => isFoundOut(registration, gate));

  test('that lets a step go before the work is divided is found out', () =>
    isFoundOut(sopCalled('promotion'), undivided));
});
