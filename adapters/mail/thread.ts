/** Which mail of a ticket is the first to somebody: it carries the name that the others answer. Settled once, for all instances. */
import type { SharedState } from '../../src/platform/context.js';
import { messageIdOf, rootIdOf } from './message-id.js';

export interface Thread {
  readonly messageId: string;
  /** Null: this is the first, or it is about no ticket. */
  readonly answers: string | null;
}

interface Mail {
  readonly key: string;
  readonly ticketId: number | undefined;
  readonly mailbox: string;
  readonly from: string;
}

/** Sent again, a mail keeps its place: whoever was first stays first. */
export async function threadOf(state: SharedState, { key, ticketId, mailbox, from }: Mail): Promise<Thread> {
  if (ticketId === undefined) return { messageId: messageIdOf(key, from), answers: null };
  const root = rootIdOf(ticketId, mailbox, from);
  const first = (await claimed(state, `thread/${root}`, key)) === key;
  return first ? { messageId: root, answers: null } : { messageId: messageIdOf(key, from), answers: root };
}

async function claimed(state: SharedState, name: string, key: string): Promise<unknown> {
  const kept = await state.get(name);
  if (kept) return kept.value;
  if (await state.compareAndSet(name, 0, key)) return key;
  return (await state.get(name))?.value;
}
