/** The YAML of `sla` in desk.yaml: what is promised for which tickets. */
import { z } from 'zod';
import { categoryPath } from './categories.js';
import { duration } from './date-schema.js';
import { count } from './field-schema.js';
import { PRIORITIES } from './priority.js';
import { expecting, name, named, oneOf, oneOrMany, shape, slug, yesNo } from './shape.js';

const clock = oneOf(['business', 'calendar']);

const target = z.preprocess(
  (value) => (typeof value === 'string' ? { within: value } : value),
  shape('a target, such as 4h or { within: 4h, warn: 30m }', {
    within: duration,
    clock: clock.optional(),
    warn: duration.optional(),
    late_reason: yesNo.optional(),
  }),
);

/** How much may be asked for beyond what is promised, in the life of a ticket. */
export const extensionFile = shape('a bound on extensions, { times: 2, total: 2h }', {
  times: count,
  total: duration,
});

const rule = shape('a rule, { for, first_response, next_response, resolution }', {
  /** Absent: all tickets. */
  for: shape('tickets that are meant, { priority, category, tier, queue }', {
    priority: oneOrMany('priorities', oneOf(PRIORITIES)).optional(),
    /** A category means what is below it too. */
    category: oneOrMany('categories', categoryPath).optional(),
    tier: oneOrMany('tiers of customers', name).optional(),
    queue: oneOrMany('queues', slug).optional(),
  }).default({}),
  first_response: target.optional(),
  next_response: target.optional(),
  resolution: target.optional(),
  /** Of all targets that do not say otherwise. */
  clock: clock.default('business'),
  late_reason: yesNo.default(false),
  extend: extensionFile.optional(),
}).superRefine(({ first_response, next_response, resolution }, context) => {
  if ((first_response ?? next_response ?? resolution) === undefined)
    context.addIssue(expecting('a rule that promises something', 'add "resolution: 8h" or another target'));
});

export const slaFile = named('rules', name, rule);
export type SlaFile = z.infer<typeof slaFile>;
