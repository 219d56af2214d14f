/** The YAML of escalation: ladders with their rungs, and which tickets climb which. */
import { z } from 'zod';
import { duration } from './date-schema.js';
import { count } from './field-schema.js';
import { PRIORITIES } from './priority.js';
import { expecting, named, oneOf, oneOrMany, pattern, shape, slug, text } from './shape.js';
import { TARGETS } from './sla.js';

const AT = expecting(
  'when a rung comes: a share of the time such as 80%, due, or a time before or after it such as -30m, +2h',
  'write it like "at: 80%", "at: due", "at: -30m" or "at: +2h"',
);
const SHARE = /^(\d{1,3})%$/u;

/** On the clock's own time; a share is of what the clock allows. */
const at = z.string({ error: AT }).transform((written, context) => {
  if (written === 'due') return { share: 100 };
  const [, share] = SHARE.exec(written) ?? [];
  if (share !== undefined && Number(share) > 0) return { share: Number(share) };
  const side = written.startsWith('-') ? 'before' : written.startsWith('+') ? 'after' : null;
  const time = duration.safeParse(written.slice(1));
  if (side !== null && time.success) return { side, time: time.data } as const;
  context.addIssue(AT);
  return z.NEVER;
});

/** Beside the chat by mail or by text message, where somebody has an account of the kind. */
export const CHANNELS = ['chat', 'mail', 'sms', 'urgent', 'digest'] as const;
/** A channel people ask for and no platform brings yet. */
const NOT_THERE = 'phone';

const via = z.string().transform((written, context): (typeof CHANNELS)[number] => {
  const channel = CHANNELS.find((one) => one === written);
  if (channel !== undefined) return channel;
  context.addIssue(
    written === NOT_THERE
      ? expecting(
          `a channel that is there, one of ${CHANNELS.join(', ')}`,
          'nothing here calls people yet: "via: urgent" pages them on their chat platform',
        )
      : expecting(`one of ${CHANNELS.join(', ')}`, CHANNELS.join(' ')),
  );
  return z.NEVER;
});

const rung = shape('a rung, { at: …, to: … }', {
  at,
  to: oneOrMany(
    'whom it tells',
    pattern(
      /^(assignee|leader|lead|department|queue|owner|role:[a-z][a-z0-9_]{0,39})$/u,
      'somebody to tell: assignee, leader, lead, department, queue, owner or role:<role>',
      'leader',
    ),
  ),
  via: via.default('chat'),
  repeat: duration.optional(),
  times: count.max(50, { error: expecting('at most 50 times') }).optional(),
  /** So long before it comes the handler is told who will be told. */
  courtesy: duration.optional(),
}).superRefine(({ repeat, times }, context) => {
  if ((repeat === undefined) !== (times === undefined || times === 1))
    context.addIssue(
      expecting('repeat and times together', 'write both, such as "repeat: 1h, times: 3", or neither'),
    );
});

const ladder = shape('a ladder, { name, rungs, idle }', {
  name: text,
  rungs: z.array(rung, { error: expecting('a list of rungs') }).min(1, {
    error: expecting('a list of rungs', 'write at least one: "rungs: [ { at: due, to: assignee } ]"'),
  }),
  /** Acknowledged and then left alone for so long, it goes on. */
  idle: duration.optional(),
});

const use = shape(
  'which tickets climb a ladder, { limit: …, priority: …, queue: …, sop: …, routine: …, ladder: … }',
  {
    /** Left out: every limit. */
    limit: oneOrMany('limits', oneOf(['step', ...TARGETS])).optional(),
    priority: oneOrMany('priorities', oneOf(PRIORITIES)).optional(),
    queue: oneOrMany('queues', slug).optional(),
    sop: oneOrMany('SOPs', slug).optional(),
    /** Only what these routines opened. */
    routine: oneOrMany('routines', slug).optional(),
    ladder: slug,
  },
);

export const escalationFile = shape('the escalation, { ladders, use }', {
  ladders: named('ladders', slug, ladder),
  use: z.array(use, { error: expecting('a list of rules, [ { priority: P1, ladder: … } ]') }),
});

export type EscalationFile = z.infer<typeof escalationFile>;
