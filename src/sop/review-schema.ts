/** The YAML of a review: what a routine opens about the week before. */
import { duration } from './date-schema.js';
import { name, named, oneOrMany, shape, slug, yesNo } from './shape.js';

export const review = shape('a review, { sop: …, copy: { … } }', {
  sop: slug,
  of: oneOrMany('queues', slug).optional(),
  wait: duration.default({ days: 3, ms: 0 }),
  always: yesNo.default(false),
  copy: named('fields of the ticket', name, name),
});
