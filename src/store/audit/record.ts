/** Reads the record page by page, so that an export of years needs no more memory than one of a day. */
import type { AuditWindow, EventLine, HeadLine, RootLine } from '../../desk/ports/audit.js';
import type { Database } from '../database.js';
import { iso, ms } from '../instants.js';

const ROOTS_A_PAGE = 500;
const HEADS_A_PAGE = 20_000;
const TICKETS_A_PAGE = 500;

const ROOTS = `
  SELECT n, at, encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash, heads FROM audit_root
  WHERE n > $1 AND ($2::timestamptz IS NULL OR at >= $2) AND ($3::timestamptz IS NULL OR at < $3) ORDER BY n LIMIT $4`;

const HEADS = `
  SELECT root, ticket_id AS "ticketId", after, events, encode(head, 'hex') AS head FROM audit_head
  WHERE root = $1 AND ticket_id > $2 ORDER BY ticket_id LIMIT $3`;

/** What the roots from $1 to $2 vouch for: of each ticket the events from `low` on, up to `high`. */
const TICKETS = `
  SELECT ticket_id AS id, min(after) AS low, max(events) AS high FROM audit_head
  WHERE root BETWEEN $1 AND $2 AND ticket_id > $3 GROUP BY ticket_id ORDER BY ticket_id LIMIT $4`;

const EVENTS = `
  SELECT e.ticket_id AS "ticketId", e.seq, e.type, e.at, e.by, e.cause, e.data, encode(e.hash, 'hex') AS hash,
    CASE WHEN e.seq = w.low AND w.low > 0 THEN (
      SELECT encode(p.hash, 'hex') FROM ticket_event p WHERE p.ticket_id = e.ticket_id AND p.seq = e.seq - 1) END AS previous
  FROM unnest($1::integer[], $2::integer[], $3::integer[]) AS w(id, low, high)
  JOIN ticket_event e ON e.ticket_id = w.id AND e.seq >= w.low AND e.seq < w.high
  ORDER BY e.ticket_id, e.seq`;

type RootRow = Omit<RootLine, 'kind' | 'at'> & { readonly at: Date };
type HeadRow = Omit<HeadLine, 'kind'>;
type EventRow = Omit<EventLine, 'kind' | 'at' | 'previous'> & {
  readonly at: Date;
  readonly previous: string | null;
};
interface Stretch {
  readonly id: number;
  readonly low: number;
  readonly high: number;
}

export async function* auditRecord(
  { run }: Database,
  { from, to }: AuditWindow,
): AsyncIterable<RootLine | HeadLine | EventLine> {
  const bounds = { first: 0, last: 0 };
  for await (const { at, ...root } of pages(ROOTS_A_PAGE, (last: RootRow | null) =>
    run<RootRow>('audit_roots', ROOTS, [last?.n ?? 0, iso(from), iso(to), ROOTS_A_PAGE]),
  )) {
    bounds.first ||= root.n;
    bounds.last = root.n;
    yield { kind: 'root', ...root, at: ms(at) };
    for await (const head of pages(HEADS_A_PAGE, (last: HeadRow | null) =>
      run<HeadRow>('audit_heads', HEADS, [root.n, last?.ticketId ?? 0, HEADS_A_PAGE]),
    ))
      yield { kind: 'head', ...head };
  }
  const stretches = (last: Stretch | null) =>
    run<Stretch>('audit_tickets', TICKETS, [bounds.first, bounds.last, last?.id ?? 0, TICKETS_A_PAGE]);
  for (let page = await stretches(null); page.length > 0; page = await stretches(page.at(-1) ?? null)) {
    const columns = [page.map(({ id }) => id), page.map(({ low }) => low), page.map(({ high }) => high)];
    const events = await run<EventRow>('audit_events', EVENTS, columns);
    for (const { at, previous, ...event } of events)
      yield { kind: 'event', ...event, at: ms(at), ...(previous === null ? {} : { previous }) };
  }
}

/** Row by row, reading the next page when one is used up. */
async function* pages<Row>(
  size: number,
  read: (last: Row | null) => Promise<readonly Row[]>,
): AsyncIterable<Row> {
  for (let last: Row | null = null; ; ) {
    const page: readonly Row[] = await read(last);
    yield* page;
    last = page.at(-1) ?? null;
    if (page.length < size) return;
  }
}
