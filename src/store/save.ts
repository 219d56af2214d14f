/** Saves what commands change: one statement, one commit, all or nothing. */
import type pg from 'pg';
import type { Change, Saved } from '../desk/ports/change.js';
import { saveArguments } from './change-lists.js';

/** Raised by `save_changes` when a cause had its effect already. */
const DUPLICATE = 'TR001';
/** Something the decision rested on has moved; or PostgreSQL chose us to end a deadlock. Reading again helps. */
const CONFLICTS = new Set(['40001', '40P01']);

/** What a write throws when it finds that others were faster. */
export function moved(message: string): Error {
  return Object.assign(new Error(message), { code: '40001' });
}

interface Queryable {
  query(query: pg.QueryConfig): Promise<unknown>;
}

/** Throws whatever PostgreSQL says, an expected no included. */
export async function saveChanges(on: Queryable, changes: readonly Change[], now: number): Promise<void> {
  await on.query({
    name: 'save_changes',
    text: 'SELECT save_changes($1, $2, $3, $4)',
    values: saveArguments(changes, now),
  });
}

export function save(on: Queryable, change: Change, now: number): Promise<Saved> {
  return savedOrNot(() => saveChanges(on, [change], now));
}

/** An expected no of PostgreSQL becomes a value. */
export async function savedOrNot(work: () => Promise<unknown>): Promise<Saved> {
  try {
    await work();
    return { saved: true };
  } catch (error) {
    const { code = '' } = error as pg.DatabaseError;
    if (code === DUPLICATE) return { saved: false, why: 'duplicate' };
    if (CONFLICTS.has(code)) return { saved: false, why: 'conflict' };
    throw error;
  }
}
