/** An expected no in words: what is missing and who holds it. */
import type { Card } from '../platform/card.js';
import type { Reply } from '../platform/reply.js';
import type { Said, Wording } from './wording.js';

/** A short line only the actor sees. */
export function refusalToast(refusal: Said, wording: Wording): NonNullable<Reply['toast']> {
  return { tone: 'warning', text: wording.refusal(refusal) };
}

/** The same where there are no toasts. */
export function refusalCard(refusal: Said, wording: Wording): Card {
  return {
    title: wording.t('refusal_card.title'),
    tone: 'warning',
    blocks: [{ kind: 'text', text: wording.refusal(refusal) }],
    buttons: [],
  };
}
