/** The record as JSON lines: head, roots with the heads they vouch for, events ticket by ticket, and an end that counts them. */
import { createHash } from 'node:crypto';
import type { AuditStore, AuditWindow } from '../ports/audit.js';

export const FORMAT = 1;

export interface AuditHeader extends AuditWindow {
  readonly kind: 'audit';
  readonly format: number;
  readonly at: number;
}

/** `sha256` is that of every byte before this line: also what no chain covers cannot be changed without a trace. */
export interface AuditEnd {
  readonly kind: 'end';
  readonly roots: number;
  readonly events: number;
  readonly sha256: string;
}

/** Each line with its end. Without an end of the window a root is made before, so that nothing is exported unvouched for. */
export async function* exportLines(
  audit: AuditStore,
  window: AuditWindow,
  at: number,
): AsyncIterable<string> {
  const sum = createHash('sha256');
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`;
    sum.update(text);
    return text;
  };
  const header: AuditHeader = { kind: 'audit', format: FORMAT, at, ...window };
  yield line(header);
  const counts = { root: 0, head: 0, event: 0 };
  for await (const each of audit.record(window)) {
    counts[each.kind] += 1;
    yield line(each);
  }
  const end: AuditEnd = { kind: 'end', roots: counts.root, events: counts.event, sha256: sum.digest('hex') };
  yield `${JSON.stringify(end)}\n`;
}
