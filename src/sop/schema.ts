/** The YAML of an SOP: what a file may say. `compile` makes the `Sop` of it, `check` asks whether it makes sense. */
import { z } from 'zod';
import { approval } from './approval-schema.js';
import { around, beforeOrAfter, duration, namedDate } from './date-schema.js';
import { count, field } from './field-schema.js';
import {
  expecting,
  line,
  name,
  named,
  oneOf,
  oneOrMany,
  pattern,
  shape,
  slug,
  text,
  yesNo,
} from './shape.js';

const clock = oneOf(['business', 'calendar']);
const audience = oneOf(['requester', 'assignee', 'queue', 'lead']);
/** Key of a text: `say.<key>` in the messages. */
export const textKey = pattern(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/u, 'the key of a text', 'review_rejected');

const tell = shape('a notice, { tell: …, say: … }', {
  tell: audience,
  say: textKey,
  once: yesNo.default(false),
  link: name.optional(),
});

/** Names of fields both SOPs have, or field of the new ticket -> field of this one. */
const copied = z.union([oneOrMany('fields to copy', name), named('fields of the new ticket', name, name)], {
  error: expecting('fields to copy', 'write [phone, title], or { their_field: our_field }'),
});

/** Exactly one thing a transition does; which one, the key tells. */
const effect = shape('none, or effects such as { tell: …, say: … }', {
  tell: audience.optional(),
  say: textKey.optional(),
  once: yesNo.optional(),
  link: name.optional(),
  assign: name.optional(),
  unassign: z.literal(true, { error: expecting('true') }).optional(),
  open: shape('a ticket to open, { sop: …, copy: […] }', {
    sop: slug,
    /** Where it waits, if not where its own SOP says. */
    queue: slug.optional(),
    copy: copied.optional(),
    wait: oneOf(['all', 'any', 'none']).default('none'),
  }).optional(),
}).superRefine((written, context) => {
  const kinds = (['tell', 'assign', 'unassign', 'open'] as const).filter(
    (kind) => written[kind] !== undefined,
  );
  if (kinds.length !== 1)
    context.addIssue(
      expecting(
        'one effect an entry: tell, assign, unassign or open',
        'write several as a list: [ { … }, { … } ]',
      ),
    );
  if (written.tell !== undefined && written.say === undefined)
    context.addIssue(expecting('a text beside tell', 'add "say: <key of a text>"'));
  if (written.tell === undefined && (written.say ?? written.link ?? written.once) !== undefined)
    context.addIssue(expecting('somebody to tell', 'add "tell: requester" beside say'));
});

const byPriority = shape('durations by priority, { P1: 1h, P2: 4h }', {
  P1: duration.optional(),
  P2: duration.optional(),
  P3: duration.optional(),
  P4: duration.optional(),
});

const limit = shape('none, or a limit, { within: 4h, … }', {
  within: duration,
  /** Where some priorities have another one. */
  by_priority: byPriority.optional(),
  clock: clock.default('business'),
  warn: duration.optional(),
  late_reason: yesNo.default(false),
  sorry: textKey.optional(),
});

const state = shape('a state', {
  category: oneOf(['new', 'open', 'pending', 'resolved', 'closed']),
  label: text,
  public: text.optional(),
  owner: pattern(
    /^(requester|assignee|role:[a-z][a-z0-9_]{0,39}|queue:[a-z][a-z0-9_-]*)$/u,
    'an owner: requester, assignee, role:<role> or queue:<name>',
    'queue:registration',
  ).optional(),
  guide: textKey.optional(),
  enter: oneOrMany('notices, { tell: …, say: … }', tell, 'none').optional(),
  leave: oneOrMany('notices, { tell: …, say: … }', tell, 'none').optional(),
  limit: z.preprocess((value) => (value === 'none' ? null : value), limit.nullable()).optional(),
  checklist: named('points to confirm', name, text).optional(),
  /** Points of the checklist that an outside system answers. */
  checked_by: named(
    'points of the checklist',
    name,
    shape('who answers, { source: …, within: … }', { source: slug, within: duration.optional() }),
  ).default({}),
  replies: oneOrMany('keys of canned replies', textKey).optional(),
  stage: name.optional(),
  stage_back: yesNo.optional(),
  group: yesNo.default(false),
}).superRefine(({ category, checked_by, checklist, group, guide, owner, stage, stage_back }, context) => {
  for (const item of Object.keys(checked_by))
    if (!Object.hasOwn(checklist ?? {}, item))
      context.addIssue({
        code: 'custom',
        path: ['checked_by', item],
        message: expecting('a point of the checklist', `add ${item} to "checklist", or remove it here`),
      });
  if (guide !== undefined && owner !== 'requester')
    context.addIssue(
      expecting('a guide where the requester is waited for', 'add "owner: requester", or remove "guide"'),
    );
  if (group && category === 'closed')
    context.addIssue(
      expecting('a group where work goes on', 'remove "group: true": the ticket is over in this state'),
    );
  if (stage === undefined && stage_back !== undefined)
    context.addIssue(expecting('stage beside stage_back', 'add "stage: <a stage of customers>"'));
});

const condition = z.preprocess(
  (value) => (value === 'always' ? {} : value),
  shape('always, or conditions such as { has: [field], checklist: done, within: 7d }', {
    has: oneOrMany('fields that must be filled', name).optional(),
    checklist: z.literal('done', { error: expecting('done', 'write checklist: done') }).optional(),
    children: z.literal('done', { error: expecting('done', 'write children: done') }).optional(),
    division: oneOf(['complete', 'done']).optional(),
    within: duration.optional(),
  }),
);

const transition = shape('a transition', {
  label: text,
  words: oneOrMany('words people say for it', line).optional(),
  from: oneOrMany('the states it starts from', name),
  to: name,
  by: oneOrMany(
    'who is responsible',
    pattern(
      /^([a-z][a-z0-9_]{0,39}|source:[a-z][a-z0-9_-]*)$/u,
      'requester, assignee, system, a role or source:<name>',
      '[assignee, lead]',
    ),
  ),
  /** The short way to write an approval by one other person with one of these roles. */
  two_hands: oneOrMany('roles of the second person', name).optional(),
  approval: approval.optional(),
  input: named('inputs', name, field.omit({ ask: true })).optional(),
  when: condition,
  do: oneOrMany('none, or effects such as { tell: …, say: … }', effect, 'none'),
  auto: yesNo.default(false),
  danger: yesNo.default(false),
}).superRefine(({ two_hands, approval: whole }, context) => {
  if (two_hands !== undefined && whole !== undefined)
    context.addIssue(
      expecting(
        'two_hands or approval, not both',
        'keep approval: "by: [role:lead]" says what two_hands does',
      ),
    );
});

const timer = shape('a timer', {
  in: oneOrMany('the states it runs in', name),
  ...around,
  date: namedDate.optional(),
  clock: clock.default('calendar'),
  repeat: duration.optional(),
  times: count.optional(),
  when: condition.optional(),
  tell: audience.optional(),
  say: textKey.optional(),
  link: name.optional(),
  // biome-ignore lint/suspicious/noThenProperty: `then` is a word of the YAML, and a schema is never awaited.
  then: name.optional(),
}).superRefine((written, context) => {
  const { repeat, times, tell, say, link, then } = written;
  for (const issue of whenItStarts(written)) context.addIssue(issue);
  if ((tell === undefined) !== (say === undefined))
    context.addIssue(expecting('tell and say together', 'write both, or neither'));
  if (link !== undefined && say === undefined)
    context.addIssue(expecting('link beside a text', 'add "tell: …, say: …", or remove the link'));
  if (tell === undefined && say === undefined && then === undefined)
    context.addIssue(
      expecting('a timer that does something', 'add "tell: …, say: …" or "then: <transition>"'),
    );
  if ((repeat === undefined) !== (times === undefined || times === 1))
    context.addIssue(
      expecting('repeat and times together', 'write both, such as "repeat: 1d, times: 3", or neither'),
    );
});

/** A timer is counted from the entry of its state, or comes once around a date. */
function whenItStarts(
  written: {
    readonly [key in 'date' | 'before' | 'after' | 'at' | 'repeat' | 'when']?: unknown;
  },
): string[] {
  const { date, before, after, at, repeat, when } = written;
  const issues = beforeOrAfter(written);
  if (date === undefined && (before !== undefined || at !== undefined))
    issues.push(expecting('a date beside before and at', 'add "date: <field>" or "date: customer.<date>"'));
  if (date === undefined && before === undefined && after === undefined)
    issues.push(
      expecting(
        'a duration after the state is entered, or a date',
        'add "after: 2h", "date: <field>" or "date: customer.<date>"',
      ),
    );
  if (repeat !== undefined && (date ?? when) !== undefined)
    issues.push(expecting('a timer with a date or a condition to come once', 'remove repeat and times'));
  return issues;
}

export const sopFile = shape('an SOP', {
  sop: slug,
  version: count,
  title: text,
  kind: oneOf(['incident', 'service-request', 'problem', 'change']),
  queue: slug,
  initial: name,
  subject: line,
  words: oneOrMany('words a requester says to start it', line).optional(),
  fields: named('fields', name, field).default({}),
  states: named('states', name, state),
  transitions: named('transitions', name, transition),
  timers: named('timers', name, timer).default({}),
  ask: shape('what the requester is asked afterwards, { csat: true, nps: 90d }', {
    csat: yesNo.default(false),
    nps: duration.optional(),
  }).optional(),
}).superRefine(({ ask, states }, context) => {
  const resolved = Object.values(states).some(({ category }) => category === 'resolved');
  if (ask !== undefined && !resolved)
    context.addIssue({
      code: 'custom',
      path: ['ask'],
      message: expecting(
        'a state in which it is resolved',
        'add "category: resolved" to one, or remove "ask"',
      ),
    });
});

export type SopFile = z.infer<typeof sopFile>;
export type StateFile = z.infer<typeof state>;
export type TimerFile = z.infer<typeof timer>;
export type TransitionFile = z.infer<typeof transition>;
export type EffectFile = z.infer<typeof effect>;
