/** What was said is no word of ours: the nearest ones, ready to be pressed. */
import type { Card } from '../platform/card.js';
import { draftButton } from './category.js';
import { cutTo } from './cut.js';
import { pageButton, sayButton } from './navigate.js';
import type { Wording } from './wording.js';

export interface UnknownFacts {
  readonly said: string;
  readonly suggestions: readonly string[];
  /** What was said may become a ticket. */
  readonly draft?: string;
}

/** A long text is quoted by its beginning. */
const QUOTED_BYTES = 60;

export function unknownCard({ said, suggestions, draft }: UnknownFacts, wording: Wording): Card {
  const quoted = cutTo(said, QUOTED_BYTES);
  const words = suggestions.map((word) => wording.t('list.quoted', { word }));
  return {
    title: wording.t('unknown.title'),
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text:
          words.length > 0
            ? wording.t('unknown.near', { said: quoted, words })
            : wording.t('unknown.nothing_near', { said: quoted }),
      },
    ],
    buttons: [
      ...suggestions.map(sayButton),
      ...(draft === undefined ? [] : [draftButton(wording)]),
      pageButton(wording.t('button.help'), 'help'),
    ],
  };
}
