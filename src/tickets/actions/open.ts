/** 开单: a ticket begins, asked for by a requester, by a member on their behalf, by a hook or by a hand-over. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { teamOf } from '../../people/staff.js';
import { type Category, categoryOfSop } from '../../sop/categories.js';
import { PRIORITIES } from '../../sop/priority.js';
import type { State } from '../../sop/sop.js';
import type { Opening } from '../action.js';
import type { TicketEvent } from '../events.js';
import type { Facts } from '../facts.js';
import { givenTo } from '../given-to.js';
import { goneCategory } from '../gone-category.js';
import { holdersOf } from '../holders.js';
import { invalidInput, readAnswers } from '../input.js';
import { startLimit } from '../limit.js';
import { newlyTold, stateOf } from '../move.js';
import { belowLine } from '../red-line.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { gradeOfFields } from '../regrade.js';
import { handFor, type Route, type Routed, ruleFor } from '../routing.js';
import { staff } from '../rules.js';
import type { Ticket } from '../ticket.js';
import { titleOf } from '../title.js';

const input = z.strictObject({
  sop: z.string().min(1).max(60),
  fields: z.record(z.string().max(60), z.unknown()).default({}),
  /** Whom it is for, where the actor is not the requester. */
  requesterId: z.string().min(1).max(60).optional(),
  /** Whose matter it is, where the requester's own customer does not tell: only the desk itself knows that. */
  customerId: z.string().min(1).max(60).optional(),
  /** Key of the routine that opens it. */
  routine: z.string().min(1).max(60).optional(),
  /** It opens one like it for many customers: the team hears of all of them at once. */
  batch: z.string().min(1).max(100).optional(),
  /** The ticket whose step opens this one, and whether it waits for it. */
  parent: z.number().int().positive().optional(),
  wait: z.enum(['all', 'any']).optional(),
  /** Where it waits, if not where its SOP says: only the desk itself may say so. */
  queue: z.string().min(1).max(60).optional(),
  /** Absent: what impact and urgency make, where they were asked. */
  priority: z.enum(PRIORITIES).optional(),
  /** What it is about; absent: what its SOP stands for. */
  categoryPath: z.string().min(1).max(200).optional(),
  /** The order it is about, by its external reference. */
  orderRef: z.string().min(1).max(100).optional(),
  /** The requester wants to speak to a person, and said this. */
  human: z.string().trim().min(1).max(4000).optional(),
});
type Input = z.infer<typeof input>;

/** What only the desk itself may say. */
const OF_THE_DESK = ['customerId', 'routine', 'batch', 'queue', 'wait'] as const satisfies (keyof Input)[];

export const open: Opening<Input> = {
  type: 'open',
  words: { 'zh-CN': ['开单', '报单', '新建工单'], en: ['open', 'new'] },
  label: { 'zh-CN': '开单', en: 'Open a ticket' },
  input,
  may({ sop, ...input }, facts) {
    if (sop !== facts.sop.key) return refuse('unknown_sop', { sop });
    const { actor, requester } = facts;
    const own = OF_THE_DESK.find((name) => input[name] !== undefined);
    if (own !== undefined && actor.kind !== 'system') return refuse('unknown_input', { input: own });
    if (input.human !== undefined && actor.kind !== 'requester')
      return refuse('unknown_input', { input: 'human' });
    if (requester.id === '') return refuse('unknown_requester');
    if (actor.kind === 'requester') return actor.id === requester.id ? null : refuse('not_yours');
    return actor.kind === 'member' ? staff(waiting(facts), facts) : null;
  },
  decide({ fields, customerId, routine, batch, parent, wait, queue: named, orderRef, ...given }, facts) {
    const { sop, now } = facts;
    const category = categoryMeant(given.categoryPath, facts);
    if (isRefusal(category)) return category;
    const values = intake(fields, facts);
    if (isRefusal(values)) return values;
    const below = belowLine(values, values, sop);
    if (below) return below;
    const missing = Object.values(sop.fields).filter(
      (field) => field.intake && field.required && !Object.hasOwn(values, field.key),
    );
    if (missing.length > 0) {
      if (facts.actor.kind === 'requester' || facts.actor.kind === 'member')
        return { asks: missing, late: false };
      return refuse('fields_missing', {
        step: { text: sop.title },
        fields: missing.map(({ label }) => ({ text: label })),
        holder: holdersOf(['requester', 'agent'], waiting(facts), facts),
      });
    }
    const state = stateOf(sop, sop.initial);
    const priority = given.priority ?? gradeOfFields(values, facts) ?? category?.priority ?? 'P3';
    const title = titleOf(sop, values, facts);
    // Where the desk itself says what becomes of it, no rule is asked.
    const route =
      named === undefined && routine === undefined
        ? ruleFor({ title, priority, fields: values, category }, facts)
        : null;
    const { queue } = waiting(facts, named ?? route?.rule.queue ?? category?.queue);
    const { routed, events } = assigned(state, queue, route, facts);
    return [
      {
        type: 'ticketOpened',
        at: now,
        by: actorName(facts.actor),
        content: facts.content,
        sop: sop.key,
        title,
        queue,
        requesterId: facts.requester.id,
        customerId: customerId ?? facts.requester.customerId,
        priority,
        fields: values,
        state: state.key,
        category: state.category,
        limit: startLimit(state, priority, facts),
        told: newlyTold(state.enter, []),
        parent: parent ?? null,
        ...(wait === undefined ? {} : { wait }),
        orderRef: orderRef ?? null,
        ...(category ? { categoryPath: category.path } : {}),
        ...(routine === undefined ? {} : { routine }),
        ...(batch === undefined ? {} : { batch }),
        ...(routed === null ? {} : { routed }),
      },
      ...events,
      ...(given.human === undefined ? [] : [askedForHuman(given.human, facts)]),
    ];
  },
};

function askedForHuman(text: string, { now, actor }: Facts): TicketEvent {
  return { type: 'replied', at: now, by: actorName(actor), text, from: 'requester', human: true };
}

/** The category named, if it leads to this SOP; one that is gone is refused with the nearest there is. */
function categoryMeant(
  path: string | undefined,
  { sop, categories = [] }: Facts,
): Category | undefined | Refusal {
  if (path === undefined) return categoryOfSop(categories, sop.key);
  return (
    categories.find((each) => each.path === path && each.sop === sop.key) ?? goneCategory(path, categories)
  );
}

/** People fill what is asked at the start; a hand-over and a hook bring whatever the SOP has a place for. */
function intake(raw: Input['fields'], facts: Facts): Ticket['fields'] | Refusal {
  const { sop, actor, directory, today } = facts;
  const person = actor.kind === 'requester' || actor.kind === 'member';
  const fields = Object.values(sop.fields).filter((field) => field.intake || actor.kind !== 'requester');
  const unknown = Object.keys(raw).filter((key) => !fields.some((field) => field.key === key));
  if (person && unknown.length > 0)
    return invalidInput(
      Object.fromEntries(unknown.map((key) => [key, refuse('unknown_input', { input: key })])),
    );
  const team = teamOf(directory, waiting(facts).queue)?.id ?? '';
  const read = readAnswers(fields, raw, { directory, team, today });
  return isRefusal(read) ? read : read.values;
}

/** A first step that names a role has somebody from the start, and else whoever a rule gives it to. `routed`: nobody has it by the rule. */
function assigned(
  state: State,
  queue: string,
  route: Route | null,
  facts: Facts,
): { readonly routed: Routed | null; readonly events: TicketEvent[] } {
  const given = (to: string, why: Pick<Assigned, 'role' | 'routed' | 'offShift'>): TicketEvent[] => [
    { type: 'ticketAssigned', at: facts.now, by: 'system', to, claimed: false, ...why },
  ];
  if (state.givenTo !== undefined) {
    const { to, ...off } = givenTo(state, queue, null, facts);
    const events = to === null ? [] : given(to, { role: state.givenTo, ...off });
    return { routed: route?.routed ?? null, events };
  }
  if (!route?.rule.to) return { routed: route?.routed ?? null, events: [] };
  const { to, ...off } = handFor(route.rule, queue, facts);
  if (to === null) return { routed: { ...route.routed, nobody: true }, events: [] };
  return { routed: null, events: given(to, { routed: route.routed, ...off }) };
}

type Assigned = Extract<TicketEvent, { type: 'ticketAssigned' }>;

/** The ticket before it is one: rules ask where it will wait and who asked. */
function waiting({ sop, requester }: Facts, other: string | null = null): Ticket {
  const owner = sop.states[sop.initial]?.owner;
  const queue = owner?.startsWith('queue:') ? owner.slice('queue:'.length) : sop.queue;
  return { queue: other ?? queue, assigneeId: null, requesterId: requester.id } as Ticket;
}
