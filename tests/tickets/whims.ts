/** A ticket's life as chance would have it: whims of everybody under any SOP, lived through one gate, with every broken law written down. */
import fc from 'fast-check';
import type { Actor } from '../../src/people/people.js';
import { type SlaRule, TARGETS, type TargetRule } from '../../src/sop/sla.js';
import type { Sop } from '../../src/sop/sop.js';
import { CLOCKS } from '../../src/tickets/climb.js';
import type { Command } from '../../src/tickets/command.js';
import type { decide } from '../../src/tickets/decide.js';
import type { TicketEvent } from '../../src/tickets/events.js';
import { evolveAll } from '../../src/tickets/evolve.js';
import type { Facts } from '../../src/tickets/facts.js';
import { react } from '../../src/tickets/react.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import { by, DAY, factsFor, HOUR, MINUTE, replay, START, TICKET_ID } from '../support/given.js';
import { answerFor, castOf, helpful, stepGiven } from './cast.js';
import { brokenLaws } from './laws.js';
import { brokenTargetLaws } from './target-laws.js';
import { brokenUndo, type Lived } from './undo-laws.js';

/** A whim: who asks for what, how long after the one before, and which version they look at. */
interface Whim {
  /** Overrides what is asked by what would bring the ticket on: one of the ways from where it is. */
  readonly helps: number | null;
  readonly type: string;
  readonly input: Input;
  readonly actor: Actor;
  readonly waitMs: number;
  readonly behind: number | null;
}
type Input = Readonly<Record<string, unknown>>;

export type Gate = typeof decide;

const terms = (hours: number, warn: number, clock: TargetRule['clock']): TargetRule => ({
  ...{ within: { days: 0, ms: hours * HOUR }, warn: { days: 0, ms: warn * HOUR }, clock, lateReason: false },
});

/** What is promised for every ticket: more for one that is urgent, nothing for one that is not. */
const sla: readonly SlaRule[] = [
  {
    ...{ key: 'urgent', meant: { priority: ['P1'] }, extensions: { times: 1, total: { days: 0, ms: HOUR } } },
    targets: { first_response: terms(1, 0.5, 'business'), resolution: terms(9, 1, 'business') },
  },
  {
    ...{ key: 'common', meant: { priority: ['P2', 'P3'] }, extensions: null },
    targets: {
      first_response: terms(4, 1, 'business'),
      next_response: terms(3, 1, 'calendar'),
      resolution: terms(30, 2, 'business'),
    },
  },
];

const people: readonly Actor[] = Object.values(by);
const memberId = fc.constantFrom('lin', 'zhou', 'wang', 'old', 'li', '周明', 'nobody');
const visit = fc.integer({ min: 1, max: 9 });
const some = fc.constant;
const empty = some<Input>({});
const other = fc.record({ ticket: fc.constantFrom<string | number>(8, '#8', 9, TICKET_ID, '八') });
const clock = fc.constantFrom(...CLOCKS);
const ringing = fc.oneof(fc.record({ visit }), fc.record({ visit, target: fc.constantFrom(...TARGETS) }));
const relation = fc.record({
  ticket: fc.constantFrom(8, 9),
  kind: fc.constantFrom('related', 'duplicate', 'opened'),
  gone: fc.boolean(),
  requesterId: fc.constantFrom('r1', 'r3'),
});
/** One that was opened is over, or goes on; the ticket was opened for another one that may end. */
const family = fc.record({
  ticket: fc.constantFrom(8, 9),
  kind: fc.constantFrom('opened', 'opened_by'),
  wait: fc.constantFrom('all', 'any'),
  stands: fc.boolean().map((over) => {
    const label = { 'zh-CN': '办理中', en: 'In hand' };
    return { title: '另一张', label, publicLabel: label, over };
  }),
});

/** What may come with every action there is. */
export function inputsOf(sop: Sop): Readonly<Record<string, fc.Arbitrary<Input>>> {
  const items = Object.values(sop.states).flatMap(({ checklist }) => checklist.map(({ key }) => key));
  const replies = Object.values(sop.states).flatMap((state) => state.replies);
  const item = fc.record({ item: fc.constantFrom(...items, 'other') });
  const step = fc.tuple(
    fc.constantFrom(
      ...Object.values(sop.transitions).flatMap(({ key, label }) => [key, key, label.en]),
      '飞',
    ),
    fc.integer({ min: 0, max: 6 }),
    fc.option(some('人手不足')),
  );
  const field = fc.constantFrom(...Object.values(sop.fields));
  const filled = field.map((one) => ({ [one.key]: answerFor(one) }));
  const timer = fc.constantFrom(...Object.keys(sop.timers), 'none');
  return {
    advance: step.map(([key, full, late]) => ({
      ...(full > 0 ? stepGiven(sop, key) : {}),
      ...{ transition: key, ...(late === null ? {} : { late_reason: late }) },
    })),
    confirm: fc.option(some('人手不足')).map((late) => (late ? { late_reason: late } : {})),
    decline: fc.option(some('换个人')).map((reason) => (reason ? { reason } : {})),
    chase_approval: empty,
    lapse_approval: empty,
    tick: item,
    untick: item,
    claim: empty,
    assign: memberId.map((to) => ({ to })),
    adopt: some({ from: 'r2', to: 'r1' }),
    handover: memberId.map((from) => ({ from })),
    fill: fc.oneof(
      filled,
      field.map(({ key }) => ({ [key]: 'x' })),
    ),
    attach: fc
      .constantFrom('a', 'b')
      .map((id) => ({ files: [{ id, name: id, type: 'image/png', size: 9 }] })),
    replace: fc
      .constantFrom('a', 'b')
      .map((id) => ({ files: [{ id, name: id, type: 'image/png', size: 9 }] })),
    note: some({ text: '13800138000 好' }),
    reply: some({ text: '好' }),
    canned: fc.constantFrom(...replies, 'none').map((reply) => ({ reply })),
    prioritise: fc.constantFrom<Input>(
      { impact: 'house', urgency: 'blocked' },
      { priority: 'P1' },
      { priority: 'P2', reason: '催得急' },
    ),
    remind: fc.record({ rule: timer, visit, occurrence: fc.integer({ min: 1, max: 3 }) }),
    redate: some({ dates: ['licence_expiry'] }),
    warn: ringing,
    expire: ringing,
    extend: fc.record(
      { for: fc.constantFrom('30m', '3h'), reason: some('等配件') },
      { requiredKeys: ['for'] },
    ),
    grant: empty,
    deny: empty,
    recount: some({ rules: ['sop:unpaid'] }),
    hold: fc.constantFrom<Input>(
      { reason: '等', until: '2h' },
      { reason: '等', awaits: 'requester' },
      { reason: '等' },
      { reason: '等', until: '2026-03-20' },
      { until: '改天' },
    ),
    resume: fc.constantFrom<Input>({}, { hold: 1 }, { hold: 2 }),
    watch: fc.oneof(
      empty,
      memberId.map((who) => ({ who })),
    ),
    unwatch: empty,
    nudge: empty,
    human: fc.constantFrom({}, { text: '在吗' }),
    rate: fc.constantFrom<Input>({}, { score: '1', reason: '慢' }, { score: '5' }, { score: '9' }),
    recommend: fc.constantFrom<Input>({}, { score: '0' }, { score: '10' }, { score: '11' }),
    ask_recommendation: empty,
    end_human: empty,
    conversation: fc.constantFrom<Input>(
      { is: 'given', to: null },
      { is: 'given', to: 'lin' },
      { is: 'returned' },
      { is: 'kept', reason: '没人在' },
    ),
    overhear: fc.constantFrom<Input>(
      { from: 'requester', member: null, text: '在吗' },
      { from: 'member', member: 'lin', text: '在的' },
      { from: 'member', member: null, text: '📎 回单.txt', files: [] },
    ),
    strand_approval: empty,
    log_effort: fc.constantFrom<Input>(
      {},
      { spent: '30m', kind: '沟通' },
      { spent: '1h', kind: '资料', text: '整理' },
      { spent: '30h', kind: '沟通' },
    ),
    correct_effort: fc.constantFrom<Input>({ entry: '1', spent: '20m' }, { entry: '7', spent: '20m' }),
    withdraw_effort: fc.constantFrom<Input>({ entry: '1' }, { entry: '2' }),
    link: other,
    unlink: other,
    merge: other,
    split: fc.oneof(filled, some<Input>({ part: '一部分' })),
    divide: fc.oneof(
      some<Input>({}),
      fc.record({ part: fc.constantFrom('主图', '文案', '1', '2'), owner: memberId }),
      fc.record({
        ...{ part: fc.constantFrom('主图', '文案', '1'), owner: fc.constantFrom('lin', 'zhou') },
        ...{ collaborators: fc.constantFrom('无', '林晓、王芳'), standard: some('齐了') },
        due: fc.constantFrom('2026-03-02', '2026-03-03', '2026-03-20'),
      }),
    ),
    undivide: fc.constantFrom<Input>({ part: '1' }, { part: '文案' }),
    part_done: fc.constantFrom<Input>({}, { part: '1' }, { part: '2' }),
    remind_part: fc.record({
      no: fc.constantFrom(1, 2),
      visit,
      date: fc.constantFrom('2026-03-02', '2026-03-03'),
    }),
    renew: empty,
    undo: empty,
    relate: fc.oneof(relation, family),
    answer_check: item.map(({ item: point }) => ({
      item: point,
      ok: point.length % 2 === 0,
      reason: '没有货',
    })),
    give_up_check: fc.record({ item: fc.constantFrom(...items, 'other'), visit }),
    call_off: some({ ticket: 9 }),
    pass: fc.record({ transition: fc.constantFrom(...Object.keys(sop.transitions)), visit }),
    acknowledge: empty,
    escalate: fc.record({ clock, visit, moment: fc.integer({ min: 1, max: 6 }) }),
    lapse: fc.record({ clock, acknowledgement: fc.integer({ min: 1, max: 3 }) }),
  };
}

const RINGS: readonly string[] = [
  'remind',
  'redate',
  'recount',
  'warn',
  'expire',
  'resume',
  'relate',
  'call_off',
  'give_up_check',
  'pass',
  'remind_part',
  'escalate',
  'lapse',
  'handover',
  'adopt',
  'conversation',
  'overhear',
];
/** What ends a life early, or for long, is asked for less often. */
const RARE: readonly string[] = [
  'grant',
  'deny',
  'renew',
  'split',
  'redate',
  'recount',
  'adopt',
  'relate',
  'call_off',
  'conversation',
  'overhear',
];

function whimOf(sop: Sop): fc.Arbitrary<Whim> {
  const inputs = inputsOf(sop);
  const asked = fc.oneof(
    ...Object.entries(inputs).map(([type, input]) => ({
      weight: type === 'advance' ? 16 : RARE.includes(type) ? 1 : type === 'undo' ? 4 : 2,
      arbitrary: input.map((given) => ({ type, input: given })),
    })),
  );
  /** Those who can move things along, most of the time. */
  const workers = fc.constantFrom<Actor>(by.customer, by.lin, by.zhou, by.wang);
  const actor = fc.oneof(
    { weight: 5, arbitrary: workers },
    { weight: 1, arbitrary: fc.constantFrom(...people) },
  );
  const waitMs = fc.constantFrom(0, 0, 0, 0, 1000, 9000, 30_000, MINUTE, 30 * MINUTE, 3 * HOUR, DAY);
  return fc
    .tuple(
      asked,
      actor,
      waitMs,
      fc.option(fc.integer({ min: 0, max: 2 }), { freq: 2 }),
      fc.nat(17),
      fc.nat(4),
    )
    .map(([{ type, input }, who, wait, behind, help, rings]) => ({
      ...{ type, input, waitMs: wait, behind },
      actor: RINGS.includes(type) && rings > 0 ? by.system : who,
      helps: help < 6 ? help : null,
    }));
}

/** A life of so many whims. */
export function livesOf(sop: Sop, length = 100): fc.Arbitrary<readonly Whim[]> {
  return fc.array(whimOf(sop), { minLength: length, maxLength: length, size: 'max' });
}

interface Walk {
  readonly broken: readonly string[];
  readonly states: readonly string[];
  readonly deeds: number;
  readonly types: ReadonlySet<string>;
}

/** Lives one life of a ticket and writes down every broken law. */
export function walk(sop: Sop, whims: readonly Whim[], gate: Gate): Walk {
  const world = { sop, directory: castOf(sop), sla };
  let now = START;
  const broken: string[] = [];
  const states: string[] = [];
  const types = new Set<string>();
  let deeds = 0;
  let history: (readonly TicketEvent[])[] = [];
  let lived: Lived[] = [];
  let ticket = begin();

  function begin(): Ticket {
    const opening = gate(opens(sop), null, factsFor(by.customer, { ...world, now }));
    if (!('events' in opening))
      throw new Error(`expected ${sop.key} to be opened, got ${JSON.stringify(opening)}`);
    history = [opening.events];
    lived = [];
    const opened = frozen(replay(history) as Ticket);
    states.push(opened.state);
    return opened;
  }
  function ends(): void {
    if (JSON.stringify(replay(history)) !== JSON.stringify(ticket))
      broken.push('history replays to the same ticket');
    if (history.flat().length !== ticket.events) broken.push('every event is counted once');
  }
  for (const { helps, waitMs, behind, ...whim } of whims) {
    now += waitMs;
    // Of what is over little can be asked: another one begins.
    if (helps !== null && helps > 2 && ticket.category === 'closed') {
      ends();
      ticket = begin();
    }
    const { type, input, actor: who } = helps === null ? whim : helpful(sop, ticket, helps);
    const facts: Facts = factsFor(who, { ...world, now, other: { ...ticket, ...OTHER } });
    const seen = helps !== null || behind === null ? {} : { seen: Math.max(1, ticket.version - behind) };
    const command: Command = { ...api(type, input, who), ...seen };
    const decision = gate(command, ticket, facts);
    if (!('events' in decision)) continue;
    const after = frozen(evolveAll(ticket, decision.events, TICKET_ID));
    const reactions = react(ticket, after, decision.events, facts);
    const deed = { before: ticket, after, events: decision.events, reactions, facts };
    broken.push(...brokenLaws(deed).map((law) => `${type}: ${law}`));
    broken.push(...brokenTargetLaws(deed).map((law) => `${type}: ${law}`));
    broken.push(...brokenUndo(deed, lived));
    lived.push({ before: ticket, after, by: who, at: now });
    history.push(decision.events);
    deeds += 1;
    ticket = after;
    types.add(type);
    states.push(ticket.state);
  }
  ends();
  return { broken, states, deeds, types };
}

/** The ticket that number 8 is: alike, and in the first state of its own. */
const OTHER = { id: 8, links: [], category: 'open' as const };

function opens(sop: Sop): Command {
  const fields = Object.values(sop.fields).filter(({ intake }) => intake);
  const answers = Object.fromEntries(fields.map((field) => [field.key, answerFor(field)]));
  return api('open', { sop: sop.key, fields: answers }, by.customer);
}

function api(type: string, input: Input, actor: Actor): Command {
  return { type, ticketId: TICKET_ID, input, actor, cause: { kind: 'api', key: 'x' } };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
