/** The way through the SOP as steps on a card: done, now, next, and who. */
import type { ProgressStep } from '../platform/card.js';
import type { Step } from '../tickets/progress.js';
import type { Param } from '../tickets/refusal.js';
import type { Wording } from './wording.js';

/** `you`: the requester who reads, called 'you' instead of by their name. */
export function stepRows(
  steps: readonly Step[],
  you: string | null,
  wording: Wording,
): readonly ProgressStep[] {
  return steps.map(({ label, status, who, times }) => {
    const again = times > 1 && you === null ? [wording.t('progress.times', { n: times })] : [];
    const note = wording.list([...(who === null ? [] : [whoWords(who, you, wording)]), ...again]);
    return { text: wording.text(label), status, ...(note === '' ? {} : { note }) };
  });
}

export function whoWords(who: Param, you: string | null, wording: Wording): string {
  const self =
    you !== null && typeof who === 'object' && 'person' in who && who.person === `requester:${you}`;
  return self ? wording.t('progress.you') : wording.param(who);
}
