/** The YAML of 审批: who besides the one who begins a step has to agree to it, and until when. */
import { z } from 'zod';
import { duration } from './date-schema.js';
import { count } from './field-schema.js';
import { expecting, name, oneOf, oneOrMany, pattern, shape } from './shape.js';

const approver = pattern(
  /^(role:[a-z][a-z0-9_]{0,39}|member:[a-z][a-z0-9_.-]*|leader|queue lead)$/u,
  'an approver: role:<role>, member:<member>, leader or queue lead',
  '[role:manager, leader]',
);

export const approval = shape('an approval, { by: role:lead, … }', {
  by: oneOrMany('who has to agree', approver),
  quorum: z
    .union([z.literal('all'), count], {
      error: expecting('all, or a whole number of 1 or more', 'write quorum: all'),
    })
    .optional(),
  order: oneOf(['any', 'in_turn']).default('any'),
  on_reject: name.optional(),
  within: duration.optional(),
  expires: duration.optional(),
  serves: oneOrMany('later steps it serves as well', name).optional(),
  watch: oneOrMany('fields it rests on', name).optional(),
}).superRefine(({ serves, watch }, context) => {
  if (watch !== undefined && serves === undefined)
    context.addIssue(expecting('serves beside watch', 'add "serves: <a later step>", or remove watch'));
});
