/** Takes a list of customers in: the header first, then batch after batch; what cannot be taken is said line by line. */
import type { Wording } from '../../cards/wording.js';
import { CUSTOMER_COLUMNS } from '../../people/customer-columns.js';
import type { CustomerForm } from '../../sop/content-form.js';
import type { CustomerLine, CustomerStore, LineOutcome } from '../ports/customers.js';
import type { ListRow, RejectedRows } from '../ports/list.js';
import { type Column, columnsOf } from './columns.js';
import { readLine } from './line.js';
import { type LineRefused, refuseLine } from './refusals.js';

export interface CustomerList {
  /** The header first. */
  readonly rows: AsyncIterable<ListRow>;
  readonly form: CustomerForm;
  /** Platforms whose accounts a column may hold. */
  readonly platforms: readonly string[];
  readonly store: CustomerStore;
  readonly clock: { now(): number };
  readonly wording: Wording;
  /** Takes what is rejected, with a column that says why. */
  readonly rejects: RejectedRows;
  /** How many lines are done. */
  progress(lines: number): void;
  readonly dryRun: boolean;
}

export type Imported =
  | { readonly kind: 'header'; readonly problems: readonly string[] }
  | ({ readonly kind: 'done'; readonly unclosed: number | null } & Counts);

interface Counts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** Enough for one statement to be worth it, few enough to be forgotten soon. */
const BATCH = 1000;

interface Read {
  readonly line: number;
  readonly cells: readonly string[];
  readonly read: CustomerLine | readonly LineRefused[];
}

export async function importCustomers(list: CustomerList): Promise<Imported> {
  const rows = list.rows[Symbol.asyncIterator]();
  const { value: header, done } = await rows.next();
  if (done || 'unclosed' in header)
    return { kind: 'header', problems: ['expected a first line with the names of the columns, got none'] };
  const known = columnsOf(header.cells, list.form, list.platforms);
  if ('problems' in known) return { kind: 'header', problems: known.problems };
  const session = await list.store.importing({ dryRun: list.dryRun });
  try {
    return await take({ [Symbol.asyncIterator]: () => rows }, header.cells, known.columns, list, session);
  } finally {
    await session.close();
  }
}

async function take(
  rows: AsyncIterable<ListRow>,
  header: readonly string[],
  columns: readonly Column[],
  { wording, clock, rejects, progress }: CustomerList,
  session: Awaited<ReturnType<CustomerStore['importing']>>,
): Promise<Imported> {
  const kept = columns.flatMap(({ into }, index) => (into === 'reason' ? [] : [index]));
  const names = kept.map((index) => header[index] ?? '');
  const counts = { new: 0, changed: 0, unchanged: 0, rejected: 0 };
  let batch: Read[] = [];
  let done = 0;
  let unclosed: number | null = null;

  async function flush(): Promise<void> {
    const lines = batch.flatMap(({ read }) => ('customer' in read ? [read] : []));
    const outcomes = lines.length > 0 ? await session.batch(lines, clock.now()) : [];
    const outcomeOf = new Map(lines.map(({ line }, index) => [line, outcomes[index]]));
    for (const { line, cells, read } of batch) {
      const outcome = outcomeOf.get(line);
      const refusals = 'customer' in read ? refusalsOf(read, outcome) : read;
      if (refusals.length === 0) {
        counts[outcome?.kind as 'new' | 'changed' | 'unchanged'] += 1;
        continue;
      }
      if (counts.rejected === 0) await rejects.write([...names, wording.text(CUSTOMER_COLUMNS.reason)]);
      counts.rejected += 1;
      const reasons = refusals.map((refusal) => wording.refusal(refusal)).join(' ');
      // A list of rejects that comes back has reasons already: they were those of the last time.
      const own = kept.map((index) => cells[index] ?? '');
      const reason = wording.t('import.reason', { line, reasons });
      await rejects.write([...own, reason, ...cells.slice(columns.length)]);
    }
    done += batch.length;
    batch = [];
    progress(done);
  }

  for await (const row of rows) {
    if ('unclosed' in row) {
      unclosed = row.line;
      break;
    }
    const { line, cells } = row;
    batch.push({ line, cells, read: readLine(line, cells, columns) });
    if (batch.length === BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return { kind: 'done', unclosed, ...counts };
}

function refusalsOf({ customer }: CustomerLine, outcome: LineOutcome | undefined): LineRefused[] {
  switch (outcome?.kind) {
    case 'repeated':
      return [refuseLine('line_repeated', { id: customer.id, line: outcome.line })];
    case 'taken': {
      const account = `${outcome.platform} ${outcome.account}`;
      return [refuseLine(outcome.by === 'member' ? 'account_of_member' : 'account_repeated', { account })];
    }
    default:
      return [];
  }
}
