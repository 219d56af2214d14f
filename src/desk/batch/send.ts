/** A planned batch as it goes out: one message each, after a time to take it back, few at once, nobody in quiet hours. */
import type { OutboxItem } from '../ports/outbox.js';
import type { BatchPlan } from './plan.js';

/** How long all of it can be taken back. */
const UNDO_MS = 60_000;
/** Platforms count all that a company sends, and what people ask about goes out meanwhile. */
export const PER_SECOND = 10;

export function batchItems(batch: string, { told }: BatchPlan, now: number): readonly OutboxItem[] {
  return told.map(({ requester, text, place }, n) => ({
    key: `batch/${batch}/${requester.id}`,
    ...place,
    ticketId: null,
    heldUntil: Math.max(place.heldUntil ?? 0, now + UNDO_MS + Math.floor(n / PER_SECOND) * 1_000),
    body: {
      ...{ kind: 'say', say: 'batch.said', params: { text }, tone: 'info', links: [], actions: [] },
      recallable: true,
    },
  }));
}
