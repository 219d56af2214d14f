/** Checks a command's input against its action's schema; what is wrong is worded by us, not by the schema library. */
import type { z } from 'zod';
import { kindOf } from './answers/said.js';
import { invalidInput } from './input.js';
import { type Refusal, refuse } from './refusal.js';

export function parseInput<Input>(
  schema: z.ZodType<Input>,
  raw: Readonly<Record<string, unknown>>,
): { readonly value: Input } | Refusal {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { value: parsed.data };
  const wrong: Record<string, Refusal> = {};
  for (const issue of parsed.error.issues) {
    const key = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys')
      for (const unknown of issue.keys) wrong[unknown] = refuse('unknown_input', { input: unknown });
    else wrong[key] = wrongInput(issue, key, at(raw, issue.path));
  }
  return invalidInput(wrong);
}

function wrongInput(issue: z.core.$ZodIssue, input: string, got: unknown): Refusal {
  if (issue.code === 'too_big')
    return refuse('too_long', { field: input, max: Number(issue.maximum), got: sizeOf(got) });
  if (issue.code === 'too_small') return refuse('value_missing', { field: input });
  const expected = issue.code === 'invalid_type' ? issue.expected : 'value';
  return refuse('wrong_type', {
    input,
    expected: { message: `expected.${expected}` },
    got: { message: `expected.${kindOf(got)}` },
  });
}

function at(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  );
}

function sizeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? [...value].length : Array.isArray(value) ? value.length : 0;
}
