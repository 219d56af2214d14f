/** The chain of roots: each over its heads and the root before. What they knew of a ticket is kept for its events. */
import type { HeadLine, RootLine } from '../ports/audit.js';
import { NO_HEAD } from '../seal.js';
import type { AuditHeader } from './export.js';
import { hashing } from './root.js';

/** What a root knew of a ticket. */
export interface Known {
  readonly root: RootLine;
  readonly after: number;
  readonly events: number;
  readonly head: string;
}

export interface Roots {
  begin(header: AuditHeader): void;
  root(line: RootLine): void;
  head(line: HeadLine): void;
  /** No more roots: the last one is judged. */
  end(): void;
  /** Ticket -> what the roots knew of it, oldest first. */
  readonly known: Map<number, Known[]>;
  count(): number;
  last(): RootLine | null;
  found(): boolean | null;
}

export function verifyRoots(complain: (problem: string) => void, wanted: string | null): Roots {
  const known = new Map<number, Known[]>();
  let whole = true;
  let last: RootLine | null = null;
  let open: { readonly root: RootLine; readonly sum: ReturnType<typeof hashing>; heads: number } | null =
    null;
  let count = 0;
  let found = false;

  function close(): void {
    if (!open) return;
    const { root, sum, heads } = open;
    open = null;
    if (heads !== root.heads)
      complain(`${rootName(root)}: expected ${root.heads} heads, got ${heads}: the export was changed`);
    const made = sum.hash();
    if (made !== root.hash)
      complain(
        `${rootName(root)}: expected its hash to be ${made}, got ${root.hash}: it or one of its heads was changed`,
      );
  }
  return {
    known,
    begin({ from }) {
      whole = from === null;
    },
    root(line) {
      close();
      const n = last ? last.n + 1 : whole ? 1 : line.n;
      if (line.n !== n) complain(`${rootName(line)}: expected root ${n}; roots before it are missing`);
      else if (line.previous !== (last?.hash ?? (whole ? NO_HEAD : line.previous)))
        complain(
          `${rootName(line)}: expected it to be chained to ${last?.hash ?? NO_HEAD}, got ${line.previous}`,
        );
      open = { root: line, sum: hashing(line), heads: 0 };
      last = line;
      count += 1;
      found ||= line.hash === wanted;
    },
    head(line) {
      if (!open || line.root !== open.root.n) {
        complain(
          `the head of ticket #${line.ticketId}: expected it below root ${line.root}, got it elsewhere`,
        );
        return;
      }
      open.sum.add(line);
      open.heads += 1;
      const before = known.get(line.ticketId) ?? [];
      known.set(line.ticketId, [...before, { ...line, root: open.root }]);
    },
    end: close,
    count: () => count,
    last: () => last,
    found: () => (wanted === null ? null : found),
  };
}

/** 'root 12 of 2026-11-26T10:00:07.000Z'. */
export function rootName({ n, at }: RootLine): string {
  return `root ${n} of ${new Date(at).toISOString()}`;
}
