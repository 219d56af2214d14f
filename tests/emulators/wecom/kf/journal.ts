/** What happened at an account, as `sync_msg` reads it: in order, from a cursor on, for three days. https://developer.work.weixin.qq.com/document/path/94670 */
import type { Json } from '../api/call.js';
import { newId } from '../ids.js';

const KEPT_MS = 3 * 86_400_000;

export interface Page {
  readonly items: readonly Json[];
  readonly next: string;
  readonly more: boolean;
}

export class Journal {
  readonly #entries: { readonly at: number; readonly item: Json }[] = [];
  /** A cursor is a place between two entries; the same place has the same cursor. */
  readonly #places = new Map<string, number>();
  readonly #cursors = new Map<number, string>();

  add(at: number, item: Json): void {
    this.#entries.push({ at, item });
  }

  /** Undefined for a cursor that was never handed out; without one, from the oldest that is kept. */
  page(cursor: string, limit: number, now: number): Page | undefined {
    const from = cursor === '' ? 0 : this.#places.get(cursor);
    if (from === undefined) return undefined;
    const kept = this.#entries.findIndex(({ at }) => at + KEPT_MS > now);
    const first = Math.max(from, kept < 0 ? this.#entries.length : kept);
    const items = this.#entries.slice(first, first + limit).map(({ item }) => item);
    const end = first + items.length;
    return { items, next: this.#cursorAt(end), more: end < this.#entries.length };
  }

  #cursorAt(place: number): string {
    const cursor = this.#cursors.get(place) ?? newId(18);
    this.#cursors.set(place, cursor);
    this.#places.set(cursor, place);
    return cursor;
  }
}
