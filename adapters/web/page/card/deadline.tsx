/** When something falls due, counting down by the desk's clock. */
import type { Block } from '../../../../src/platform/card.js';
import { moment, span } from '../language/instants.js';
import { useLanguage } from '../language/language.js';
import { useDeskNow } from '../net/desk-clock.js';

export function Deadline({ label, dueAt, text, tone }: Omit<Extract<Block, { kind: 'deadline' }>, 'kind'>) {
  const { own, locale, zone } = useLanguage();
  const now = useDeskNow();
  const late = now >= dueAt;
  const words = late ? own.span.over(span(now - dueAt, own)) : own.span.left(span(dueAt - now, own));
  return (
    <div className="block-deadline" data-tone={late ? 'bad' : tone}>
      <span className="deadline-label">{label}</span>
      <span className="deadline-count" role="timer">
        {words}
      </span>
      <span className="deadline-at">
        {own.card.dueAt} {moment(dueAt, now, locale, zone)}
        {text === '' ? '' : ` · ${text}`}
      </span>
    </div>
  );
}
