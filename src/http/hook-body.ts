/** The body of a hook, once its signature is known to be good: bounded, well formed, and fit for the database. */
import { z } from 'zod';
import type { HookEvent } from '../desk/ports/inbox.js';

/** PostgreSQL's JSON has no NUL and no half characters, and what nests for ever only wants to exhaust us. */
const MAX_DEPTH = 32;
const UNSTORABLE = /\0|\p{Surrogate}/u;
const PRINTABLE = /^[^\p{Cc}\p{Surrogate}]+$/u;

/** Each message is "expected". */
const name = (max: number) => {
  const expected = `text of 1 to ${max} characters, without control characters`;
  return z.string(expected).min(1, expected).max(max, expected).regex(PRINTABLE, expected);
};

const shape = z
  .object(
    {
      id: name(200),
      type: name(100),
      ticket: z.int('a ticket number').positive('a ticket number').optional(),
      orderRef: name(200).optional(),
      data: z
        .record(z.string(), z.unknown(), 'an object')
        .refine(
          (data) => isStorable(data, 0),
          `JSON at most ${MAX_DEPTH} deep, without NUL or half characters`,
        )
        .default({}),
    },
    'an object { id, type, ticket | orderRef, data }',
  )
  .refine(({ ticket, orderRef }) => ticket !== undefined || orderRef !== undefined, {
    error: "a ticket number, or an order's reference",
    path: ['ticket | orderRef'],
  });

export type HookBody =
  | { readonly event: Omit<HookEvent, 'source'> }
  | { readonly expected: string; readonly got: string };

export function readHookBody(body: Uint8Array): HookBody {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    return {
      expected: 'JSON in UTF-8',
      got: error instanceof SyntaxError ? error.message.slice(0, 200) : 'other bytes',
    };
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) {
    const { id, type, ticket = null, orderRef = null, data } = parsed.data;
    return { event: { id, type, ticketId: ticket, orderRef, data } };
  }
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join('.') ?? '';
  return {
    expected: `${where ? `${where}: ` : ''}${issue?.message}`,
    got: kindOf(at(value, issue?.path ?? [])),
  };
}

function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  return Object.entries(value).every(([key, each]) => !UNSTORABLE.test(key) && isStorable(each, depth + 1));
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null)?.[key], value);
}

/** Not the value itself: it may be long, or personal. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return `text of ${value.length} characters`;
  return typeof value === 'number' ? `the number ${value}` : `a value of type ${typeof value}`;
}
