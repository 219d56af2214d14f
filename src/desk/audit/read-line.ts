/** One line of an export: what it is, or what is wrong with it. */
import type { EventLine, HeadLine, RootLine } from '../ports/audit.js';
import { type AuditEnd, type AuditHeader, FORMAT } from './export.js';

export type AuditLine = RootLine | HeadLine | EventLine | AuditEnd;

/** The file is no export of ours: said as it is, with what to do. */
export class NoAuditExport extends Error {}

const HASH = /^[0-9a-f]{64}$/u;
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isInstant = (value: unknown) => Number.isInteger(value);
const isHash = (value: unknown) => typeof value === 'string' && HASH.test(value);
const isText = (value: unknown) => typeof value === 'string';
const isData = (value: unknown) => typeof value === 'object' && value !== null;
const mayBe = (is: (value: unknown) => boolean) => (value: unknown) => value === undefined || is(value);
const orNone = (is: (value: unknown) => boolean) => (value: unknown) => value === null || is(value);

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const HEADER: Shape = {
  ...{ kind: (value) => value === 'audit', format: (value) => value === FORMAT, at: isInstant },
  ...{ from: orNone(isInstant), to: orNone(isInstant) },
};
const LINES: Readonly<Record<string, Shape>> = {
  root: { n: isCount, at: isInstant, previous: isHash, hash: isHash, heads: isCount },
  head: { root: isCount, ticketId: isCount, after: isCount, events: isCount, head: isHash },
  event: {
    ...{ ticketId: isCount, seq: isCount, type: isText, at: isInstant, by: isText, cause: isText },
    ...{ data: isData, hash: isHash, previous: mayBe(isHash) },
  },
  end: { roots: isCount, events: isCount, sha256: isHash },
};

const utf8 = new TextDecoder();
const SHOWN = 60;

export function readHeader(bytes: Uint8Array): AuditHeader {
  const text = utf8.decode(bytes).trimEnd();
  const value = parsed(text);
  if (value && wrongIn(value, HEADER) === null) return value as unknown as AuditHeader;
  throw new NoAuditExport(
    `expected an audit export of format ${FORMAT} (its first line begins with {"kind":"audit","format":${FORMAT}), got ${shown(text)}; make one with \`troika audit export > FILE\``,
  );
}

export function readLine(bytes: Uint8Array): AuditLine | { readonly wrong: string } {
  const text = utf8.decode(bytes).trimEnd();
  const value = parsed(text);
  if (!value) return { wrong: `expected a JSON object, got ${shown(text)}` };
  const shape = typeof value.kind === 'string' && Object.hasOwn(LINES, value.kind) ? LINES[value.kind] : null;
  if (!shape) return { wrong: `expected a root, a head, an event or the end, got ${shown(text)}` };
  const wrong = wrongIn(value, shape);
  return wrong === null
    ? (value as unknown as AuditLine)
    : { wrong: `expected a ${value.kind} with its ${wrong}, got ${shown(text)}` };
}

/** The first key whose value is none of its kind. */
function wrongIn(value: Readonly<Record<string, unknown>>, shape: Shape): string | null {
  return Object.entries(shape).find(([key, is]) => !is(value[key]))?.[0] ?? null;
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isData(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function shown(text: string): string {
  if (text === '') return 'nothing';
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
