/** Verifies an export without a database: every chain, every root, every byte. What is wrong is named: which ticket, event, hour. */
import { createHash } from 'node:crypto';
import type { EventLine, HeadLine, RootLine } from '../ports/audit.js';
import type { AuditEnd, AuditHeader } from './export.js';
import { type AuditLine, readHeader, readLine } from './read-line.js';
import { verifyRoots } from './verify-roots.js';
import { verifyTickets } from './verify-tickets.js';

export interface Verified {
  readonly header: AuditHeader;
  readonly roots: number;
  readonly tickets: number;
  readonly events: number;
  /** The newest root there is; whoever wrote its hash down can later see that the history up to it is still the same. */
  readonly last: RootLine | null;
  /** The root that was asked for is among them; null when none was asked for. */
  readonly found: boolean | null;
  /** The first of them in words, and how many there are. */
  readonly problems: readonly string[];
  readonly problemCount: number;
}

const MOST_SAID = 50;

/** `lines` as they lie in the file, each with its end. Throws `NoAuditExport` when it is none. */
export async function verifyLines(
  lines: AsyncIterable<Uint8Array>,
  wanted: string | null = null,
): Promise<Verified> {
  const said: string[] = [];
  let problemCount = 0;
  const complain = (problem: string) => {
    problemCount += 1;
    if (said.length < MOST_SAID) said.push(problem);
  };
  const sum = createHash('sha256');
  let header: AuditHeader | null = null;
  let end: AuditEnd | null = null;
  let number = 0;
  const roots = verifyRoots(complain, wanted);
  const tickets = verifyTickets(complain, roots);
  for await (const bytes of lines) {
    number += 1;
    if (header === null) {
      header = readHeader(bytes);
      roots.begin(header);
      sum.update(bytes);
      continue;
    }
    if (end !== null) {
      complain(`line ${number}: expected nothing after the end line, got more`);
      break;
    }
    const line = readLine(bytes);
    if ('wrong' in line) complain(`line ${number}: ${line.wrong}; it comes after ${tickets.where()}`);
    else if (line.kind === 'end') end = line;
    else take(line);
    if (end === null) sum.update(bytes);
    else if (bytes.at(-1) !== NEWLINE) complain('the end line: expected a line feed at its end, got none');
  }
  function take(line: Exclude<AuditLine, AuditEnd>): void {
    if (line.kind === 'root') roots.root(line as RootLine);
    else if (line.kind === 'head') roots.head(line as HeadLine);
    else tickets.event(line as EventLine);
  }
  if (header === null) header = readHeader(new Uint8Array());
  roots.end();
  tickets.end();
  const counts = { roots: roots.count(), events: tickets.events() };
  if (end === null)
    complain(
      `the tail is cut: expected the end line, got the end of the file after ${tickets.where()} (line ${number})`,
    );
  else complainOfEnd(end, counts, sum.digest('hex'), complain);
  return {
    ...{ header, ...counts, tickets: tickets.count() },
    ...{ last: roots.last(), found: roots.found(), problems: said, problemCount },
  };
}

const NEWLINE = 0x0a;

function complainOfEnd(
  end: AuditEnd,
  counts: { readonly roots: number; readonly events: number },
  sha256: string,
  complain: (problem: string) => void,
): void {
  for (const what of ['roots', 'events'] as const)
    if (end[what] !== counts[what])
      complain(`the end line: expected ${end[what]} ${what} in the file, got ${counts[what]}`);
  if (end.sha256 !== sha256)
    complain(
      `the end line: expected the file to have the SHA-256 ${end.sha256}, got ${sha256}: some byte of it was changed`,
    );
}
