/** 建单: words that were said become a ticket, of the kind they name or of the one that is then chosen. */
import { begin } from './begin.js';
import type { Context } from './context.js';
import { draftOf } from './draft.js';
import type { Intent } from './intent.js';
import { keyOf } from './said.js';
import { serviceIn } from './sop-words.js';

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

/** '建单 很急' in answer to a message: what was added stands below what is quoted. */
export function withQuoted(tail: string, context: Context): string {
  const { quoted } = context;
  if (tail === '') return draftOf(context);
  return quoted ? `${quoted.text}\n${tail}` : tail;
}
