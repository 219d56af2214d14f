/** Files of a ticket: when each field's came, and those that newer ones took the place of. */
import type { Document, Fields, FieldValue, FileValue, Ticket } from './ticket.js';

/** What became of the files, with those that newer ones took the place of. */
export function filed(
  ticket: Pick<Ticket, 'fields' | 'documents'>,
  fields: Fields,
  { at, by }: { readonly at: number; readonly by: string },
): Ticket['documents'] {
  const now: Record<string, Document> = {};
  for (const [key, files] of Object.entries(fields)) {
    if (!isFiles(files)) continue;
    const before = ticket.fields[key] ?? [];
    const gone = isFiles(before) ? before.filter(({ id }) => !files.some((file) => file.id === id)) : [];
    const replaced = gone.map(({ id, name, size }) => ({ id, name, size, at, by }));
    now[key] = { at, by, replaced: [...(ticket.documents[key]?.replaced ?? []), ...replaced] };
  }
  return Object.keys(now).length === 0 ? ticket.documents : { ...ticket.documents, ...now };
}

/** In a sealed event a personal value is an object too: its digest. */
export const isFiles = (value: FieldValue): value is readonly FileValue[] => Array.isArray(value);
