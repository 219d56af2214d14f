/** 建单: words that were said become a ticket, of the kind they name or of the one that is then chosen. */

import { begin } from './begin.js';
import type { Context } from './context.js';
import type { Intent } from './intent.js';
import { keyOf } from './said.js';
import { serviceIn } from './sop-words.js';

/** Whoever comes back after a day no longer means what they said then. */
const KEPT_MS = 24 * 60 * 60_000;

/** What was said last and not understood, or is to become a ticket; nothing after a day. */
export function draftOf({ dialogue, now }: Pick<Context, 'dialogue' | 'now'>): string {
  return dialogue?.kind === 'draft' && now - dialogue.startedAt <= KEPT_MS ? dialogue.text : '';
}

/** The words that wait. */
export function fileDraft(context: Context): Intent {
  return file(draftOf(context), context);
}

/** These words: their own SOP or category at once, else it is asked what kind of matter it is. */
export function file(text: string, context: Context): Intent {
  if (text === '') return { kind: 'query', query: { kind: 'welcome' } };
  const service = serviceIn(keyOf(text), context);
  const begun = service && begin(service, context, text);
  return begun ?? { kind: 'query', query: { kind: 'welcome' }, draft: text };
}
