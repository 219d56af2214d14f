/** When something falls due, counting down by the desk's clock. */
import type { Block } from '../../../../src/platform/card.js';
import { moment, span } from '../language/instants.js';
import { useLanguage } from '../language/language.js';
import { useDeskNow } from '../net/desk-clock.js';

type Props = Omit<Extract<Block, { kind: 'deadline' }>, 'kind'> & { readonly drawnAt: number };

/** The desk's words say how much working time is left; they are shown as long as they are about true. */
const FRESH_MS = 5 * 60_000;

export function Deadline({ label, dueAt, text, tone, drawnAt }: Props) {
  const { own, locale, zone } = useLanguage();
  const now = useDeskNow();
  const late = now >= dueAt;
  const words = late ? own.span.over(span(now - dueAt, own)) : own.span.until(span(dueAt - now, own));
  return (
    <div className="block-deadline" data-tone={late ? 'bad' : tone}>
      <span className="deadline-label">{label}</span>
      <span className="deadline-count" role="timer">
        {words}
      </span>
      <span className="deadline-at">
        {text !== '' && now - drawnAt < FRESH_MS
          ? text
          : `${own.card.dueAt} ${moment(dueAt, now, locale, zone)}`}
      </span>
    </div>
  );
}
