/** What stands over a conversation for a moment. Pure. */
import type { Tone } from '../../../../src/platform/card.js';

/** A short message in the window: the desk's words, or the code of one of ours. */
export interface Note {
  readonly id: string;
  readonly tone: Tone;
  readonly text?: string;
  readonly code?: string;
  /** The conversation it is about. */
  readonly address?: string;
}

const MOST = 3;

/** A confirmation gives way to the next word; what went wrong stays beside it. */
export function withNote(notes: readonly Note[], note: Note): readonly Note[] {
  return [...notes.filter(({ tone }) => tone !== 'good'), note].slice(-MOST);
}
