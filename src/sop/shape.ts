/** Zod pieces whose messages a person can act on: "expected X" on the first line, the mend on the second. */
import { z } from 'zod';

/** Joins what was expected and how to mend it into the one string zod lets a message be. */
export function expecting(expected: string, mend = ''): string {
  return mend === '' ? `expected ${expected}` : `expected ${expected}\n${mend}`;
}

/** A map with these keys and no others. */
export function shape<S extends z.core.$ZodLooseShape>(
  what: string,
  keys: S,
): z.ZodObject<S, z.core.$strict> {
  return z.strictObject(keys, {
    // For unknown keys the second line lists the known ones: `zod-problems` suggests the nearest.
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? expecting(what, Object.keys(keys).join(' ')) : expecting(what),
  });
}

/** A map of names to things. */
export function named<T extends z.ZodType>(
  what: string,
  name: z.ZodString,
  thing: T,
): z.ZodRecord<z.ZodString, T> {
  return z.record(name, thing, { error: expecting(`a map of ${what}`) });
}

/** One thing, or a list of them; `none`, where a word for it is given, is the empty list. */
export function oneOrMany<T extends z.ZodType>(what: string, thing: T, none?: string) {
  const list = z.array(thing, { error: expecting(what) });
  return z.preprocess(
    (value) =>
      none !== undefined && value === none
        ? []
        : value === undefined || Array.isArray(value)
          ? value
          : [value],
    none === undefined ? list.min(1, { error: expecting(what) }) : list,
  );
}

/** A text that looks a certain way. */
export function pattern(form: RegExp, what: string, example: string): z.ZodString {
  const error = expecting(what, `write it like ${example}`);
  return z.string({ error }).regex(form, { error });
}

/** One of a few words. */
export function oneOf<const W extends readonly [string, ...string[]]>(words: W) {
  return z.enum(words, { error: expecting(`one of ${words.join(', ')}`, words.join(' ')) });
}

/** A text a person reads, not empty. */
export const line = z
  .string({ error: expecting('a text') })
  .refine((text) => text.trim() !== '', { error: expecting('a text', 'write at least one word') });

/** A text in both languages. */
export const text = shape('a text in both languages, { zh-CN: …, en: … }', { 'zh-CN': line, en: line });

/** true or false. */
export const yesNo = z.boolean({ error: expecting('true or false') });

/** Name of a state, field, transition, timer or text: it travels in button values, so it stays short and plain. */
export const name = pattern(
  /^[a-z][a-z0-9_]{0,39}$/u,
  'a name of small letters, digits and _ (at most 40)',
  'awaiting_payment',
);

/** Name of an SOP, queue, team, calendar or routine. */
export const slug = pattern(
  /^[a-z][a-z0-9_-]{0,39}$/u,
  'a name of small letters, digits, - and _ (at most 40)',
  'company-registration',
);
