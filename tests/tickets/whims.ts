/** A ticket's life as chance would have it: whims of everybody, lived through one gate, with every broken law written down. */
import fc from 'fast-check';
import type { Actor } from '../../src/people/people.js';
import type { Command } from '../../src/tickets/command.js';
import type { decide } from '../../src/tickets/decide.js';
import type { TicketEvent } from '../../src/tickets/events.js';
import { evolve, evolveAll } from '../../src/tickets/evolve.js';
import type { Facts } from '../../src/tickets/facts.js';
import { react } from '../../src/tickets/react.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import {
  by,
  DAY,
  factsFor,
  HOUR,
  MINUTE,
  registration,
  registrationUpTo,
  replay,
  START,
  scan,
  TICKET_ID,
} from '../support/given.js';
import { brokenLaws } from './laws.js';

/** A whim: who asks for what, how long after the one before, and which version they look at. */
interface Whim {
  /** Overrides what is asked by what would bring the ticket on. */
  readonly helps: boolean;
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  readonly waitMs: number;
  readonly behind: number | null;
}

export type Gate = typeof decide;

const people: readonly Actor[] = Object.values(by);
const actor = fc.constantFrom(...people);
const memberId = fc.constantFrom('lin', 'zhou', 'wang', 'old', 'li', '周明', 'nobody');
const steps = fc.constantFrom(...Object.keys(registration.transitions), '审核通过', 'Registered', '飞');
const item = fc.constantFrom('names_match', 'scan_readable', 'other');
const files = fc.constantFrom([scan('a')], [scan('b')], [{ ...scan(), type: 'text/html' }], []);
const visit = fc.integer({ min: 1, max: 9 });

/** What the step needs, mostly; sometimes nothing, sometimes something else. */
const stepInput = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ full: true }) },
  { weight: 1, arbitrary: fc.constant({ full: false }) },
);
const needs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  pay: { payment_ref: 'P-1' },
  submit: { id_scan: [scan('s')] },
  reject: { reason: '不清' },
  assign: { to: 'zhou' },
  finish: { licence_no: 'L-1' },
  reopen: { reason: '有误' },
};
const step = (key: string, full: boolean, reason: string | null) => ({
  transition: key,
  ...(full ? needs[key] : {}),
  ...(reason === null ? {} : { late_reason: reason }),
});

const asked: fc.Arbitrary<{ readonly type: string; readonly input: Readonly<Record<string, unknown>> }> =
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(steps, stepInput, fc.option(fc.constantFrom('人手不足', '')))
        .map(([key, { full }, reason]) => ({ type: 'advance', input: step(key, full, reason) })),
    },
    { weight: 3, arbitrary: item.map((key) => ({ type: 'tick', input: { item: key } })) },
    { weight: 1, arbitrary: item.map((key) => ({ type: 'untick', input: { item: key } })) },
    {
      weight: 3,
      arbitrary: fc
        .option(fc.constant('人手不足'))
        .map((late) => ({ type: 'confirm', input: late ? { late_reason: late } : {} })),
    },
    { weight: 1, arbitrary: fc.constant({ type: 'decline', input: {} }) },
    { weight: 1, arbitrary: fc.constant({ type: 'claim', input: {} }) },
    { weight: 1, arbitrary: memberId.map((to) => ({ type: 'assign', input: { to } })) },
    { weight: 1, arbitrary: files.map((some) => ({ type: 'attach', input: { files: some } })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('13900139000', 'x').map((phone) => ({ type: 'fill', input: { phone } })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('note', 'reply')
        .map((type) => ({ type, input: { text: '13800138000 好' } })),
    },
  );
const fired = fc.oneof(
  visit.map((which) => ({ type: 'warn', input: { visit: which } })),
  visit.map((which) => ({ type: 'expire', input: { visit: which } })),
  fc
    .tuple(fc.constantFrom('unpaid', 'auto_close'), visit, fc.integer({ min: 1, max: 3 }))
    .map(([rule, which, occurrence]) => ({ type: 'remind', input: { rule, visit: which, occurrence } })),
);
/** Those who can move things along, most of the time. */
const workers = fc.constantFrom<Actor>(by.customer, by.lin, by.zhou, by.wang);
const whim: fc.Arbitrary<Whim> = fc
  .tuple(
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.tuple(
          asked,
          fc.oneof({ weight: 5, arbitrary: workers }, { weight: 1, arbitrary: actor }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(
          fired,
          fc.oneof({ weight: 4, arbitrary: fc.constant<Actor>(by.system) }, { weight: 1, arbitrary: actor }),
        ),
      },
    ),
    fc.constantFrom(0, 0, 0, 0, 0, 1000, MINUTE, 30 * MINUTE, 3 * HOUR, DAY),
    fc.option(fc.integer({ min: 0, max: 2 }), { freq: 2 }),
    fc.nat(5),
  )
  .map(([[{ type, input }, who], waitMs, behind, help]) => ({
    type,
    input,
    actor: who,
    waitMs,
    behind,
    helps: help === 0,
  }));
export const life = fc.array(whim, { minLength: 60, maxLength: 90, size: 'max' });

/** What would bring this ticket on: without it now and then, chance alone hardly ever gets to the end. */
function helpful(ticket: Ticket): Pick<Whim, 'type' | 'input' | 'actor'> {
  const advance = (key: string, actor: Actor) => ({
    type: 'advance',
    input: step(key, true, '人手不足'),
    actor,
  });
  const open = ['names_match', 'scan_readable'].find((key) => !(key in ticket.checklist));
  switch (ticket.state) {
    case 'awaiting_payment':
      return advance('pay', by.payment);
    case 'awaiting_documents':
      return advance('submit', by.customer);
    case 'review':
      if (open) return { type: 'tick', input: { item: open }, actor: by.zhou };
      if (!ticket.proposal) return advance('assign', by.lin);
      return {
        type: 'confirm',
        input: { late_reason: '人手不足' },
        actor: ticket.proposal.by === 'wang' ? by.lin : by.wang,
      };
    case 'assigned':
      return advance('finish', { kind: 'member', id: ticket.assigneeId ?? 'zhou' });
    default:
      return advance('close', by.customer);
  }
}

interface Walk {
  readonly broken: readonly string[];
  readonly states: readonly string[];
  readonly deeds: number;
}

/** Lives one life of a ticket and writes down every broken law. */
export function walk(whims: readonly Whim[], gate: Gate): Walk {
  const history: (readonly TicketEvent[])[] = [...registrationUpTo.awaitingPayment()];
  let ticket = frozen(replay(history) as Ticket);
  let now = START;
  const broken: string[] = [];
  const states = [ticket.state];
  for (const { helps, waitMs, behind, ...whim } of whims) {
    now += waitMs;
    const { type, input, actor: who } = helps ? helpful(ticket) : whim;
    const facts: Facts = factsFor(who, { now });
    const seen = helps || behind === null ? {} : { seen: Math.max(1, ticket.version - behind) };
    const command: Command = {
      type,
      ticketId: TICKET_ID,
      input,
      actor: who,
      cause: { kind: 'api', key: 'x' },
      ...seen,
    };
    const decision = gate(command, ticket, facts);
    if (!('events' in decision)) continue;
    const after = evolveAll(ticket, decision.events, TICKET_ID);
    const reactions = react(ticket, after, decision.events, facts);
    if (type !== 'reply')
      broken.push(...brokenLaws({ before: ticket, after, events: decision.events, reactions, facts }));
    history.push(decision.events);
    ticket = frozen(after);
    states.push(ticket.state);
  }
  const replayed = replay(history);
  if (JSON.stringify(replayed) !== JSON.stringify(ticket)) broken.push('history replays to the same ticket');
  const oneByOne = history
    .flat()
    .reduce<Ticket | null>((before, event) => evolve(before, event, TICKET_ID), null);
  if (oneByOne?.events !== ticket.events) broken.push('every event is counted once');
  return { broken, states, deeds: history.length };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
