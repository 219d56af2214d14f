/** The YAML of what happens by itself for customers: a ticket for each who is meant, a reminder around one of their dates. */
import { z } from 'zod';
import { around, beforeOrAfter } from './date-schema.js';
import { textKey } from './schema.js';
import { expecting, name, named, oneOrMany, shape, slug } from './shape.js';

const value = z.union([z.string(), z.number(), z.boolean()], {
  error: expecting('a value, or a list of values', 'write it like [small, general]'),
});

/** Several names: all of them must fit; several values of one: any of them. */
const meant = named('what customers are meant by', name, oneOrMany('a value, or a list of values', value));

const copy = named('fields of the ticket', name, name);

export const opening = shape('a ticket to open, { sop: …, for: { … }, copy: { … } }', {
  sop: slug,
  for: meant.default({}),
  copy: copy.default({}),
});

export const reminder = shape('a reminder', {
  date: name,
  ...around,
  /** A working calendar: a day is then a working day. */
  calendar: slug.optional(),
  for: meant.default({}),
  open: shape('a ticket to open, { sop: …, copy: { … } }', { sop: slug, copy: copy.default({}) }).optional(),
  tell: slug.optional(),
  say: textKey.optional(),
}).superRefine((written, context) => {
  const { open, tell, say } = written;
  for (const issue of beforeOrAfter(written)) context.addIssue(issue);
  if ((tell === undefined) !== (say === undefined))
    context.addIssue(expecting('tell and say together', 'write both, or neither'));
  if (open === undefined && tell === undefined && say === undefined)
    context.addIssue(
      expecting('a reminder that does something', 'add "tell: …, say: …" or "open: { sop: … }"'),
    );
});
