/** Two versions of one SOP, aspect by aspect: fields, states with their checklists, transitions with their inputs, timers. */
import type {
  ChecklistItem,
  Effect,
  Field,
  Guard,
  Opens,
  Owner,
  Responsible,
  Sop,
  State,
  Tell,
  TimerRule,
  TimerStart,
  Transition,
} from '../sop.js';
import { approvalAspects } from './approval.js';
import { type Change, changesOf, type Kind } from './changes.js';
import { all, around, duration, inside, names, plain, type Said, text, yes } from './said.js';

/** The SOP itself first, then its parts in the order of the file. */
export function changesOfSop(before: Sop, after: Sop, role: (key: string) => Said): Change[] {
  const own = vocabulary(before, after, role);
  const fields: Kind<Field> = { ...fieldKind('field', (field) => text(field.label)), ordered: true };
  return [
    ...changesOf(sopKind(own), [before], [after]),
    ...changesOf(fields, values(before.fields), values(after.fields)),
    ...changesOf(stateKind(own), values(before.states), values(after.states)),
    ...changesOf(transitionKind(own), values(before.transitions), values(after.transitions)),
    ...changesOf(timerKind(own), values(before.timers), values(after.timers)),
  ];
}

const values = <T>(of: Readonly<Record<string, T>>): T[] => Object.values(of);

/** What both versions call their parts. */
interface Vocabulary {
  readonly field: (key: string) => Said;
  readonly state: (key: string) => Said;
  readonly step: (key: string) => Said;
  readonly role: (key: string) => Said;
}

const vocabulary = (before: Sop, after: Sop, role: Vocabulary['role']): Vocabulary => ({
  role,
  field: names(before.fields, after.fields),
  state: names(before.states, after.states),
  step: names(before.transitions, after.transitions),
});

const sopKind = ({ state }: Vocabulary): Kind<Sop> => ({
  item: 'sop',
  key: (sop) => sop.key,
  name: (sop) => text(sop.title),
  aspects: {
    version: (sop) => sop.version,
    name: (sop) => text(sop.title),
    ticket_kind: (sop) => sop.kind,
    queue: (sop) => sop.queue,
    initial: (sop) => state(sop.initial),
    subject: (sop) => sop.subject,
    words: (sop) => all(sop.words),
    csat: (sop) => yes(sop.ask?.csat ?? false),
    nps: (sop) => duration(sop.ask?.nps ?? null),
  },
});

export function fieldKind(
  item: 'field' | 'input' | 'customer_field',
  name: (field: Field) => Said,
): Kind<Field> {
  return {
    item,
    name,
    key: (field) => field.key,
    aspects: {
      name: (field) => text(field.label),
      type: (field) => ({ message: `difference.type.${field.type}` }),
      hint: (field) => text(field.hint),
      intake: (field) => yes(field.intake),
      required: (field) => yes(field.required),
      personal: (field) => yes(field.personal),
      max: (field) => plain(field.max),
      min: (field) => plain(field.min),
      choices: (field) => all(field.choices?.map(({ value, label }) => inside(value, text(label)))),
      accept: (field) => all(field.accept),
      max_mb: (field) => plain(field.maxMb),
      min_width: ({ image }) => plain(image?.minWidth),
      min_height: ({ image }) => plain(image?.minHeight),
      ratio: ({ image }) => plain(image?.ratio && `${image.ratio.width}:${image.ratio.height}`),
      currency: (field) => plain(field.currency),
      red_line: ({ redLine }) => plain(redLine?.atLeast),
      approve: ({ redLine }) => all(redLine?.approve?.map((key) => ({ message: `role.${key}` }))),
      table: ({ tableKey = '', table }) =>
        all(table && [tableKey, ...[table.columns, ...table.rows].map((row) => row.join(' '))]),
    },
  };
}

const stateKind = ({ step, role }: Vocabulary): Kind<State> => ({
  item: 'state',
  ordered: true,
  key: (state) => state.key,
  name: (state) => text(state.label),
  aspects: {
    name: (state) => text(state.label),
    public_name: (state) => text(state.publicLabel),
    category: (state) => ({ message: `difference.category.${state.category}` }),
    owner: ({ owner: who, givenTo }) =>
      who === null ? plain(null) : givenTo === undefined ? owner(who) : inside(owner(who), role(givenTo)),
    limit: (state) => duration(state.limit?.within ?? null),
    by_priority: ({ limit }) =>
      all(Object.entries(limit?.byPriority ?? {}).map(([key, within]) => inside(key, duration(within)))),
    clock: (state) => (state.limit ? clock(state.limit.clock) : plain(null)),
    warn: (state) => duration(state.limit?.warn ?? null),
    late_reason: (state) => yes(state.limit?.lateReason ?? false),
    sorry: (state) => plain(state.limit?.sorry),
    guide: (state) => plain(state.guide),
    enter: (state) => all(state.enter.map((each) => tell(each, step))),
    leave: (state) => all(state.leave.map((each) => tell(each, step))),
    replies: (state) => all(state.replies),
    stage: ({ stage }) => plain(stage?.key),
    stage_back: ({ stage }) => yes(stage?.back ?? false),
    group: ({ group }) => yes(group),
  },
  parts: (before, after, name) => changesOf(checkKind(name), before.checklist, after.checklist),
});

const checkKind = (state: Said): Kind<ChecklistItem> => ({
  item: 'check',
  ordered: true,
  key: ({ key }) => key,
  name: ({ label }) => inside(state, text(label)),
  aspects: {
    name: ({ label }) => text(label),
    checked_by: ({ checkedBy }) =>
      checkedBy ? inside(checkedBy.source, duration(checkedBy.within)) : plain(null),
  },
});

const transitionKind = ({ state, field, step, role }: Vocabulary): Kind<Transition> => ({
  item: 'transition',
  ordered: true,
  key: (transition) => transition.key,
  name: (transition) => text(transition.label),
  aspects: {
    name: (transition) => text(transition.label),
    words: (transition) => all(transition.words),
    from: (transition) => all(transition.from.map(state)),
    to: (transition) => state(transition.to),
    by: (transition) => all(transition.by.map((who) => responsible(who, role))),
    ...approvalAspects({ state, step, field, role }),
    when: (transition) => all(transition.when.map((guard) => condition(guard, field))),
    do: (transition) => all(transition.do.map((each) => effect(each, step))),
    auto: (transition) => yes(transition.auto),
    danger: (transition) => yes(transition.danger),
  },
  parts: (before, after, name) =>
    changesOf(
      fieldKind('input', ({ label }) => inside(name, text(label))),
      before.input,
      after.input,
    ),
});

const timerKind = ({ state, step, field }: Vocabulary): Kind<TimerRule> => ({
  item: 'timer',
  key: (timer) => timer.key,
  name: (timer) => timer.key,
  aspects: {
    in: (timer) => all(timer.in.map(state)),
    date: ({ start }) => dateNamed(start, field),
    after: ({ start }) => ('after' in start ? duration(start.after) : around(start.around)),
    clock: (timer) => clock(timer.clock),
    repeat: (timer) => duration(timer.repeat),
    times: (timer) => timer.times,
    when: (timer) => all(timer.when.map((guard) => condition(guard, field))),
    tell: (timer) => (timer.tell === null ? plain(null) : audience(timer.tell)),
    say: (timer) => plain(timer.say),
    link: (timer) => (timer.link === undefined ? plain(null) : step(timer.link)),
    // biome-ignore lint/suspicious/noThenProperty: `then` is a word of the contract; an aspect is never awaited.
    then: (timer) => (timer.then === null ? plain(null) : step(timer.then)),
  },
});

function dateNamed(start: TimerStart, field: (key: string) => Said): Said {
  if (start.from === 'entry') return plain(null);
  return start.from === 'field' ? field(start.field) : start.date;
}

const audience = (who: string): Said => ({ message: `difference.audience.${who}` });
const clock = (kind: string): Said => ({ message: `difference.clock.${kind}` });

function owner(who: Owner): Said {
  if (who === 'requester' || who === 'assignee') return audience(who);
  return { message: 'owner.queue', params: { name: who.slice('queue:'.length) } };
}

function responsible(who: Responsible, role: Vocabulary['role']): Said {
  if (who === 'requester' || who === 'assignee') return audience(who);
  if (who === 'system') return { message: 'person.system' };
  if (who.startsWith('source:'))
    return { message: 'person.source', params: { name: who.slice('source:'.length) } };
  return role(who);
}

function tell({ tell: who, say, once, link }: Tell, step: (key: string) => Said): Said {
  const told: Said = {
    message: once ? 'difference.tell_once' : 'difference.tell',
    params: { who: audience(who), say },
  };
  return link === undefined ? told : { message: 'difference.linked', params: { told, link: step(link) } };
}

function condition(guard: Guard, field: (key: string) => Said): Said {
  switch (guard.guard) {
    case 'has':
      return { message: 'difference.when.has', params: { fields: guard.fields.map(field) } };
    case 'checklist_done':
      return { message: 'difference.when.checklist' };
    case 'children_done':
      return { message: 'difference.when.children' };
    case 'division':
      return { message: `difference.when.division_${guard.must}` };
    case 'within':
      return { message: 'difference.when.within', params: { time: duration(guard.duration) } };
  }
}

function effect(of: Effect, step: (key: string) => Said): Said {
  switch (of.effect) {
    case 'tell':
      return tell(of, step);
    case 'assign':
      return { message: 'difference.do.assign', params: { input: of.input } };
    case 'unassign':
      return { message: 'difference.do.unassign' };
    case 'open':
      return opened(of);
  }
}

function opened({ sop, queue, copy, wait }: Opens): Said {
  const fields = Object.entries(copy).map(([into, from]) => (into === from ? into : inside(into, from)));
  const where = queue === null ? sop : inside(sop, queue);
  return {
    message: `difference.do.open${wait === null ? '' : `_${wait}`}`,
    params: { sop: where, fields: all(fields) },
  };
}
