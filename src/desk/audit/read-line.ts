/** One line of an export: what it is, or what is wrong with it. */
import { z } from 'zod';
import type { EventLine, HeadLine, RootLine } from '../ports/audit.js';
import { type AuditEnd, type AuditHeader, FORMAT } from './export.js';

export type AuditLine = RootLine | HeadLine | EventLine | AuditEnd;

/** The file is no export of ours: said as it is, with what to do. */
export class NoAuditExport extends Error {}

const count = z.number().int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/u);
const header = z.object({
  kind: z.literal('audit'),
  format: z.literal(FORMAT),
  at: z.number(),
  from: z.number().nullable(),
  to: z.number().nullable(),
});
const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('root'), n: count, at: z.number(), previous: hash, hash, heads: count }),
  z.object({
    ...{ kind: z.literal('head'), root: count, ticketId: count, after: count, events: count },
    head: hash,
  }),
  z.object({
    ...{ kind: z.literal('event'), ticketId: count, seq: count, type: z.string(), at: z.number() },
    ...{ by: z.string(), cause: z.string(), data: z.record(z.string(), z.unknown()) },
    ...{ hash, previous: hash.optional() },
  }),
  z.object({ kind: z.literal('end'), roots: count, events: count, sha256: hash }),
]);

const utf8 = new TextDecoder();
const SHOWN = 60;

export function readHeader(bytes: Uint8Array): AuditHeader {
  const text = utf8.decode(bytes).trimEnd();
  const read = header.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new NoAuditExport(
    `expected an audit export of format ${FORMAT} (its first line begins with {"kind":"audit","format":${FORMAT}), got ${shown(text)}; make one with \`troika audit export > FILE\``,
  );
}

export function readLine(bytes: Uint8Array): AuditLine | { readonly wrong: string } {
  const text = utf8.decode(bytes).trimEnd();
  const value = parsed(text);
  if (value === undefined) return { wrong: `expected JSON, got ${shown(text)}` };
  const read = line.safeParse(value);
  if (read.success) return read.data as AuditLine;
  const { path, message } = read.error.issues[0] as z.core.$ZodIssue;
  return {
    wrong: `expected a root, a head, an event or the end, got ${shown(text)} (${path.join('.')}: ${message})`,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shown(text: string): string {
  if (text === '') return 'nothing';
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
