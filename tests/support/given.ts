/** Given what happened, when somebody asks, then these events, this refusal or these questions: specs of the ticket rules. */
import type { expect as Expect } from '@jest/globals';
import { alwaysOpen, type Calendar, compileCalendar, localDate } from '../../src/calendar/business-hours.js';
import type { Actor, Directory, Member, Requester } from '../../src/people/people.js';
import type { Sop } from '../../src/sop/sop.js';
import { isAsking } from '../../src/tickets/action.js';
import { type Decision, decide } from '../../src/tickets/decide.js';
import type { TicketEvent } from '../../src/tickets/events.js';
import { evolveAll } from '../../src/tickets/evolve.js';
import type { Facts } from '../../src/tickets/facts.js';
import { react } from '../../src/tickets/react.js';
import type { Reactions } from '../../src/tickets/reactions.js';
import { isRefusal } from '../../src/tickets/refusal.js';
import type { RefusalCode } from '../../src/tickets/refusal-codes.js';
import type { FileValue, Ticket } from '../../src/tickets/ticket.js';
import { shippedContent } from '../sop/shipped.js';

/** Taken from the run: this world is also drawn by a script, which is none. */
declare const expect: typeof Expect;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Monday 2026-03-02, 09:00 in Shanghai: the office opens. */
export const START = Date.UTC(2026, 2, 2, 1);
export const TICKET_ID = 7;

export const content = shippedContent();

/** An SOP as it is shipped. */
export function sopCalled(key: string): Sop {
  const sop = content.latest[key];
  if (!sop) throw new Error(`expected a shipped SOP, got ${key}`);
  return sop;
}
export const registration = sopCalled('company-registration');

export const office: Calendar = compileCalendar(
  content.calendars.find(({ key }) => key === 'office') ?? never('office'),
);
const always = alwaysOpen('Asia/Shanghai');

export function member(id: string, teams: readonly string[], roles: Member['roles'], active = true): Member {
  const names: Readonly<Record<string, string>> = { lin: '林晓', zhou: '周明', wang: '王芳' };
  return {
    id,
    name: names[id] ?? id,
    teams,
    roles,
    active,
    locale: 'zh-CN',
    leader: null,
    addresses: [`web:dm:${id}`],
    preferences: {},
  };
}

/** Registration: lin and zhou work, wang leads, chen manages, old has left. IT: li works. root administers, audrey audits. */
export const staff: readonly Member[] = [
  member('lin', ['registration'], ['agent']),
  member('zhou', ['registration'], ['agent']),
  member('wang', ['registration'], ['lead']),
  member('chen', ['registration', 'it', 'tax'], ['manager']),
  member('old', ['registration'], ['agent'], false),
  member('li', ['it'], ['agent']),
  member('root', [], ['admin']),
  member('audrey', [], ['auditor']),
];

export function directoryOf(members: readonly Member[] = staff): Directory {
  return {
    version: 1,
    members: new Map(members.map((one) => [one.id, one])),
    teams: new Map(content.teams.map((team) => [team.id, team])),
    queues: new Map(content.queues.map((queue) => [queue.id, queue])),
  };
}

export const customer: Requester = {
  id: 'r1',
  name: '韩梅梅',
  locale: 'zh-CN',
  address: 'web:dm:r1',
  quiet: null,
  customerId: null,
};

export const by = {
  customer: { kind: 'requester', id: 'r1' },
  stranger: { kind: 'requester', id: 'r2' },
  system: { kind: 'system' },
  payment: { kind: 'source', name: 'payment' },
  lin: { kind: 'member', id: 'lin' },
  zhou: { kind: 'member', id: 'zhou' },
  wang: { kind: 'member', id: 'wang' },
  chen: { kind: 'member', id: 'chen' },
  old: { kind: 'member', id: 'old' },
  li: { kind: 'member', id: 'li' },
  root: { kind: 'member', id: 'root' },
  audrey: { kind: 'member', id: 'audrey' },
} as const satisfies Record<string, Actor>;

export function scan(id = 'f1'): FileValue {
  return { id, name: `${id}.jpg`, type: 'image/jpeg', size: 40_000 };
}

/** Changes to the world a spec needs: another SOP, other people, another hour. */
export type World = Partial<
  Pick<
    Facts,
    | 'sop'
    | 'directory'
    | 'requester'
    | 'watching'
    | 'other'
    | 'kin'
    | 'customer'
    | 'recommendationAskedAt'
    | 'stages'
    | 'replies'
    | 'lateReasons'
    | 'efforts'
    | 'escalation'
    | 'load'
    | 'routing'
    | 'roster'
    | 'sla'
    | 'business'
    | 'now'
  >
>;

export function factsFor(actor: Actor, world: World = {}): Facts {
  const { sop = registration, now = START } = world;
  return {
    now,
    today: localDate(always, now),
    actor,
    sop,
    content: 'c1',
    directory: world.directory ?? directoryOf(),
    requester: world.requester ?? customer,
    business: world.business ?? office,
    always,
    customer: world.customer ?? null,
    stages: world.stages ?? [],
    grading: content.grading,
    categories: content.categories,
    replies: world.replies ?? content.replies,
    watching: world.watching ?? [],
    other: world.other ?? null,
    kin: world.kin ?? [],
    ...(world.lateReasons ? { lateReasons: world.lateReasons } : {}),
    ...(world.efforts ? { efforts: world.efforts } : {}),
    ...(world.escalation ? { escalation: world.escalation } : {}),
    ...(world.sla ? { sla: world.sla } : {}),
    ...(world.recommendationAskedAt === undefined
      ? {}
      : { recommendationAskedAt: world.recommendationAskedAt }),
    ...(world.load ? { load: world.load } : {}),
    ...(world.routing ? { routing: world.routing } : {}),
    ...(world.roster ? { roster: world.roster } : {}),
  };
}

/** One command, as a line of a story. */
export interface Line {
  readonly type: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  readonly now?: number;
}

/** What happened, command by command. */
export type History = readonly (readonly TicketEvent[])[];

/** A history made by asking the gate itself; a line it refuses is a mistake of the spec. */
export function story(lines: readonly Line[], world: World = {}, since: History = []): History {
  const history: (readonly TicketEvent[])[] = [...since];
  for (const { type, input = {}, actor, now = world.now ?? START } of lines) {
    const ticket = replay(history);
    const decision = decide(commandOf(type, input, actor), ticket, factsFor(actor, { ...world, now }));
    if (!('events' in decision))
      throw new Error(`expected ${type} to happen, got ${JSON.stringify(decision)}`);
    history.push(decision.events);
  }
  return history;
}

/** A history that goes on. */
export function further(since: History, lines: readonly Line[], world: World = {}): History {
  return story(lines, world, since);
}

export function replay(history: History): Ticket | null {
  return history.reduce<Ticket | null>((ticket, events) => evolveAll(ticket, events, TICKET_ID), null);
}

const opening: Line = {
  type: 'open',
  input: { sop: registration.key, fields: { company_name: '杭州青禾科技', phone: '13800138000' } },
  actor: by.customer,
};
const paying: Line = { type: 'advance', input: { transition: 'pay', payment_ref: 'P-1' }, actor: by.payment };
const submitting: Line = {
  type: 'advance',
  input: { transition: 'submit', id_scan: [scan()] },
  actor: by.customer,
};
const ticking: readonly Line[] = ['names_match', 'scan_readable'].map((item) => ({
  type: 'tick',
  input: { item },
  actor: by.lin,
}));
const proposing: Line = { type: 'advance', input: { transition: 'assign', to: 'zhou' }, actor: by.lin };
const confirming: Line = { type: 'confirm', actor: by.wang };
const finishing: Line = {
  type: 'advance',
  input: { transition: 'finish', licence_no: 'L-9' },
  actor: by.zhou,
};
const closing: Line = { type: 'advance', input: { transition: 'close' }, actor: by.customer };

const way = [opening, paying, submitting, ...ticking, proposing, confirming, finishing, closing];

/** The registration of a company, as far as a state is reached. */
export const registrationUpTo = {
  awaitingPayment: () => story(way.slice(0, 1)),
  awaitingDocuments: () => story(way.slice(0, 2)),
  review: () => story(way.slice(0, 3)),
  checked: () => story(way.slice(0, 5)),
  proposed: () => story(way.slice(0, 6)),
  assigned: () => story(way.slice(0, 7)),
  registered: () => story(way.slice(0, 8)),
  closed: () => story(way),
};

export interface Outcome {
  readonly decision: Decision;
  readonly before: Ticket | null;
  /** Throws unless something happened. */
  happened(): {
    readonly events: readonly TicketEvent[];
    readonly ticket: Ticket;
    readonly reactions: Reactions;
  };
  /** The events, each at least as described, and no others. */
  then(...events: readonly Partial<TicketEvent>[]): void;
  thenRefused(code: RefusalCode, params?: object): void;
  /** One input is wrong in this way, and the form stays open on it. */
  thenWrong(field: string, code: RefusalCode, params?: object): void;
  thenAsks(...fields: readonly string[]): void;
}

/** Given a history (or the lines that make one)… */
export function given(history: History, world: World = {}) {
  const before = replay(history);
  return {
    ticket: before,
    /** …when somebody asks for this… */
    when(
      type: string,
      input: Line['input'],
      actor: Actor,
      at: World & { readonly seen?: number } = {},
    ): Outcome {
      const { seen, ...changes } = at;
      const facts = factsFor(actor, { ...world, ...changes });
      const command = { ...commandOf(type, input ?? {}, actor), ...(seen === undefined ? {} : { seen }) };
      return outcomeOf(decide(command, before, facts), before, facts);
    },
  };
}

function commandOf(type: string, input: Readonly<Record<string, unknown>>, actor: Actor) {
  return { type, ticketId: TICKET_ID, input, actor, cause: { kind: 'api', key: 'spec' } as const };
}

function outcomeOf(decision: Decision, before: Ticket | null, facts: Facts): Outcome {
  const happened = () => {
    if (!('events' in decision)) throw new Error(`expected events, got ${JSON.stringify(decision)}`);
    const ticket = evolveAll(before, decision.events, TICKET_ID);
    return { events: decision.events, ticket, reactions: react(before, ticket, decision.events, facts) };
  };
  return {
    decision,
    before,
    happened,
    // biome-ignore lint/suspicious/noThenProperty: the word of given-when-then; nobody awaits an outcome.
    then(...events) {
      expect(happened().events).toEqual(events.map((event) => expect.objectContaining(event)));
    },
    thenRefused(code, params = {}) {
      expect(decision).toMatchObject({ refused: code, params });
      expect(isRefusal(decision)).toBe(true);
    },
    thenWrong(field, code, params = {}) {
      expect(decision).toMatchObject({
        refused: 'invalid_input',
        fields: { [field]: { refused: code, params } },
      });
    },
    thenAsks(...fields) {
      expect(isAsking(decision) ? decision.asks.map(({ key }) => key) : decision).toEqual(fields);
    },
  };
}

function never(what: string): never {
  throw new Error(`expected ${what} in the shipped content`);
}
