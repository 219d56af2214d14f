/** The YAML of a field: what is asked for, and what an answer must be like. */
import { z } from 'zod';
import { expecting, name, named, oneOf, oneOrMany, pattern, shape, slug, text, yesNo } from './shape.js';

const amount = z.number({ error: expecting('a number') });

export const count = z
  .number({ error: expecting('a whole number of 1 or more') })
  .int({ error: expecting('a whole number of 1 or more') })
  .min(1, { error: expecting('a whole number of 1 or more') });

/** Below the line a value is refused, or the step that waits for it takes a second person. */
const redLine = shape('a red line, { at_least: …, approve: [lead] }', {
  at_least: z.union([z.number(), name], {
    error: expecting('a number or the name of a field', 'at_least: 100'),
  }),
  /** Roles of whoever may let it pass; without them nobody may. */
  approve: oneOrMany('roles of who may approve', name).optional(),
});

export const field = shape('a field', {
  type: oneOf([
    'text',
    'long_text',
    'number',
    'money',
    'phone',
    'date',
    'choice',
    'member',
    'file',
    'lookup',
    'impact',
    'urgency',
  ]),
  label: text,
  hint: text.optional(),
  ask: oneOf(['intake', 'later']).default('later'),
  required: yesNo.default(false),
  personal: yesNo.default(false),
  max: amount.optional(),
  min: amount.optional(),
  currency: oneOf(['CNY', 'HKD', 'USD', 'EUR', 'GBP']).optional(),
  choices: named('choices', name, text).optional(),
  /** The table of a look-up: tables/<name>.csv. */
  table: slug.optional(),
  red_line: redLine.optional(),
  accept: oneOrMany(
    'MIME types such as image/* or application/pdf',
    pattern(/^[a-z]+\/([a-z0-9.+-]+|\*)$/u, 'a MIME type', 'image/* or application/pdf'),
  ).optional(),
  max_mb: count.optional(),
  min_width: count.optional(),
  min_height: count.optional(),
  ratio: pattern(
    /^[1-9]\d{0,3}:[1-9]\d{0,3}$/u,
    'a ratio of width to height in quotes',
    '"1:1" or "3:4"',
  ).optional(),
});

export type FieldFile = z.infer<typeof field>;
