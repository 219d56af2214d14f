/** Which rows of a lane become notices by approved templates, as far as there are consents to each: what asks something first. Pure. */
import type { OutboxRow } from './ports/outbox.js';
import { asks, isNeedless } from './room.js';

export interface Notice {
  readonly row: OutboxRow;
  /** Older rows about the same ticket, by the same template: it shows the ticket as it is now. */
  readonly told: readonly OutboxRow[];
  readonly way: 'here' | 'no_consent' | 'no_template';
}

export interface Consents {
  /** Id of the template that says it; null where there is none. */
  templateOf(row: OutboxRow): string | null;
  /** How many notices by it may be sent. */
  left(template: string): number;
}

/** `needless`: a card that cannot be changed. Both in the order of the rows. */
export function planNotices(
  rows: readonly OutboxRow[],
  { templateOf, left }: Consents,
): { readonly notices: readonly Notice[]; readonly needless: readonly OutboxRow[] } {
  const needless = rows.filter(isNeedless);
  const kept = rows.filter((row) => !needless.includes(row));
  const room = new Map<string, number>();
  const firstAsked = together(kept, templateOf).sort(
    (one, other) => Number(one.rows.some(asks) ? 0 : 1) - Number(other.rows.some(asks) ? 0 : 1),
  );
  const notices = firstAsked.map(({ template, rows: about }): Notice => {
    const [row, told] = [about.at(-1) as OutboxRow, about.slice(0, -1)];
    if (template === null) return { row, told, way: 'no_template' };
    const still = room.get(template) ?? left(template);
    room.set(template, still - 1);
    return { row, told, way: still > 0 ? 'here' : 'no_consent' };
  });
  return { notices: notices.sort((one, other) => one.row.id - other.row.id), needless };
}

interface Told {
  readonly template: string | null;
  readonly rows: readonly OutboxRow[];
}

/** Without a ticket each stands for itself: two of them say different things. */
function together(rows: readonly OutboxRow[], templateOf: Consents['templateOf']): Told[] {
  const found = new Map<string, { readonly template: string | null; readonly rows: OutboxRow[] }>();
  for (const row of rows) {
    const template = templateOf(row);
    const key = row.ticketId === null || template === null ? row.key : `${row.ticketId}/${template}`;
    const told = found.get(key);
    if (told) told.rows.push(row);
    else found.set(key, { template, rows: [row] });
  }
  return [...found.values()];
}
