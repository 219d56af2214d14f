/** From a well-formed file to a `Sop` with every default filled in; whether it makes sense is asked by `check`. */
import type { Role } from '../people/people.js';
import { anotherOf } from './approval.js';
import { choicesOf } from './choices.js';
import { MORNING } from './date-schema.js';
import type { FieldFile } from './field-schema.js';
import type { Problem } from './problem.js';
import { optional, own, record, recordOf } from './record.js';
import type { EffectFile, SopFile, StateFile, TimerFile, TransitionFile } from './schema.js';
import { sopFile } from './schema.js';
import type {
  Approval,
  Approver,
  CheckedBy,
  Effect,
  Field,
  Guard,
  Limit,
  Owner,
  Responsible,
  Sop,
  State,
  Tell,
  TimerStart,
  Transition,
} from './sop.js';
import { readYaml, type Source, type YamlSource } from './yaml-source.js';
import { zodProblems } from './zod-problems.js';

/** A `Sop` that still has to be checked, with the file to point at. */
export interface Draft {
  readonly sop: Sop;
  readonly yaml: YamlSource;
}

/** Reads and shapes one file. */
export function draftSop(source: Source): Draft | { problems: Problem[] } {
  const read = readYaml(source);
  if ('problems' in read) return read;
  const parsed = sopFile.safeParse(read.yaml.value);
  if (!parsed.success) return { problems: zodProblems(read.yaml, parsed.error) };
  return { sop: sopOf(parsed.data), yaml: read.yaml };
}

function sopOf(file: SopFile): Sop {
  return {
    key: file.sop,
    version: file.version,
    title: file.title,
    kind: file.kind,
    queue: file.queue,
    initial: file.initial,
    subject: file.subject,
    words: file.words ?? [],
    fields: recordOf(file.fields, (field, key) => fieldOf({ ...field, intake: field.ask === 'intake' }, key)),
    states: recordOf(file.states, stateOf),
    transitions: recordOf(file.transitions, transitionOf),
    timers: recordOf(file.timers, (timer, key) => ({
      key,
      in: timer.in,
      start: startOf(timer),
      clock: timer.clock,
      repeat: timer.repeat ?? null,
      times: timer.times ?? 1,
      tell: timer.tell ?? null,
      say: timer.say ?? null,
      ...optional('link', timer.link),
      // biome-ignore lint/suspicious/noThenProperty: `then` is a word of the contract; a timer is never awaited.
      then: timer.then ?? null,
      when: timer.when ? guardsOf(timer.when) : [],
    })),
    ...optional('ask', file.ask && { csat: file.ask.csat, nps: file.ask.nps ?? null }),
  };
}

export function fieldOf(file: Omit<FieldFile, 'ask'> & { readonly intake: boolean }, key: string): Field {
  const { choices, red_line } = file;
  return {
    key,
    type: file.type,
    label: file.label,
    ...optional('hint', file.hint),
    intake: file.intake,
    required: file.required,
    personal: file.personal,
    ...optional('max', file.max),
    ...optional('min', file.min),
    ...optional('currency', file.currency),
    ...optional('choices', choices && choicesOf(choices)),
    ...optional('tableKey', file.table),
    ...optional('redLine', red_line && { atLeast: red_line.at_least, approve: red_line.approve ?? null }),
    ...optional('accept', file.accept),
    ...optional('maxMb', file.max_mb),
    ...optional('image', imageOf(file)),
  };
}

function imageOf({ min_width, min_height, ratio }: Pick<FieldFile, 'min_width' | 'min_height' | 'ratio'>) {
  if ((min_width ?? min_height ?? ratio) === undefined) return undefined;
  const [width = 0, height = 0] = (ratio ?? '').split(':').map(Number);
  return {
    ...optional('minWidth', min_width),
    ...optional('minHeight', min_height),
    ...optional('ratio', ratio === undefined ? undefined : { width, height }),
  };
}

/** A step that waits for staff is watched even if its author forgot to: nobody notices a ticket that only lies there. */
const HOUSE_LIMIT: Limit = { within: { days: 1, ms: 0 }, clock: 'business', warn: null, lateReason: false };

function stateOf(file: StateFile, key: string): State {
  const { category, limit } = file;
  const role = file.owner?.startsWith('role:') ? file.owner.slice('role:'.length) : undefined;
  const owner = (role === undefined ? (file.owner ?? null) : 'assignee') as Owner | null;
  const staff = owner !== null && owner !== 'requester' && category !== 'resolved' && category !== 'closed';
  return {
    key,
    category,
    label: file.label,
    ...optional('publicLabel', file.public),
    owner,
    ...optional('givenTo', role as Role | undefined),
    ...optional('guide', file.guide),
    enter: (file.enter ?? []).map(tellOf),
    leave: (file.leave ?? []).map(tellOf),
    limit: limit ? limitOf(limit) : limit === undefined && staff ? HOUSE_LIMIT : null,
    checklist: Object.entries(file.checklist ?? {}).map(([item, label]) => ({
      ...{ key: item, label },
      ...optional('checkedBy', checkedBy(own(file.checked_by, item))),
    })),
    replies: file.replies ?? [],
    stage: file.stage === undefined ? null : { key: file.stage, back: file.stage_back ?? false },
    group: file.group,
  };
}

function checkedBy(file: StateFile['checked_by'][string] | undefined): CheckedBy | undefined {
  return file && { source: file.source, within: file.within ?? null };
}

function limitOf(file: NonNullable<StateFile['limit']>): Limit {
  const { within, by_priority, clock, warn, late_reason, sorry } = file;
  const byPriority = by_priority && record(Object.entries(by_priority));
  return {
    within,
    ...optional('byPriority', byPriority),
    clock,
    warn: warn ?? null,
    lateReason: late_reason,
    ...optional('sorry', sorry),
  };
}

function tellOf({ link, ...tell }: NonNullable<StateFile['enter']>[number]): Tell {
  return { ...tell, ...optional('link', link) };
}

const CUSTOMER = 'customer.';

/** The schema saw to it that a timer without a date has a duration. */
function startOf({ date, before, after, at }: TimerFile): TimerStart {
  if (date === undefined) return { from: 'entry', after: after ?? { days: 0, ms: 0 } };
  const around = { at: at ?? MORNING, before: before ?? null, after: after ?? null };
  return date.startsWith(CUSTOMER)
    ? { from: 'customer', date: date.slice(CUSTOMER.length), around }
    : { from: 'field', field: date, around };
}

function transitionOf(file: TransitionFile, key: string): Transition {
  return {
    key,
    label: file.label,
    words: file.words ?? [],
    from: file.from,
    to: file.to,
    by: file.by as Responsible[],
    approval: approvalOf(file),
    input: Object.entries(file.input ?? {}).map(([input, field]) =>
      fieldOf({ ...field, intake: false }, input),
    ),
    when: guardsOf(file.when),
    do: file.do.map(effectOf),
    auto: file.auto,
    danger: file.danger,
  };
}

function approvalOf({ two_hands, approval }: TransitionFile): Approval | null {
  if (two_hands !== undefined) return anotherOf(two_hands, 'two_hands');
  if (approval === undefined) return null;
  const { by, quorum, order, on_reject, within, expires, serves, watch } = approval;
  const inTurn = order === 'in_turn';
  return {
    written: 'approval',
    by: by.map((who) => (who === 'queue lead' ? 'role:lead' : (who as Approver))),
    quorum: quorum ?? (inTurn ? 'all' : 1),
    inTurn,
    onReject: on_reject ?? null,
    within: within ?? null,
    expires: expires ?? null,
    serves: serves ?? [],
    watch: watch ?? null,
  };
}

function guardsOf({ has, checklist, children, division, within }: TransitionFile['when']): Guard[] {
  return [
    ...(has ? [{ guard: 'has', fields: has } as const] : []),
    ...(checklist ? [{ guard: 'checklist_done' } as const] : []),
    ...(children ? [{ guard: 'children_done' } as const] : []),
    ...(division ? [{ guard: 'division', must: division } as const] : []),
    ...(within ? [{ guard: 'within', duration: within } as const] : []),
  ];
}

/** The schema saw to it that there is exactly one kind, and that `say` stands beside `tell`. */
function effectOf({ tell, say = '', once = false, link, assign, open }: EffectFile): Effect {
  if (tell !== undefined) return { effect: 'tell', tell, say, once, ...optional('link', link) };
  if (assign !== undefined) return { effect: 'assign', input: assign };
  if (open !== undefined) return opensOf(open);
  return { effect: 'unassign' };
}

function opensOf({ sop, queue, copy, wait }: NonNullable<EffectFile['open']>): Effect {
  const fields = Array.isArray(copy) ? record(copy.map((key) => [key, key] as const)) : (copy ?? {});
  return { effect: 'open', sop, queue: queue ?? null, copy: fields, wait: wait === 'none' ? null : wait };
}
